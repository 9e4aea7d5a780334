using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>The keys of a keychain, from the daemon or, where there is none, from the wallet.</summary>
internal static class KeyReader
{
    public static async Task<List<Key>> ListAsync(Call call)
    {
        try
        {
            var keys = new List<Key>();
            await foreach (var key in call.StreamAsync(Daemon.GetPublicKeys, None.Value).ConfigureAwait(false))
            {
                keys.Add(key);
            }

            return keys;
        }
        catch (ChiaException e) when (IsWithoutDaemon(e))
        {
            return await FromWalletAsync(call, e).ConfigureAwait(false);
        }
    }

    /// <summary>One key; from the list where the daemon cannot tell of one (releases before 2.1.0) or is not there.</summary>
    public static async Task<Key> FindAsync(Call call, uint fingerprint)
    {
        try
        {
            return await call.SendAsync(Daemon.GetPublicKey, new(fingerprint)).ConfigureAwait(false);
        }
        catch (ChiaException e) when (IsWithoutDaemon(e))
        {
            return (await FromWalletAsync(call, e).ConfigureAwait(false)).Find(key => key.Fingerprint == fingerprint)
                ?? throw new ChiaRpcException(
                    "ChiaRpc.NotFound", FormattableString.Invariant($"The keychain of '{call.Session.Name}' has no key {fingerprint}."), "Get-ChiaKey lists its keys.")
                { Route = WalletKeyring.GetPublicKeys.Route, Service = ChiaService.Wallet };
        }
    }

    /// <summary>The key that the wallet works with; null when none is logged in or no wallet answers.</summary>
    public static async Task<uint?> CurrentAsync(Call call)
    {
        try
        {
            return await call.SendAsync(WalletKeyring.GetLoggedInFingerprint).ConfigureAwait(false);
        }
        catch (ChiaException e) when (e.ErrorId is "ChiaConnection.Refused" or "ChiaConnection.Unreachable" or "ChiaConnection.Destination")
        {
            return null;
        }
    }

    private static bool IsWithoutDaemon(ChiaException e) =>
        e.ErrorId is "ChiaConnection.Refused" or "ChiaConnection.Unreachable" or "ChiaRoute.NotOffered";

    private static async Task<List<Key>> FromWalletAsync(Call call, ChiaException daemonProblem)
    {
        WalletKeys keys;
        try
        {
            keys = await call.SendAsync(WalletKeyring.GetPublicKeys).ConfigureAwait(false);
        }
        catch (ChiaException e) when (e.EndsCommand)
        {
            throw daemonProblem;
        }

        var origin = await call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false);
        var list = (keys.PublicKeyFingerprints ?? throw Locked()).Select(fingerprint => new Key { Fingerprint = fingerprint }).ToList();
        list.ForEach(key => key.Stamp(origin));
        return list;
    }

    private static ChiaRpcException Locked() => new(
        "ChiaRpc.KeyringLocked", "The keyring is locked: it does not tell its keys.", Client.RpcFailure.AdviceFor("KeyringLocked"))
    { Route = WalletKeyring.GetPublicKeys.Route, Service = ChiaService.Wallet };
}
