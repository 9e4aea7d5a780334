using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Another key at the wallet, and back.</summary>
internal static class KeySwitch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The key that is logged in now, once it is sure that the other one is there: the wallet takes any number, and runs its first key under the wrong one.</summary>
    /// <exception cref="ChiaRpcException"><c>ChiaRpc.NotFound</c> or <c>ChiaRpc.KeyringLocked</c>.</exception>
    public static async Task<uint?> FindAsync(Call call, uint fingerprint)
    {
        var keys = await call.SendAsync(WalletKeyring.GetPublicKeys).ConfigureAwait(false);
        var known = keys.PublicKeyFingerprints ?? throw Refuse("ChiaRpc.KeyringLocked", "The keyring is locked: it does not tell its keys.", RpcFailure.AdviceFor("KeyringLocked"));
        return known.Contains(fingerprint)
            ? await call.SendAsync(WalletKeyring.GetLoggedInFingerprint).ConfigureAwait(false)
            : throw Refuse("ChiaRpc.NotFound", FormattableString.Invariant($"The keychain of '{call.Session.Name}' has no key {fingerprint}."), "Get-ChiaKey lists its keys.");
    }

    /// <summary>Logs a key in and makes sure that it is the one.</summary>
    public static async Task LogInAsync(Call call, uint fingerprint, ChiaService service = ChiaService.Wallet)
    {
        await (service == ChiaService.DataLayer
            ? call.SendAsync(DataLayer.WalletLogIn, new(fingerprint))
            : call.SendAsync(WalletKeyring.LogIn, new(fingerprint))).ConfigureAwait(false);
        await KeyGuard.CheckAsync(call, fingerprint).ConfigureAwait(false);
    }

    /// <summary>Logs the former key in again, also after Ctrl+C: nothing cancels it. What went wrong, or null.</summary>
    public static async Task<ChiaException?> RestoreAsync(ChiaSession session, uint former)
    {
        try
        {
            await LogInAsync(new Call(session, Patience, observer: null, CancellationToken.None), former).ConfigureAwait(false);
            return null;
        }
        catch (ChiaException e)
        {
            return new ChiaException(
                "ChiaWallet.NotRestored",
                FormattableString.Invariant($"Key {former}, which was logged in before, could not be logged in again at the wallet of '{session.Name}': {e.Message}"),
                FormattableString.Invariant($"Log it in: Switch-ChiaKey {former}."),
                e);
        }
    }

    private static ChiaRpcException Refuse(string id, string message, string? advice) => new(id, message, advice)
    { Route = WalletKeyring.GetPublicKeys.Route, Service = ChiaService.Wallet };
}
