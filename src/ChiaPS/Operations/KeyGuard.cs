using System.Globalization;
using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Which key a wallet works with, and whether it is the one that is meant.</summary>
internal static class KeyGuard
{
    /// <summary>Asks the wallet for its key and makes the call know it.</summary>
    /// <exception cref="ChiaException"><c>ChiaWallet.WrongKey</c>: another one than asked for here or by the session; <c>ChiaRpc.NotLoggedIn</c>.</exception>
    public static async Task CheckAsync(Call call, uint? wanted)
    {
        var current = await call.SendAsync(WalletKeyring.GetLoggedInFingerprint).ConfigureAwait(false);
        if ((wanted ?? call.Session.Fingerprint) is { } guard && guard != current)
        {
            throw new ChiaException(
                "ChiaWallet.WrongKey",
                string.Create(CultureInfo.InvariantCulture, $"The wallet of '{call.Session.Name}' works with key {current?.ToString(CultureInfo.InvariantCulture) ?? "none"}, not with {guard}."),
                "Log the other key in at that wallet, or leave -Fingerprint (and the session's guard) out.");
        }

        call.Know(
            current ?? throw new ChiaRpcException("ChiaRpc.NotLoggedIn", $"No key is logged in at the wallet of '{call.Session.Name}'.", RpcFailure.AdviceFor("NotLoggedIn"))
            { Route = WalletKeyring.GetLoggedInFingerprint.Route, Service = ChiaService.Wallet },
            types: null);
    }
}
