using System.Management.Automation;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The programs that the daemon can make plots with.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPlotter")]
[OutputType(typeof(Plotter))]
[Rpc("daemon/get_plotters")]
public sealed class GetChiaPlotter : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        var plotters = await call.SendAsync(Rpc.Daemon.GetPlotters).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.Daemon).ConfigureAwait(false);
        foreach (var (name, plotter) in plotters)
        {
            plotter.Name = name;
            plotter.Stamp(origin);
            yield return plotter;
        }
    }
}
