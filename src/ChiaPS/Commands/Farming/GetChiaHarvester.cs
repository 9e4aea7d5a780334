using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Harvesters that are connected to the farmer.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaHarvester")]
[OutputType(typeof(Harvester))]
[Rpc("farmer/get_harvesters_summary")]
[Rpc("farmer/get_harvesters")]
public sealed class GetChiaHarvester : ReadCmdlet
{
    /// <summary>Their lists of plots too, all at once: Get-ChiaPlot gives them page by page.</summary>
    [Parameter]
    public SwitchParameter IncludePlot { get; set; }

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) =>
        call.StreamAsync(IncludePlot ? Farmer.GetHarvesters : Farmer.GetHarvestersSummary, None.Value);
}
