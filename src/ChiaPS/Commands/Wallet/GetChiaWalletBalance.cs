using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Balances of wallets, in units and in mojos.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaWalletBalance")]
[OutputType(typeof(WalletBalance))]
[Rpc("wallet/get_wallet_balance")]
[Rpc("wallet/get_wallet_balances")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaWalletBalance : WalletReadCmdlet
{
    /// <summary>Numbers of wallets; all when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[]? WalletId { get; set; }

    private protected override object? Target => WalletId is [var only] ? only : WalletId;

    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        if (WalletId is [var only])
        {
            yield return await Call.TryAsync(call.SendAsync(WalletCore.GetWalletBalance, new(only)), only).ConfigureAwait(false);
            yield break;
        }

        var balances = await call.SendAsync(WalletCore.GetWalletBalances, new(WalletId)).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false);
        foreach (var balance in balances.Values.OrderBy(balance => balance.WalletId))
        {
            balance.Stamp(origin);
            yield return balance;
        }
    }
}
