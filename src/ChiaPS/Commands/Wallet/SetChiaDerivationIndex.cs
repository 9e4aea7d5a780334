using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Derives more addresses of the key, so that the wallet finds coins that were sent to them.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaDerivationIndex", SupportsShouldProcess = true)]
[OutputType(typeof(DerivationIndex))]
[Rpc("wallet/extend_derivation_index")]
[Rpc("wallet/get_current_derivation_index")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class SetChiaDerivationIndex : WalletChangeCmdlet
{
    // The most that the wallet derives in one call.
    private const uint Step = 1000;

    /// <summary>The index to derive up to; the index only goes up.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [WholeNumber]
    public uint Index { get; set; }

    private protected override object? Target => Index;

    private protected override void Change(Call call)
    {
        var now = Wait(call.SendAsync(WalletCore.GetCurrentDerivationIndex));
        if (Index <= now.Index)
        {
            WriteWarning(string.Create(CultureInfo.InvariantCulture, $"Key {call.Fingerprint} is derived up to index {now.Index} already, and the index only goes up: nothing changes."));
            WriteObject(now);
        }
        else if (IsWanted(call, string.Create(CultureInfo.InvariantCulture, $"Derive addresses up to index {Index} (now {now.Index ?? 0})")))
        {
            WriteObject(Wait(ExtendAsync(call, now)));
        }
    }

    private async Task<DerivationIndex> ExtendAsync(Call call, DerivationIndex reached)
    {
        for (var next = reached.Index ?? 0; next < Index;)
        {
            next += Math.Min(Step, Index - next);
            reached = await call.SendAsync(WalletCore.ExtendDerivationIndex, new(next)).ConfigureAwait(false);
        }

        return reached;
    }
}
