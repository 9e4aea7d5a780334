using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Whether a key is used for rewards or still holds something: to be known before it is deleted.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaKeyUsage", SupportsShouldProcess = true)]
[OutputType(typeof(KeyUsage))]
[Rpc("wallet/check_delete_key")]
[Rpc("wallet/log_in")]
[Rpc("wallet/get_public_keys")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
public sealed class GetChiaKeyUsage : OneSessionCmdlet
{
    /// <summary>The key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint Fingerprint { get; set; }

    /// <summary>How many of its addresses are held against the reward addresses; 100 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(1, ushort.MaxValue)]
    public int SearchDepth { get; set; } = 100;

    /// <summary>Seconds to wait until its wallet is synced; 600 unless said otherwise. Then it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Fingerprint, () =>
    {
        var call = Open();
        var former = Wait(KeySwitch.FindAsync(call, Fingerprint));
        if (former != Fingerprint && !ShouldProcess(
            $"wallet of session '{call.Session.Name}'",
            string.Create(CultureInfo.InvariantCulture, $"Log key {Fingerprint} in, look, and log {former?.ToString(CultureInfo.InvariantCulture) ?? "none"} in again")))
        {
            return;
        }

        try
        {
            WriteObject(Check(call, former));
        }
        finally
        {
            if (former is { } key && key != Fingerprint && KeySwitch.RestoreAsync(call.Session, key).GetAwaiter().GetResult() is { } failure && !Stopping)
            {
                WriteFailure(failure, key);
            }
        }
    }, mayEnd: !SessionIsPiped);

    // Before it is synced a wallet holds nothing, and the answer would be that nothing is lost.
    private KeyUsage Check(Call call, uint? former)
    {
        if (former != Fingerprint)
        {
            Wait(KeySwitch.LogInAsync(call, Fingerprint));
        }

        WaitForSync(call, ChiaService.Wallet, WaitTimeoutSec, Fingerprint);
        return Wait(call.SendAsync(WalletKeyring.CheckDeleteKey, new(Fingerprint, (ushort)SearchDepth)));
    }
}
