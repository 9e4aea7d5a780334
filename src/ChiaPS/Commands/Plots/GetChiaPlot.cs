using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Plots of harvesters.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPlot", DefaultParameterSetName = "Valid", SupportsPaging = true)]
[OutputType(typeof(Plot))]
[Rpc("farmer/get_harvesters_summary")]
[Rpc("farmer/get_harvester_plots_valid")]
[Rpc("farmer/get_harvester_plots_invalid")]
[Rpc("farmer/get_harvester_plots_keys_missing")]
[Rpc("farmer/get_harvester_plots_duplicates")]
[Rpc("harvester/get_plots")]
public sealed class GetChiaPlot : ReadCmdlet
{
    /// <summary>Ids of harvesters; all that are connected when it is left out.</summary>
    [Parameter(ParameterSetName = "Valid", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Invalid", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "KeyMissing", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Duplicate", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    [ArgumentCompleter(typeof(HarvesterIdCompleter))]
    public string[]? NodeId { get; set; }

    /// <summary>Only files whose path contains all of these texts.</summary>
    [Parameter(ParameterSetName = "Valid")]
    [Parameter(ParameterSetName = "Invalid")]
    [Parameter(ParameterSetName = "KeyMissing")]
    [Parameter(ParameterSetName = "Duplicate")]
    public string[]? Filter { get; set; }

    /// <summary>The order of each harvester's plots; by path unless said otherwise.</summary>
    [Parameter(ParameterSetName = "Valid")]
    public PlotOrder SortBy { get; set; } = PlotOrder.Filename;

    /// <summary>The last in that order first.</summary>
    [Parameter(ParameterSetName = "Valid")]
    [Parameter(ParameterSetName = "Invalid")]
    [Parameter(ParameterSetName = "KeyMissing")]
    [Parameter(ParameterSetName = "Duplicate")]
    public SwitchParameter Descending { get; set; }

    /// <summary>Files that cannot be opened as plots.</summary>
    [Parameter(ParameterSetName = "Invalid", Mandatory = true)]
    public SwitchParameter Invalid { get; set; }

    /// <summary>Plots whose keys the farmer lacks.</summary>
    [Parameter(ParameterSetName = "KeyMissing", Mandatory = true)]
    public SwitchParameter KeyMissing { get; set; }

    /// <summary>Files that hold the same plot as another.</summary>
    [Parameter(ParameterSetName = "Duplicate", Mandatory = true)]
    public SwitchParameter Duplicate { get; set; }

    /// <summary>What the session's own harvester knows, without a farmer.</summary>
    [Parameter(ParameterSetName = "Local", Mandatory = true)]
    public SwitchParameter Local { get; set; }

    private protected override object? Target => NodeId is [var only] ? only : NodeId;

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName == "Local" ? OwnAsync(call) : OfFarmerAsync(call);

    private async IAsyncEnumerable<object> OwnAsync(Call call)
    {
        if (PagingParameters.IncludeTotalCount)
        {
            yield return PagingParameters.NewTotalCount(0, 0.0);
        }

        await foreach (var plot in Paging.LimitAsync(new PlotList(call).ReadOwnAsync(), PagingParameters.Skip, PagingParameters.First).ConfigureAwait(false))
        {
            yield return plot;
        }
    }

    private async IAsyncEnumerable<object> OfFarmerAsync(Call call)
    {
        var list = new PlotList(call);
        var query = new PlotQuery(
            Enum.Parse<PlotState>(ParameterSetName), Filter, MyInvocation.BoundParameters.ContainsKey(nameof(SortBy)) ? SortBy : null, Descending);
        var (harvesters, missing) = await list.HarvestersAsync(NodeId).ConfigureAwait(false);
        foreach (var failure in missing)
        {
            yield return failure;
        }

        if (PagingParameters.IncludeTotalCount)
        {
            var count = 0UL;
            foreach (var harvester in harvesters)
            {
                count += await list.CountAsync(harvester, query).ConfigureAwait(false);
            }

            yield return PagingParameters.NewTotalCount(count, 1.0);
        }

        await foreach (var plot in Paging.LimitAsync(EachAsync(list, harvesters, query), PagingParameters.Skip, PagingParameters.First).ConfigureAwait(false))
        {
            yield return plot;
        }
    }

    private static async IAsyncEnumerable<object> EachAsync(PlotList list, List<Harvester> harvesters, PlotQuery query)
    {
        foreach (var harvester in harvesters)
        {
            await foreach (var plot in list.ReadAsync(harvester, query).ConfigureAwait(false))
            {
                yield return plot;
            }
        }
    }
}
