using System.Globalization;
using System.Runtime.CompilerServices;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>What a farm should have.</summary>
internal sealed record FarmExpectation(TimeSpan MaxSignagePointAge, uint Harvesters, uint Plots);

/// <summary>Looks whether a farm works: node, harvesters, plots, signage points, pools. Asks nothing that is slow on a large farm.</summary>
internal sealed class FarmDoctor(Call call, FarmExpectation expected, Observation? observation)
{
    /// <summary>Findings, and progress while the farm is observed.</summary>
    public async IAsyncEnumerable<object> ExamineAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        yield return await NodeAsync().ConfigureAwait(false);
        var harvesters = await TryAsync(FarmReader.ListAsync(call.StreamAsync(Farmer.GetHarvestersSummary, None.Value, cancellationToken: token))).ConfigureAwait(false);
        if (harvesters.Error is { } silent)
        {
            yield return Find(FindingStatus.Fail, "Farmer", "farmer", silent.Message, silent.Advice);
            yield break;
        }

        foreach (var finding in Harvesters(harvesters.Answer!).Concat(Plots(harvesters.Answer!)))
        {
            yield return finding;
        }

        yield return await SignagePointAsync().ConfigureAwait(false);
        await foreach (var finding in PoolsAsync().ConfigureAwait(false))
        {
            yield return finding;
        }

