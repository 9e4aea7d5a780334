using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>What each wallet of the key holds, which its amounts are put into units by.</summary>
internal static class WalletTypes
{
    /// <summary>Asks for the types and makes the call know them.</summary>
    public static async Task<Dictionary<uint, WalletType>> ReadAsync(Call call)
    {
        var types = new Dictionary<uint, WalletType>();
        await foreach (var wallet in call.StreamAsync(WalletCore.GetWallets, new(Type: null, IncludeData: false)).ConfigureAwait(false))
        {
            types[wallet.WalletId] = wallet.Type;
        }

        call.Know(call.Fingerprint, types);
        return types;
    }
}
