using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Pooling states of the farmer: those of some plot NFTs, or all.</summary>
internal static class PoolStates
{
    /// <summary>The states; a <see cref="Failure"/> for a plot NFT that the farmer does not know.</summary>
    public static async IAsyncEnumerable<object> ReadAsync(Call call, IReadOnlyCollection<string>? launcherIds)
    {
        var missing = launcherIds?.ToHashSet(StringComparer.Ordinal);
        await foreach (var state in call.StreamAsync(Farmer.GetPoolState, None.Value).ConfigureAwait(false))
        {
            if (missing is null || missing.Remove(state.LauncherId ?? ""))
            {
                yield return state;
            }
        }

        foreach (var id in launcherIds?.Where(missing!.Remove) ?? [])
        {
            yield return new Failure(Unknown(id), id);
        }
    }

    /// <summary>The state of a plot NFT.</summary>
    /// <exception cref="ChiaRpcException">The farmer does not know it.</exception>
    public static async Task<PoolState> FindAsync(Call call, string launcherId)
    {
        await foreach (var item in ReadAsync(call, [launcherId]).ConfigureAwait(false))
        {
            return item is Failure failure ? throw failure.Exception : (PoolState)item;
        }

        throw Unknown(launcherId);
    }

    private static ChiaRpcException Unknown(string launcherId) => new(
        "ChiaRpc.NotFound", $"The farmer knows no plot NFT {launcherId}.", "Get-ChiaPoolState lists those that it knows. " + RpcFailure.AdviceFor("NotFound"))
    { Route = Farmer.GetPoolState.Route, Service = ChiaService.Farmer };
}
