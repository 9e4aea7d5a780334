using System.Globalization;

namespace ChiaPS.Operations;

/// <summary>What the events of a farm add up to.</summary>
internal sealed class FarmTally
{
    private readonly HashSet<string> _points = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HarvesterTally> _harvesters = new(StringComparer.Ordinal);

    public FarmTally(IEnumerable<Harvester> harvesters)
    {
        foreach (var one in harvesters.Where(one => one.NodeId is not null))
        {
            _harvesters[one.NodeId!] = new HarvesterTally(one.PeerHost ?? one.NodeId!) { PlotsBefore = one.Plots };
        }
    }

    /// <summary>The harvesters that were there at first, and those that came.</summary>
    public IEnumerable<HarvesterTally> Harvesters => _harvesters.Values;

    public int Events { get; private set; }

    /// <summary>Signage points that the farmer told of.</summary>
    public int Points => _points.Count;

    /// <summary>Those of which it says itself that it missed them.</summary>
    public uint Missing { get; private set; }

    public int Proofs { get; private set; }

    public int Partials { get; private set; }

    public int FailedPartials { get; private set; }

    /// <summary>The stream is broken and not yet back.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What is known of events that were lost.</summary>
    public string? Gap { get; private set; }

    public int LookUps => _harvesters.Values.Sum(one => one.LookUps) + Nameless;

    /// <summary>Look-ups that do not say whose they were: from farmers before 2.0.0, which tell no time and no missing signage points either.</summary>
    public int Nameless { get; private set; }

    /// <summary>Signage points that the full node sent in good time and the farmer did not tell of.</summary>
    public int Unheard(TimeSpan grace) => _sent.Count(sent => DateTimeOffset.UtcNow - sent.Value > grace && !_points.Contains(sent.Key));

    public void Break() => IsBroken = true;

    public void Hear(ChiaEvent one)
    {
        Events += one.Service is null ? 0 : 1;
        switch (one.Data)
        {
            case EventGap gap:
                (IsBroken, Gap) = (false, gap.ToString());
                break;
            case NewSignagePointEvent { SignagePoint.ChallengeChainSp: { } hash } point when _points.Add(hash):
                Missing += point.MissingCount;
                break;
            case SignagePointEvent { SignagePoint.ChallengeChainSp: { } hash }:
                _sent.TryAdd(hash, one.Time);
                break;
            case NewFarmingInfoEvent { FarmingInfo: { NodeId: { } id } look }:
                Of(id).Add(look);
                break;
            case NewFarmingInfoEvent { FarmingInfo: not null }:
                Nameless++;
                break;
            case HarvesterUpdateEvent { NodeId: { } id } update:
                Of(id, update.PeerHost).Update(update);
                break;
            case HarvesterRemovedEvent { NodeId: { } id }:
                Of(id).Leave();
                break;
            case ProofEvent:
                Proofs++;
                break;
            case SubmittedPartialEvent:
                Partials++;
                break;
            case FailedPartialEvent:
                FailedPartials++;
                break;
        }
    }

    private HarvesterTally Of(string id, string? host = null)
    {
        if (!_harvesters.TryGetValue(id, out var known))
        {
            _harvesters[id] = known = new HarvesterTally(host ?? id);
        }

        return known;
    }
}

/// <summary>What the events say of one harvester.</summary>
internal sealed class HarvesterTally(string name)
{
    private TimeSpan _total;
    private int _timed;

    public string Name => name;

    /// <summary>Its plots before the first event; null for one that came later.</summary>
    public ulong? PlotsBefore { get; init; }

    /// <summary>Its plots as it told them last; null when it told nothing.</summary>
    public ulong? PlotsNow { get; private set; }

    public int LookUps { get; private set; }

    public TimeSpan? Slowest { get; private set; }

    public ulong Passed { get; private set; }

    /// <summary>How often it left the farmer.</summary>
    public int Left { get; private set; }

    public bool IsGone { get; private set; }

    public void Add(FarmingInfoData look)
    {
        LookUps++;
        Passed += look.PassedFilter;
        IsGone = false;
        if (look.LookupTime is { } time)
        {
            _timed++;
            _total += time;
            Slowest = Slowest is { } slowest && slowest > time ? slowest : time;
        }
    }

    // While a list is on its way its counts are those of before.
    public void Update(HarvesterUpdateEvent update)
    {
        IsGone = false;
        PlotsNow = update is { IsSyncing: false, LastSyncTime: not null } ? update.PlotCount : PlotsNow;
    }

    public void Leave() => (Left, IsGone) = (Left + 1, true);

    /// <summary>Number, times and plots of its look-ups.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{LookUps} look-up{(LookUps == 1 ? "" : "s")}{(Slowest is { } slowest ? $", the slowest {slowest.TotalSeconds:0.000} s, {(_total / _timed).TotalSeconds:0.000} s on average" : ", none says its time")}; {Passed} plots passed the filter.");
}
