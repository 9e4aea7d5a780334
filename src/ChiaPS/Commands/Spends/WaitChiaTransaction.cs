using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Waits until transactions are confirmed; a refused one is an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ChiaTransaction")]
[OutputType(typeof(TransactionRecord))]
[Rpc("wallet/get_transaction")]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class WaitChiaTransaction : OneSessionCmdlet
{
    /// <summary>Ids of transactions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] TransactionId { get; set; } = [];

    /// <summary>A guard: another key logged in is the error ChiaWallet.WrongKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    /// <summary>Seconds to wait for each; 600 unless said otherwise. Then it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in TransactionId)
        {
            Attempt(id, () => WaitFor(id), mayEnd: !SessionIsPiped);
        }
    }

    private void WaitFor(string id)
    {
        var call = Open();
        Wait(KeyGuard.CheckAsync(call, Fingerprint));
        Wait(WalletTypes.ReadAsync(call));
        var (record, _) = Poll(
            $"Waiting for {id}",
            () => SpendTracker.GetAsync(call, id),
            record => SpendTracker.Of(record).IsFinished,
            record => (SpendTracker.Of(record).ToString(), -1),
            WaitTimeoutSec);
        var state = SpendTracker.Of(record);
        if (state.Status == SpendStatus.Confirmed)
        {
            WriteObject(record);
            return;
        }

        throw state.Status == SpendStatus.Refused ? SpendPush.Refused(id, state.Because) : SpendWaiter.TimedOut(id, state, WaitTimeoutSec);
    }
}
