using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The events of installations as they come, until Ctrl+C or what is said.</summary>
[Cmdlet(VerbsCommon.Watch, "ChiaEvent")]
[OutputType(typeof(ChiaEvent))]
[Rpc("daemon/register_service")]
public sealed class WatchChiaEvent : ReadCmdlet
{
    private readonly List<SessionIdentity> _sessions = [];
    private EventChoice? _choice;
    private int _count;
    private bool _met;

    /// <summary>Names of events, with wildcards; all when it is left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(EventCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Event { get; set; } = ["*"];

    /// <summary>Services whose events are wanted; all when it is left out. Daemon stands for plotting and keyring.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ChiaService[]? Service { get; set; }

    /// <summary>A condition on an event, which is $_: the first that meets it is the last that comes.</summary>
    [Parameter]
    public ScriptBlock? Until { get; set; }

    /// <summary>How many events are wanted; then it ends. Gap and Stale do not count.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; }

    /// <summary>Seconds after which it ends. With -Until or -Count that were not met it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int WaitTimeoutSec { get; set; }

    /// <summary>After so much silence a Stale event comes: a TimeSpan or seconds. Without it none does.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? StaleAfter { get; set; }

    private protected override int AtOnce => Math.Max(ThrottleLimit, _sessions.Count);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var patterns = Array.ConvertAll(Event, one => WildcardPattern.Get(EventFacts.Pascal(one), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant));
        _choice = new EventChoice
        {
            Wants = (service, name) => Service?.Contains(service) != false && patterns.Any(pattern => pattern.IsMatch(name)),
            StaleAfter = StaleAfter,
            Longest = WaitTimeoutSec > 0 ? TimeSpan.FromSeconds(WaitTimeoutSec) : null,
        };
        if (_choice.Audiences().Count == 0)
        {
            ThrowTerminatingError(Errors.ErrorRecords.Create(
                new ChiaException("ChiaArgument.Event", $"No event {string.Join(", ", Event)} is known{(Service is null ? "" : $" of {string.Join(", ", Service)}")}.", "Tab after -Event shows the names; * stands for any text."),
                Event));
        }
    }

    /// <summary>One stream for all sessions of the pipeline, too.</summary>
    protected override void ProcessRecord() => _sessions.AddRange(Session ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Read(_sessions);
        if (!_met && WaitTimeoutSec > 0 && (Until is not null || Count > 0))
        {
            WriteFailure(
                new ChiaException(
                    "ChiaWait.Timeout",
                    string.Create(CultureInfo.InvariantCulture, $"{(Until is null ? $"{_count} of {Count} events came" : "No event that meets -Until came")} within {WaitTimeoutSec} s."),
                    "Wait longer with -WaitTimeoutSec, or watch without -Until to see what comes."),
                Event);
        }
    }

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => EventReader.ReadAsync(call, _choice!);

    private protected override bool Take(object item)
    {
        Write(item);
        if (item is not ChiaEvent one)
        {
            return true;
        }

        _count += one.Service is null ? 0 : 1;
        _met = (Count > 0 && _count >= Count) || (Until is not null && IsMet(one));
        return !_met;
    }

    private bool IsMet(ChiaEvent one) => LanguagePrimitives.IsTrue(Until!.InvokeWithContext(null, [new PSVariable("_", one)], one));
}
