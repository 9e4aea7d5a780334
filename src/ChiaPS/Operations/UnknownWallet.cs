using System.Globalization;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>A number that is no wallet of the key, where the RPC says nothing about it.</summary>
internal static class UnknownWallet
{
    public static Failure Create(Call call, uint walletId) => new(
        new ChiaRpcException(
            "ChiaRpc.NotFound",
            string.Create(CultureInfo.InvariantCulture, $"There is no wallet {walletId} for key {call.Fingerprint}."),
            "Get-ChiaWallet lists the wallets of the key.")
        { Route = WalletCore.GetWallets.Route, Service = ChiaService.Wallet },
        walletId);
}
