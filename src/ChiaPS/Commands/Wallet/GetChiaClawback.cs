using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Payments that can still be claimed or taken back.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaClawback")]
[OutputType(typeof(Clawback))]
[Rpc("wallet/get_transactions")]
[Rpc("wallet/get_coin_records")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaClawback : WalletReadCmdlet
{
    /// <summary>Wallets or their numbers; 1, the XCH wallet, when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [WholeNumber(Of = typeof(Wallet), Id = nameof(Wallet.WalletId), Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[] WalletId { get; set; } = [1];

    /// <summary>Those that are claimed or taken back, too.</summary>
    [Parameter]
    public SwitchParameter IncludeSpent { get; set; }

    private protected override object? Target => WalletId;

    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        foreach (var clawback in await ClawbackList.ReadAsync(call, WalletId).ConfigureAwait(false))
        {
            if (IncludeSpent || !clawback.Spent)
            {
                yield return clawback;
            }
        }
    }
}
