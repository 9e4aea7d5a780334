using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The current receive address of wallets.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaWalletAddress")]
[OutputType(typeof(WalletAddress))]
[Rpc("wallet/get_next_address")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaWalletAddress : WalletReadCmdlet
{
    /// <summary>Numbers of wallets, XCH or CAT; 1 when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[] WalletId { get; set; } = [1];

    private protected override object? Target => WalletId is [var only] ? only : WalletId;

    private protected override IAsyncEnumerable<object> ReadWalletAsync(Call call) =>
        EachAsync(WalletId, id => call.SendAsync(WalletCore.GetNextAddress, new(id, NewAddress: false)));
}
