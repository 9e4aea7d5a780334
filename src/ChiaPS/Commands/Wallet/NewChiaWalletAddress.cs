using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Makes fresh receive addresses.</summary>
[Cmdlet(VerbsCommon.New, "ChiaWalletAddress", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(WalletAddress))]
[Rpc("wallet/get_next_address")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("shared/get_version")]
public sealed class NewChiaWalletAddress : WalletChangeCmdlet
{
    /// <summary>Numbers of wallets, XCH or CAT; 1 when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[] WalletId { get; set; } = [1];

    /// <summary>How many of each wallet; 1 unless said otherwise.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, 1000)]
    public uint Count { get; set; } = 1;

    /// <summary>Only tell the next address: the wallet keeps nothing of it, and gives the same one when it is asked again.</summary>
    [Parameter]
    public SwitchParameter NoSave { get; set; }

    private protected override object? Target => WalletId is [var only] ? only : WalletId;

    private protected override void Change(Call call)
    {
        if (NoSave && Count > 1)
        {
            throw new ChiaException("ChiaArgument.Conflict", "-NoSave makes no note of an address, so that -Count would give the same one again and again.", "Leave one of them out.");
        }

        if (NoSave)
        {
            // get_next_address reads save_derivations since 2.5.5; before, the wallet keeps every address that it makes.
            Wait(ReleaseGuard.RequireAsync(call, WalletCore.GetNextAddress, "2.5.5", "-NoSave"));
        }

        foreach (var id in WalletId)
        {
            if (IsWanted(call, string.Create(CultureInfo.InvariantCulture, $"Make {Count} new receive address(es)"), id))
            {
                Attempt(id, () => Make(call, id), mayEnd: !SessionIsPiped);
            }
        }
    }

    private void Make(Call call, uint id)
    {
        for (var i = 0; i < Count; i++)
        {
            WriteObject(Wait(call.SendAsync(WalletCore.GetNextAddress, new(id, NewAddress: true) { SaveDerivations = NoSave ? false : null })));
        }
    }
}
