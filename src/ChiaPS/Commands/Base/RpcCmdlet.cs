using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that calls services.</summary>
public abstract class RpcCmdlet : ChiaCmdlet
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private bool _sessionWasTyped;

    private protected RpcCmdlet()
    {
    }

    /// <summary>Seconds to wait for an answer: to its beginning, then between two parts of it. 100 unless the session says otherwise, 300 for slow routes.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; }

    /// <summary>The session came with the pipeline's object: its failure leaves the other objects their turn.</summary>
    private protected bool SessionIsPiped => !_sessionWasTyped && MyInvocation.BoundParameters.ContainsKey("Session");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _sessionWasTyped = MyInvocation.BoundParameters.ContainsKey("Session");
        RefuseEmpty("Session", "Fingerprint");
    }

    /// <summary>A variable that is empty by mistake must not mean another farm, key, wallet or asset.</summary>
    private protected void RefuseEmpty(params string[] names)
    {
        if (Array.Find(names, name => MyInvocation.BoundParameters.TryGetValue(name, out var value) && value is null or "" or System.Collections.IList { Count: 0 }) is { } empty)
        {
            EndWith(new ChiaException("ChiaArgument.Empty", $"-{empty} is given, but it is empty ($null or '').", $"Look at the variable that -{empty} is given, or leave -{empty} out."), target: null);
        }
    }

    /// <summary>A use of the session that is meant: the one named, else the one of the resolution rule (about_ChiaSessions).</summary>
    private protected Call Open(SessionIdentity? identity) => new(
        identity?.Resolve() ?? SessionTable.Resolve(),
        MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? TimeSpan.FromSeconds(TimeoutSec) : null,
        Observer,
        StopToken);

    /// <summary>Looks once a second, with progress, until it is done or the time is over.</summary>
    /// <returns>What was seen last, and whether it was done.</returns>
    private protected (T Last, bool Done) Poll<T>(string activity, Func<Task<T>> look, Predicate<T> isDone, Func<T, (string Text, int Percent)> describe, int timeoutSec)
    {
        var progress = new ProgressRecord(1, activity, "Asking");
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                var now = Wait(look());
                if (isDone(now))
                {
                    return (now, true);
                }

                if (Stopwatch.GetElapsedTime(started).TotalSeconds >= timeoutSec)
                {
                    return (now, false);
                }

                (progress.StatusDescription, progress.PercentComplete) = describe(now);
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

    /// <summary>Waits, with progress, until a service is synced; a wallet with that key, where one is named.</summary>
    /// <exception cref="ChiaException"><c>ChiaWait.Timeout</c>.</exception>
    private protected Sync WaitForSync(Call call, ChiaService service, int timeoutSec, uint? fingerprint = null)
    {
        var title = Rpc.ServiceFacts.Of(service).Title;
        var (sync, done) = Poll(
            $"Waiting for the {title} of {call.Session.Name}",
            () => ReadSyncAsync(call, service, fingerprint),
            sync => sync.Synced,
            sync => (
                $"Height {sync.Progress}",
                sync is { Height: { } height, PeakHeight: { } peak and > 0 } ? (int)Math.Min(99, height * 100L / peak) : -1),
            timeoutSec);
        return done ? sync : throw new ChiaException(
            "ChiaWait.Timeout",
            string.Create(CultureInfo.InvariantCulture, $"The {title} of '{call.Session.Name}' is not synced after {timeoutSec} s: height {sync.ProgressAndPeers}."),
            "Wait longer with -WaitTimeoutSec, or look at its peers and log.");
    }

    private static async Task<Sync> ReadSyncAsync(Call call, ChiaService service, uint? fingerprint)
    {
        if (service == ChiaService.Wallet)
        {
            await KeyGuard.CheckAsync(call, fingerprint).ConfigureAwait(false);
        }

        return await SyncReader.ReadAsync(call, service).ConfigureAwait(false);
    }
}
