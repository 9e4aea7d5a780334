using ChiaPS.Rpc;

namespace ChiaPS.Operations;

/// <summary>What is watched, and how long.</summary>
internal sealed record EventChoice
{
    /// <summary>Whether an event of this service and name is wanted.</summary>
    public Func<ChiaService, string, bool> Wants { get; init; } = (_, _) => true;

    /// <summary>After so much silence of what is watched a Stale event comes; null for none.</summary>
    public TimeSpan? StaleAfter { get; init; }

    /// <summary>The stream ends after so much time; null for never.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>So often a Tick comes among the events; null for never.</summary>
    public TimeSpan? TickEvery { get; init; }

    /// <summary>The names to be registered under.</summary>
    public IReadOnlyList<string> Audiences() =>
        [.. EventFacts.All.Where(facts => Wants(facts.Service, facts.Name)).Select(facts => facts.Audience).Distinct(StringComparer.Ordinal)];
}

/// <summary>Time has passed: for who shows progress.</summary>
internal sealed record Tick(TimeSpan Since);

/// <summary>When what is due in a stream of events.</summary>
internal sealed class EventClock(EventChoice choice)
{
    private readonly DateTimeOffset _begun = DateTimeOffset.UtcNow;
    private DateTimeOffset _answered = DateTimeOffset.UtcNow;
    private DateTimeOffset _tried = DateTimeOffset.UtcNow;
    private DateTimeOffset _ticked = DateTimeOffset.UtcNow;
    private bool _stale;

    public DateTimeOffset LastHeard { get; private set; } = DateTimeOffset.UtcNow;

    public DateTimeOffset BrokenSince { get; private set; }

    public bool IsOver => choice.Longest is { } longest && DateTimeOffset.UtcNow - _begun >= longest;

    public bool BecameStale => choice.StaleAfter is { } after && !_stale && DateTimeOffset.UtcNow - LastHeard >= after && (_stale = true);

    /// <summary>A Tick that is due.</summary>
    public Tick? Tick()
    {
        var now = DateTimeOffset.UtcNow;
        if (choice.TickEvery is not { } every || now - _ticked < every)
        {
            return null;
        }

        _ticked = now;
        return new Tick(now - _begun);
    }

    public void Heard(DateTimeOffset time) => (LastHeard, _answered, _stale) = (time, time, false);

    public void Answered() => _answered = DateTimeOffset.UtcNow;

    public void Broken() => BrokenSince = _tried = DateTimeOffset.UtcNow;

    public void Tried() => _tried = _answered = DateTimeOffset.UtcNow;

    public bool NeedsPing(TimeSpan after) => DateTimeOffset.UtcNow - _answered >= after;

    public bool IsTime(TimeSpan pause) => DateTimeOffset.UtcNow - _tried >= pause;

    /// <summary>How long to wait at most.</summary>
    public TimeSpan Until(TimeSpan usual)
    {
        var now = DateTimeOffset.UtcNow;
        return new[] { usual, _stale ? null : LastHeard + choice.StaleAfter - now, _begun + choice.Longest - now, _ticked + choice.TickEvery - now }.Where(wait => wait is not null).Min()!.Value;
    }
}
