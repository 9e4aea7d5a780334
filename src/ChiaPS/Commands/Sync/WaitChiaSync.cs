using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Waits until the full node and the wallet are synced.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ChiaSync")]
[OutputType(typeof(Sync))]
[Rpc("full_node/get_blockchain_state")]
[Rpc("shared/get_connections")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class WaitChiaSync : OneSessionCmdlet
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>FullNode or Wallet; both, in this order, when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("FullNode", "Wallet")]
    public ChiaService[] Service { get; set; } = [ChiaService.FullNode, ChiaService.Wallet];

    /// <summary>Seconds to wait for each service; 600 unless said otherwise. Then it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var service in Service)
        {
            Attempt(service, () => WriteObject(WaitFor(Open(), service)), mayEnd: !SessionIsPiped);
        }
    }

    private Sync WaitFor(Call call, ChiaService service)
    {
        var progress = new ProgressRecord(1, $"Waiting for the {Rpc.ServiceFacts.Of(service).Title} of {call.Session.Name}", "Asking");
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                var sync = Wait(ReadAsync(call, service));
                if (sync.Synced)
                {
                    return sync;
                }

                if (Stopwatch.GetElapsedTime(started).TotalSeconds >= WaitTimeoutSec)
                {
                    throw new ChiaException(
                        "ChiaWait.Timeout",
                        string.Create(CultureInfo.InvariantCulture, $"The {Rpc.ServiceFacts.Of(service).Title} of '{call.Session.Name}' is not synced after {WaitTimeoutSec} s: height {sync.Height} of {sync.PeakHeight}, {sync.PeerCount} full nodes connected."),
                        "Wait longer with -WaitTimeoutSec, or look at its peers and log.");
                }

                progress.StatusDescription = string.Create(CultureInfo.InvariantCulture, $"Height {sync.Height} of {sync.PeakHeight}");
                progress.PercentComplete = sync is { Height: { } height, PeakHeight: { } peak and > 0 } ? (int)Math.Min(99, height * 100L / peak) : -1;
                WriteProgress(progress);
                Wait(Task.Delay(Pause, StopToken));
            }
        }
        finally
        {
            progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(progress);
        }
    }

    private static async Task<Sync> ReadAsync(Call call, ChiaService service)
    {
        if (service == ChiaService.Wallet)
        {
            await KeyGuard.CheckAsync(call, wanted: null).ConfigureAwait(false);
        }

        return await SyncReader.ReadAsync(call, service).ConfigureAwait(false);
    }
}
