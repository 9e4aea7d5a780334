using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Folders where a harvester looks for plots.</summary>
internal static class PlotDirectories
{
    public static async Task<PlotDirectory[]> ReadAsync(Call call)
    {
        var names = await call.SendAsync(Harvesting.GetPlotDirectories).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.Harvester).ConfigureAwait(false);
        return [.. names.Select(name => Of(name, origin))];
    }

    /// <summary>The one that a path names; a separator at its end does not matter.</summary>
    public static PlotDirectory? Find(this IEnumerable<PlotDirectory> directories, string path) =>
        directories.FirstOrDefault(one => Bare(one.Directory ?? "") == Bare(path));

    private static string Bare(string path) => path.Length > 1 ? path.TrimEnd('/', '\\') : path;

    private static PlotDirectory Of(string name, Origin origin)
    {
        var directory = new PlotDirectory { Directory = name };
        directory.Stamp(origin);
        return directory;
    }
}
