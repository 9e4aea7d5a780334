using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Sets how the wallet claims clawback coins by itself; what is left out stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaAutoClaim", SupportsShouldProcess = true)]
[OutputType(typeof(AutoClaim))]
[Rpc("wallet/set_auto_claim")]
[Rpc("wallet/get_auto_claim")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class SetChiaAutoClaim : WalletChangeCmdlet
{
    /// <summary>Whether the wallet claims by itself.</summary>
    [Parameter(Position = 0)]
    public bool? Enabled { get; set; }

    /// <summary>Fee of each transaction that claims; a bare number is XCH.</summary>
    [Parameter]
    [Amount]
    public Amount? TransactionFee { get; set; }

    /// <summary>Claim only coins of at least this amount; a bare number is XCH.</summary>
    [Parameter]
    [Amount]
    public Amount? MinAmount { get; set; }

    /// <summary>The most coins that one transaction claims.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, ushort.MaxValue)]
    public ushort? BatchSize { get; set; }

    private protected override void Change(Call call)
    {
        // The RPC sets what is left out to its default.
        var now = Wait(call.SendAsync(WalletCore.GetAutoClaim));
        var wanted = new AutoClaimRequest(
            Enabled ?? now.Enabled,
            TransactionFee?.ToMojo(AmountUnit.Xch) ?? now.TransactionFeeMojo,
            MinAmount?.ToMojo(AmountUnit.Xch) ?? now.MinAmountMojo,
            BatchSize ?? now.BatchSize);
        if (wanted == new AutoClaimRequest(now.Enabled, now.TransactionFeeMojo, now.MinAmountMojo, now.BatchSize))
        {
            WriteWarning($"Auto claim of key {call.Fingerprint?.ToString(CultureInfo.InvariantCulture)} is so already: nothing changes.");
            WriteObject(now);
        }
        else if (IsWanted(call, Describe(wanted, now.Unit)))
        {
            WriteObject(Wait(call.SendAsync(WalletCore.SetAutoClaim, wanted)));
        }
    }

    private static string Describe(AutoClaimRequest wanted, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"Set auto claim: {(wanted.Enabled ? "on" : "off")}, fee {Units.Xch(wanted.TxFee)} {unit} a transaction, coins of at least {Units.Xch(wanted.MinAmount)} {unit}, at most {wanted.BatchSize} a transaction");
}
