using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that works with one session at a time: it changes something or waits for something.</summary>
public abstract class OneSessionCmdlet : RpcCmdlet
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private protected OneSessionCmdlet()
    {
    }

    /// <summary>A session or its name. Without it: see about_ChiaSessions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SessionIdentity? Session { get; set; }

    private protected Call Open() => Open(Session);

    /// <summary>Waits, with progress, until a service is synced; a wallet with that key, where one is named.</summary>
    /// <exception cref="ChiaException"><c>ChiaWait.Timeout</c>.</exception>
    private protected Sync WaitForSync(Call call, ChiaService service, int timeoutSec, uint? fingerprint = null)
    {
        var progress = new ProgressRecord(1, $"Waiting for the {Rpc.ServiceFacts.Of(service).Title} of {call.Session.Name}", "Asking");
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                var sync = Wait(ReadAsync(call, service, fingerprint));
                if (sync.Synced)
                {
                    return sync;
                }

                if (Stopwatch.GetElapsedTime(started).TotalSeconds >= timeoutSec)
                {
                    throw new ChiaException(
                        "ChiaWait.Timeout",
                        string.Create(CultureInfo.InvariantCulture, $"The {Rpc.ServiceFacts.Of(service).Title} of '{call.Session.Name}' is not synced after {timeoutSec} s: height {sync.Height} of {sync.PeakHeight}, {sync.PeerCount} full nodes connected."),
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

    private static async Task<Sync> ReadAsync(Call call, ChiaService service, uint? fingerprint)
    {
        if (service == ChiaService.Wallet)
        {
            await KeyGuard.CheckAsync(call, fingerprint).ConfigureAwait(false);
        }

        return await SyncReader.ReadAsync(call, service).ConfigureAwait(false);
    }
}
