using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>What must hold before a keychain is read or changed in ways that can lose keys.</summary>
internal static class KeyringGuard
{
    /// <summary>Some calls make a daemon with a locked keyring forget its keys, and what is added then overwrites them: so it is asked before.</summary>
    public static async Task EnsureOpenAsync(Call call, Endpoint about)
    {
        if (await call.SendAsync(Daemon.IsKeyringLocked).ConfigureAwait(false))
        {
            throw new ChiaRpcException("ChiaRpc.KeyringLocked", $"The keyring of '{call.Session.Name}' is locked: {about.Route} was not called.", RpcFailure.AdviceFor("KeyringLocked"))
            { Route = about.Route, Service = about.Service };
        }
    }

    /// <summary>A keyring that has a passphrase but shows no key may have been read while it was locked: what is added would be all that is left.</summary>
    public static async Task EnsureNotForgottenAsync(Call call, IReadOnlyCollection<Key> keys)
    {
        if (keys.Count == 0 && (await call.SendAsync(Daemon.KeyringStatus).ConfigureAwait(false)).UserPassphraseIsSet)
        {
            throw new ChiaException(
                "ChiaWallet.NoKeys",
                $"The daemon of '{call.Session.Name}' shows no keys, though its keyring has a passphrase. It may have forgotten them (it was asked for addresses while it was locked), and then what is added would overwrite them.",
                "Restart that daemon, unlock the keyring and look with Get-ChiaKey. If there really are none, say -AllowEmptyKeyring.");
        }
    }

    /// <summary>The key, or an error: deleting one that is not there would be called a success.</summary>
    public static Key Find(Call call, IEnumerable<Key> keys, uint fingerprint) => keys.FirstOrDefault(key => key.Fingerprint == fingerprint)
        ?? throw new ChiaRpcException("ChiaRpc.NotFound", FormattableString.Invariant($"The keychain of '{call.Session.Name}' has no key {fingerprint}."), "Get-ChiaKey lists its keys.")
        { Route = Daemon.GetPublicKeys.Route, Service = ChiaService.Daemon };

    /// <summary>Whether it is the passphrase: a wrong one is a failure without words.</summary>
    public static async Task<bool> IsPassphraseAsync(Call call, string passphrase)
    {
        try
        {
            await Secrets.SendAsync(call.SendAsync(Daemon.ValidateKeyringPassphrase, new(passphrase)), passphrase).ConfigureAwait(false);
            return true;
        }
        catch (ChiaRpcException e) when (e.ErrorId == "ChiaRpc.Unknown")
        {
            return false;
        }
    }

    /// <summary>The wallet service is not there: the daemon does it alone.</summary>
    public static bool IsWithoutWallet(ChiaException e) => e.ErrorId is "ChiaConnection.Refused" or "ChiaConnection.Unreachable" or "ChiaConnection.Destination";
}
