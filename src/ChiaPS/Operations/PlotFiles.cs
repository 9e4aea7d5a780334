using ChiaPS.Json;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>The files in a harvester's lists: what may be deleted there.</summary>
internal sealed class PlotFiles(Call call)
{
    private readonly PlotList _list = new(call);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private Dictionary<string, PlotState>? _own;

    /// <exception cref="ChiaException"><c>ChiaArgument.OtherHarvester</c>: the plot is on another machine, or that cannot be ruled out.</exception>
    public void CheckHarvester(string? nodeId)
    {
        if (nodeId is not null && nodeId != _list.OwnNodeId)
        {
            throw new ChiaException(
                "ChiaArgument.OtherHarvester",
                _list.OwnNodeId is { } own
                    ? $"The plot is at harvester {nodeId}; session '{call.Session.Name}' has harvester {own}."
                    : $"The plot is at harvester {nodeId}; which one session '{call.Session.Name}' has is not known without its root folder.",
                "Give -Session one that was opened with the root folder of that harvester (New-ChiaSession -HostName … -RootPath …).");
        }
    }

    /// <summary>The list that a path is in.</summary>
    /// <exception cref="ChiaException"><c>ChiaRpc.NotFound</c>: in none.</exception>
    public async Task<PlotState> FindAsync(string name)
    {
        if (name.Contains(TextConverter.Unreadable, StringComparison.Ordinal))
        {
            throw new ChiaException("ChiaArgument.Filename", $"'{name}' is not the file's name: that holds bytes which are no Unicode, and no request can say them.", "Delete or rename the file on its own machine.");
        }

        _own ??= await ReadAsync().ConfigureAwait(false);
        return _gone.Contains(name) ? throw NotListed(name)
            : _own.TryGetValue(name, out var state) ? state
            : await IsDuplicateAsync(name).ConfigureAwait(false) ? PlotState.Duplicate
            : throw NotListed(name);
    }

    /// <summary>It is deleted: no list has it any more.</summary>
    public void Forget(string name) => _gone.Add(name);

    private async Task<Dictionary<string, PlotState>> ReadAsync()
    {
        var own = new Dictionary<string, PlotState>(StringComparer.Ordinal);
        await foreach (var plot in _list.ReadOwnAsync().ConfigureAwait(false))
        {
            own[plot.Filename ?? ""] = plot.State;
        }

        return own;
    }

    // Duplicates stand in no list of the harvester's RPC, but in the farmer's list of that harvester.
    private async Task<bool> IsDuplicateAsync(string name)
    {
        if (_list.OwnNodeId is not { } id)
        {
            return false;
        }

        try
        {
            var (harvesters, _) = await _list.HarvestersAsync([id]).ConfigureAwait(false);
            foreach (var harvester in harvesters)
            {
                await foreach (var item in _list.ReadAsync(harvester, new(PlotState.Duplicate, [name], null, Descending: false)).ConfigureAwait(false))
                {
                    if (item is Plot plot && plot.Filename == name)
                    {
                        return true;
                    }
                }
            }
        }
        catch (ChiaException e) when (e.EndsCommand)
        {
            // A machine with a harvester only: nobody there knows duplicates.
        }

        return false;
    }

    private ChiaRpcException NotListed(string name) => new(
        "ChiaRpc.NotFound",
        $"'{name}' is in no list of the harvester of session '{call.Session.Name}', so it is not deleted.",
        "Give the path as Get-ChiaPlot shows it. Update-ChiaPlot makes the harvester look again; duplicates are known to the farmer only.")
    { Route = Harvesting.GetPlots.Route, Service = ChiaService.Harvester };
}
