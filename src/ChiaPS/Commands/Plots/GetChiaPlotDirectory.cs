using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Folders where a harvester looks for plots.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPlotDirectory")]
[OutputType(typeof(PlotDirectory))]
[Rpc("harvester/get_plot_directories")]
public sealed class GetChiaPlotDirectory : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        foreach (var directory in await PlotDirectories.ReadAsync(call).ConfigureAwait(false))
        {
            yield return directory;
        }
    }
}
