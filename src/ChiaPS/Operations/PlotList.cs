using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Json;
using ChiaPS.Rpc;
using ChiaPS.Security;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Which plots, and in what order.</summary>
internal sealed record PlotQuery(PlotState State, IReadOnlyList<string>? Filter, PlotOrder? Order, bool Descending);

/// <summary>Plots of harvesters: page by page from the farmer, or all that a harvester itself knows.</summary>
internal sealed class PlotList(Call call)
{
    private const uint PageSize = 500;

    /// <summary>The harvester's own id, of the certificate in the session's root; null where there is none.</summary>
    public string? OwnNodeId { get; } = NodeIds.Read(call.Session.Configuration?.CertificatePath(ChiaService.Harvester));

    /// <summary>The harvesters that are asked: those named, a failure for each that is not connected, or all.</summary>
    public async Task<(List<Harvester> Found, List<Failure> Missing)> HarvestersAsync(IReadOnlyCollection<string>? nodeIds)
    {
        var all = await FarmReader.ListAsync(call.StreamAsync(Farmer.GetHarvestersSummary, None.Value)).ConfigureAwait(false);
        return nodeIds is null
            ? (all, [])
            : (all.Where(one => nodeIds.Contains(one.NodeId, StringComparer.Ordinal)).ToList(),
                nodeIds.Where(id => !all.Exists(one => one.NodeId == id)).Distinct(StringComparer.Ordinal).Select(id => new Failure(NotConnected(id), id)).ToList());
    }

    public async Task<ulong> CountAsync(Harvester harvester, PlotQuery query) => (await PageAsync(harvester, query, page: 0, size: 1).ConfigureAwait(false)).Total;

    /// <summary>The plots of a harvester that is connected to the farmer; a failure where it goes away meanwhile.</summary>
    public async IAsyncEnumerable<object> ReadAsync(Harvester harvester, PlotQuery query)
    {
        // What moves to the next page because a plot came in front is given once.
        var before = new HashSet<string>(StringComparer.Ordinal);
        for (uint page = 0, pages = 1; page < pages; page++)
        {
            var answer = await Call.TryAsync(PageAsync(harvester, query, page, PageSize), harvester.NodeId).ConfigureAwait(false);
            if (answer is not (ulong, uint count, Plot[] plots))
            {
                yield return answer;
                yield break;
            }

            pages = count;
            foreach (var plot in plots.Where(plot => !before.Contains(plot.Filename ?? "")))
            {
                yield return plot;
            }

            before = plots.Select(plot => plot.Filename ?? "").ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>All that the harvester itself knows, as it comes: plots, then files that are none and those whose keys are missing.</summary>
    public async IAsyncEnumerable<Plot> ReadOwnAsync()
    {
        var beside = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["failed_to_open_filenames"] = default, ["not_found_filenames"] = default };
        await foreach (var plot in call.StreamAsync(Harvesting.GetPlots, None.Value, beside: beside).ConfigureAwait(false))
        {
            plot.Place(OwnNodeId, peerHost: null, PlotState.Valid);
            yield return plot;
        }

        var origin = await call.OriginAsync(ChiaService.Harvester).ConfigureAwait(false);
        foreach (var (list, state) in new[] { (beside["failed_to_open_filenames"], PlotState.Invalid), (beside["not_found_filenames"], PlotState.KeyMissing) })
        {
            foreach (var name in list.ValueKind == JsonValueKind.Array ? list.Deserialize<string[]>(ChiaJson.Answers)! : [])
            {
                yield return Of(name, OwnNodeId, null, state, origin);
            }
        }
    }

    private async Task<(ulong Total, uint Pages, Plot[] Plots)> PageAsync(Harvester harvester, PlotQuery query, uint page, uint size)
    {
        if (query.State == PlotState.Valid)
        {
            var answer = await call.SendAsync(Farmer.GetHarvesterPlotsValid, new(harvester.NodeId ?? "", page, size)
            {
                Filter = query.Filter?.Select(text => new PlotFilter("filename", text)).ToArray(),
                SortKey = query.Order is { } order ? JsonNamingPolicy.SnakeCaseLower.ConvertName(order.ToString()) : null,
                Reverse = query.Descending ? true : null,
            }).ConfigureAwait(false);
            Array.ForEach(answer.Plots, plot => plot.Place(harvester, PlotState.Valid));
            return (answer.TotalCount, answer.PageCount, answer.Plots);
        }

        var endpoint = query.State switch
        {
            PlotState.Invalid => Farmer.GetHarvesterPlotsInvalid,
            PlotState.KeyMissing => Farmer.GetHarvesterPlotsKeysMissing,
            _ => Farmer.GetHarvesterPlotsDuplicates,
        };
        var files = await call.SendAsync(endpoint, new(harvester.NodeId ?? "", page, size) { Filter = query.Filter, Reverse = query.Descending ? true : null }).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.Farmer).ConfigureAwait(false);
        return (files.TotalCount, files.PageCount, [.. files.Plots.Select(name => Of(name, harvester.NodeId, harvester.PeerHost, query.State, origin))]);
    }

    private static Plot Of(string name, string? nodeId, string? peerHost, PlotState state, Origin origin)
    {
        var plot = new Plot { Filename = name };
        plot.Place(nodeId, peerHost, state);
        plot.Stamp(origin);
        return plot;
    }

    private static ChiaRpcException NotConnected(string id) => new(
        "ChiaRpc.NotFound", $"No harvester {id} is connected to the farmer.", "Get-ChiaHarvester lists those that are. " + RpcFailure.AdviceFor("NotFound"))
    { Route = Farmer.GetHarvestersSummary.Route, Service = ChiaService.Farmer };
}
