using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>How far a full node or a wallet has come.</summary>
internal static class SyncReader
{
    public static Task<Sync> ReadAsync(Call call, ChiaService service) =>
        service == ChiaService.FullNode ? OfNodeAsync(call) : OfWalletAsync(call);

    private static async Task<Sync> OfNodeAsync(Call call)
    {
        var state = await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false);
        var connections = await call.SendAsync(Shared.GetConnections.On(ChiaService.FullNode), new(NodeType: null)).ConfigureAwait(false);
        return await StampAsync(call, new Sync
        {
            Service = ChiaService.FullNode,
            Synced = state.Synced,
            Syncing = state.SyncMode,
            Height = state.SyncMode ? state.SyncProgressHeight : state.Height,
            PeakHeight = state.SyncMode ? state.SyncTipHeight : state.Height,
            PeerCount = (ulong)connections.Count(peer => peer.NodeType == NodeType.FullNode),
        }).ConfigureAwait(false);
    }

    private static async Task<Sync> OfWalletAsync(Call call)
    {
        var status = await call.SendAsync(WalletCore.GetSyncStatus).ConfigureAwait(false);
        var reached = await call.SendAsync(WalletCore.GetHeightInfo, new(UsePeakHeight: false)).ConfigureAwait(false);
        var peak = await call.SendAsync(WalletCore.GetHeightInfo, new(UsePeakHeight: true)).ConfigureAwait(false);
        return await StampAsync(call, new Sync
        {
            Service = ChiaService.Wallet,
            Synced = status.Synced,
            Syncing = status.Syncing,
            Height = reached.Height,
            PeakHeight = peak.PeakHeight is { } height ? Math.Max(height, reached.Height) : null,
            PeerCount = await PeersAsync(call).ConfigureAwait(false),
            Fingerprint = call.Fingerprint,
        }).ConfigureAwait(false);
    }

    // Since 2.7.2.
    private static async Task<ulong?> PeersAsync(Call call)
    {
        try
        {
            return await call.SendAsync(WalletCore.GetFullNodePeerCount).ConfigureAwait(false);
        }
        catch (ChiaRpcException e) when (e.ErrorId == "ChiaRoute.NotOffered")
        {
            return null;
        }
    }

    private static async Task<Sync> StampAsync(Call call, Sync sync)
    {
        sync.Stamp(await call.OriginAsync(sync.Service).ConfigureAwait(false));
        return sync;
    }
}