        if (observation is not null)
        {
            await foreach (var item in new FarmObserver(call, expected, observation, harvesters.Answer!).ObserveAsync(token).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    private async Task<Finding> NodeAsync()
    {
        var (state, error) = await TryAsync(call.SendAsync(FullNode.GetBlockchainState)).ConfigureAwait(false);
        return error is not null ? Find(FindingStatus.Fail, "Full node", "full node", error.Message, error.Advice)
            : state!.Synced ? Find(FindingStatus.Pass, "Full node", "full node", $"Synced at height {state.Height}.")
            : Find(
                FindingStatus.Fail,
                "Full node",
                "full node",
                state.SyncMode ? $"Syncing, height {state.SyncProgressHeight} of {state.SyncTipHeight}: nothing is won until it is done." : $"Not synced, height {state.Height}: nothing is won.",
                "Wait for it (Wait-ChiaSync FullNode). When the height does not rise, look at its peers and log.");
    }

    private IEnumerable<Finding> Harvesters(List<Harvester> harvesters)
    {
        yield return harvesters.Count == 0
            ? Find(FindingStatus.Fail, "Harvesters", "farmer", "No harvester is connected.", "Start one, and check farmer_peers in its config.yaml and that its certificates come from the farmer's CA.")
            : harvesters.Count < expected.Harvesters
                ? Find(FindingStatus.Fail, "Harvesters", "farmer", $"{harvesters.Count} of {expected.Harvesters} harvesters are connected: {string.Join(", ", harvesters.Select(one => one.PeerHost))}.", "Start the missing one, or look at its log and network.")
                : Find(FindingStatus.Pass, "Harvesters", "farmer", $"{harvesters.Count} connected.");
        foreach (var one in harvesters.Where(one => one.InitialSync || one.LastSyncTime is null))
        {
            yield return Find(
                FindingStatus.Warn,
                "Harvesters",
                one.PeerHost,
                one.InitialSync ? $"Still telling the farmer its plots: {one.PlotFilesProcessed} of {one.PlotFilesTotal}." : "Has not told the farmer its plots yet.",
                "Wait some minutes and look again.");
        }
    }

    private IEnumerable<Finding> Plots(List<Harvester> harvesters)
    {
        var plots = (ulong)harvesters.Sum(one => (decimal)one.Plots);
        yield return plots == 0
            ? Find(FindingStatus.Fail, "Plots", "farmer", "There are no plots.", "Get-ChiaPlotDirectory shows where the harvester looks; is the disk mounted?")
            : plots < expected.Plots
                ? Find(FindingStatus.Fail, "Plots", "farmer", $"{plots} plots, {expected.Plots} are expected.", "A disk may be missing: Get-ChiaHarvester shows the plots of each machine.")
                : Find(FindingStatus.Pass, "Plots", "farmer", $"{plots} plots.");
        foreach (var one in harvesters)
        {
            foreach (var (count, what, fix) in new[]
            {
                (one.Invalid, "cannot be opened as plots", "Get-ChiaPlot -Invalid lists them: a disk fails, or they are not finished."),
                (one.KeyMissing, "are made for keys that the farmer lacks", "Get-ChiaPlot -KeyMissing lists them: add the key to the farmer's machine, or the plot NFT."),
                (one.Duplicates, "hold the same plot as another", "Get-ChiaPlot -Duplicate lists them: they take space and win nothing."),
            }.Where(trouble => trouble.Item1 > 0))
            {
                yield return Find(FindingStatus.Warn, "Plots", one.PeerHost, $"Plot files that {what}: {count}.", fix);
            }
        }
    }

    private async Task<Finding> SignagePointAsync()
    {
        const string Check = "Signage points";
        var (points, error) = await TryAsync(FarmReader.ListAsync(call.StreamAsync(Farmer.GetSignagePoints, None.Value))).ConfigureAwait(false);
        if (points is not [.., var newest])
        {
            return error is not null
                ? Find(FindingStatus.Fail, Check, "farmer", error.Message, error.Advice)
                : Find(FindingStatus.Fail, Check, "farmer", "None has come yet.", "The farmer must be connected to a synced full node: check full_node_peers in its config.yaml, and wait a minute after a start.");
        }

        // At index 0 the node knows it as the end of a sub-slot.
        var request = newest.SignagePointIndex == 0 ? new RecentRequest(null, newest.ChallengeHash) : new RecentRequest(newest.ChallengeChainSp, null);
        var (status, unknown) = await TryAsync(call.SendAsync(FullNode.GetRecentSignagePointOrEos, request)).ConfigureAwait(false);
        if (status?.TimeReceived is not { } received)
        {
            return Find(FindingStatus.Warn, Check, "full node", $"The age of the farmer's last one is not known: {unknown?.Message ?? "the full node does not say when it came"}", "Farmer and full node may be on different chains, or the node has just started: look again in a minute.");
        }

        var age = DateTimeOffset.UtcNow - received;
        var text = string.Create(CultureInfo.InvariantCulture, $"The last one came {Math.Max(0, age.TotalSeconds):0} s ago");
        return age > expected.MaxSignagePointAge
            ? Find(FindingStatus.Fail, Check, "farmer", string.Create(CultureInfo.InvariantCulture, $"{text}, more than {expected.MaxSignagePointAge.TotalSeconds:0} s."), "Check that the full node is synced, the farmer connected to it, and the clock right.")
            : Find(FindingStatus.Pass, Check, "farmer", $"{text}, {points.Sum(point => point.Proofs.Length)} proofs for {points.Count} points.");
    }

    private async IAsyncEnumerable<Finding> PoolsAsync()
    {
        var (pools, error) = await TryAsync(FarmReader.ListAsync(call.StreamAsync(Farmer.GetPoolState, None.Value))).ConfigureAwait(false);
        if (error is not null)
        {
            yield return Find(FindingStatus.Fail, "Pool", "farmer", error.Message, error.Advice);
        }

        foreach (var pool in pools?.Where(pool => !string.IsNullOrEmpty(pool.PoolUrl)) ?? [])
        {
            yield return Pool(pool);
        }
    }

    private Finding Pool(PoolState pool)
    {
        const string Check = "Pool";
        return pool.Difficulty is null ? Find(FindingStatus.Fail, Check, pool.PoolUrl, $"It has not been reached for plot NFT {pool.LauncherId}.", "Check the pool's address and that the farmer's machine reaches it.")
            : string.IsNullOrEmpty(pool.PayoutInstructions) ? Find(FindingStatus.Fail, Check, pool.PoolUrl, $"It is told no payout address for plot NFT {pool.LauncherId}.", "Set-ChiaPayoutInstruction names one.")
            : pool.PlotCount == 0 ? Find(FindingStatus.Warn, Check, pool.PoolUrl, $"No plots are made for plot NFT {pool.LauncherId}.", "Make plots for its contract address, or leave the pool.")
            : pool.PoolErrors24H is [.., var last] ? Find(FindingStatus.Warn, Check, pool.PoolUrl, $"{pool.PoolErrors24H.Length} complaints in 24 hours, the last: {last}.", "Get-ChiaPoolState shows partials and complaints.")
            : pool is { PointsFound24H: > 0, PointsAcknowledged24H: 0 } ? Find(FindingStatus.Warn, Check, pool.PoolUrl, $"It acknowledged none of {pool.PointsFound24H} points in 24 hours.", "Get-ChiaPoolState shows partials and complaints.")
            : Find(FindingStatus.Pass, Check, pool.PoolUrl, $"{pool.PointsAcknowledged24H} of {pool.PointsFound24H} points acknowledged in 24 hours.");
    }

    private Finding Find(FindingStatus status, string check, string? target, string message, string? fix = null) => Finding.Of(call.Session.Name, status, check, target, message, fix);

    private static async Task<(T? Answer, ChiaException? Error)> TryAsync<T>(Task<T> sending)
        where T : class
    {
        try
        {
            return (await sending.ConfigureAwait(false), null);
        }
        catch (ChiaException e)
        {
            return (null, e);
        }
    }
}
