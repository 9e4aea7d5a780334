using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>A farm at a glance: the farmer must answer, full node and wallet may fail.</summary>
internal static class FarmReader
{
    // Ten minutes for 32 blocks: what the chain is tuned to.
    private static readonly TimeSpan UsualBlockTime = TimeSpan.FromSeconds(18.75);

    /// <summary>The summary, after the failures of what it lacks.</summary>
    public static async IAsyncEnumerable<object> ReadAsync(Call call, bool includeReward)
    {
        var harvesters = await ListAsync(call.StreamAsync(Farmer.GetHarvestersSummary, None.Value)).ConfigureAwait(false);
        var pools = await ListAsync(call.StreamAsync(Farmer.GetPoolState, None.Value)).ConfigureAwait(false);
        var (points, proofs) = (0, 0);
        await foreach (var point in call.StreamAsync(Farmer.GetSignagePoints, None.Value).ConfigureAwait(false))
        {
            (points, proofs) = (points + 1, proofs + point.Proofs.Length);
        }

        var state = await Call.TryAsync(call.SendAsync(FullNode.GetBlockchainState), call.Session.Name, connectionToo: true).ConfigureAwait(false);
        if (state is Failure)
        {
            yield return state;
        }

        var reward = includeReward ? await Call.TryAsync(RewardAsync(call), call.Session.Name, connectionToo: true).ConfigureAwait(false) : null;
        if (reward is Failure)
        {
            yield return reward;
        }

        var summary = Sum(harvesters, pools, state as BlockchainState, reward as FarmedAmount, points, proofs);
        summary.Stamp(await call.OriginAsync(ChiaService.Farmer).ConfigureAwait(false));
        yield return summary;
    }

    /// <summary>Mean time between two wins; null when there is none to expect.</summary>
    public static TimeSpan? TimeToWin(decimal plots, BlockchainState? state)
    {
        if (plots <= 0 || state is not { Space: > 0 })
        {
            return null;
        }

        var ticks = (double)(state.AverageBlockTime ?? UsualBlockTime).Ticks * (double)state.Space / (double)plots;
        return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromSeconds(Math.Round(ticks / TimeSpan.TicksPerSecond)) : null;
    }

    private static FarmSummary Sum(
        List<Harvester> harvesters, List<PoolState> pools, BlockchainState? state, FarmedAmount? reward, int points, int proofs)
    {
        var effective = harvesters.Sum(one => (decimal)(one.TotalEffectivePlotSize ?? one.TotalPlotSize));
        return new FarmSummary
        {
            Harvesters = harvesters.Count,
            Plots = (ulong)harvesters.Sum(one => (decimal)one.Plots),
            TotalPlotSize = harvesters.Sum(one => (decimal)one.TotalPlotSize),
            TotalEffectivePlotSize = effective,
            Duplicates = (ulong)harvesters.Sum(one => (decimal)one.Duplicates),
            Invalid = (ulong)harvesters.Sum(one => (decimal)one.Invalid),
            KeyMissing = (ulong)harvesters.Sum(one => (decimal)one.KeyMissing),
            ExpectedTimeToWin = TimeToWin(effective, state),
            Synced = state?.Synced,
            Height = state?.Height,
            NetworkSpace = state?.Space,
            SignagePoints = points,
            Proofs = proofs,
            PoolingPlotNfts = pools.Count(pool => !string.IsNullOrEmpty(pool.PoolUrl)),
            PointsFound24H = (ulong)pools.Sum(pool => (decimal)pool.PointsFound24H),
            PointsAcknowledged24H = (ulong)pools.Sum(pool => (decimal)pool.PointsAcknowledged24H),
            Reward = reward,
        };
    }

    private static async Task<FarmedAmount> RewardAsync(Call call)
    {
        await KeyGuard.CheckAsync(call, wanted: null).ConfigureAwait(false);
        return await call.SendAsync(WalletCore.GetFarmedAmount, new(null)).ConfigureAwait(false);
    }

    internal static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items.ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all;
    }
}
