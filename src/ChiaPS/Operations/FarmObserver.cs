using System.Globalization;
using System.Runtime.CompilerServices;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>How long a farm is observed, and how long a look-up may take.</summary>
internal sealed record Observation(TimeSpan Length, TimeSpan MaxLookupTime);

/// <summary>Listens to the events of a farm for a while: look-ups, signage points, harvesters that leave, partials. These are told in events only.</summary>
internal sealed class FarmObserver(Call call, FarmExpectation expected, Observation observation, IEnumerable<Harvester> harvesters)
{
    private const string Stream = "Event stream";
    private const string Points = "Observed points";
    private const string LookUp = "Look-up time";

    // What the full node sends needs a moment to come back from the farmer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // 64 in ten minutes: what the chain is tuned to.
    private const double PointEverySeconds = 9.375;

    private static readonly (ChiaService Service, string Name)[] Wanted =
    [
        (ChiaService.Farmer, "NewSignagePoint"), (ChiaService.Farmer, "NewFarmingInfo"), (ChiaService.Farmer, "HarvesterUpdate"), (ChiaService.Farmer, "HarvesterRemoved"),
        (ChiaService.Farmer, "SubmittedPartial"), (ChiaService.Farmer, "FailedPartial"), (ChiaService.Farmer, "Proof"), (ChiaService.FullNode, "SignagePoint"),
    ];

    private readonly FarmTally _tally = new(harvesters);
    private readonly string _length = string.Create(CultureInfo.InvariantCulture, $"{observation.Length.TotalSeconds:0} s");

    /// <summary>Progress while it listens, then what was found.</summary>
    public async IAsyncEnumerable<object> ObserveAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        var choice = new EventChoice
        {
            Wants = (service, name) => Wanted.Contains((service, name)),
            Longest = observation.Length,
            TickEvery = TimeSpan.FromSeconds(1),
        };
        yield return Shown(TimeSpan.Zero);
        ChiaException? failure = null;
        var items = EventReader.ReadAsync(call, choice, token).GetAsyncEnumerator(token);
        await using (items.ConfigureAwait(false))
        {
            while (true)
            {
                (var goesOn, failure) = await NextAsync(items).ConfigureAwait(false);
                if (!goesOn)
                {
                    break;
                }

                if (Take(items.Current) is { } progress)
                {
                    yield return progress;
                }
            }
        }

        foreach (var finding in failure is null ? Findings() : Unheard(failure).Concat(_tally.Events > 0 ? Findings() : []))
        {
            yield return finding;
        }
    }

    private static async Task<(bool GoesOn, ChiaException? Failure)> NextAsync(IAsyncEnumerator<object> items)
    {
        try
        {
            return (await items.MoveNextAsync().ConfigureAwait(false), null);
        }
        catch (ChiaException e)
        {
            return (false, e);
        }
    }

    private Progress? Take(object item)
    {
        switch (item)
        {
            case ChiaEvent one:
                _tally.Hear(one);
                break;
            case Warning:
                _tally.Break();
                break;
            case Tick tick:
                return Shown(tick.Since);
        }

        return null;
    }

    private Progress Shown(TimeSpan since) => new(
        $"Observing the farm of {call.Session.Name}",
        string.Create(CultureInfo.InvariantCulture, $"{since.TotalSeconds:0} of {_length}: {_tally.Points} signage points, {_tally.LookUps} look-ups"),
        (int)Math.Min(99, since / observation.Length * 100));

    private IEnumerable<Finding> Unheard(ChiaException failure)
    {
        yield return Find(FindingStatus.Fail, Stream, "daemon", failure.Message, failure.Advice);
    }

    private IEnumerable<Finding> Findings() =>
        [HowItWas(), SignagePoints(), .. LookUps(), .. Harvesters(), .. Proofs()];

    private Finding HowItWas() => _tally.IsBroken
        ? Find(FindingStatus.Fail, Stream, "daemon", "It broke off and did not come back: the daemon ended, or its machine cannot be reached.", "Start Chia there (chia start farmer), and look at the daemon's log.")
        : _tally.Gap is { } gap
            ? Find(FindingStatus.Warn, Stream, "daemon", $"Not all was heard: {gap}.", "What follows may count too little: observe again.")
            : Find(FindingStatus.Pass, Stream, "daemon", $"{_tally.Events} events in {_length}.");

    private Finding SignagePoints()
    {
        var unheard = _tally.Unheard(Grace);
        var usual = observation.Length.TotalSeconds / PointEverySeconds;
        return _tally.Points == 0 && unheard == 0
            ? Find(
                observation.Length >= expected.MaxSignagePointAge ? FindingStatus.Fail : FindingStatus.Warn,
                Points,
                "farmer",
                string.Create(CultureInfo.InvariantCulture, $"None came in {_length}{(usual >= 2 ? $"; {usual:0} are usual" : "")}."),
                usual < 2
                    ? "Observe for a minute: one comes about every 9 seconds."
                    : "Check that the full node is synced and has peers, and that the farmer is connected to it (Get-ChiaPeer -Service Farmer).")
            : unheard > 0
                ? Find(_tally.Points == 0 ? FindingStatus.Fail : FindingStatus.Warn, Points, "farmer", $"{_tally.Points} came to the farmer in {_length}, {unheard} that the full node sent did not.", "The connection between full node and farmer is lost or slow: check full_node_peers in the farmer's config.yaml, the network, and the load of both machines.")
                : _tally.Missing > 0
                    ? Find(FindingStatus.Warn, Points, "farmer", $"{_tally.Points} came in {_length}, {_tally.Missing} were missed before them.", "The full node is behind or the connection to it slow: check its peers (Get-ChiaPeer), the load of its machine and the clock.")
                    : Find(FindingStatus.Pass, Points, "farmer", $"{_tally.Points} came in {_length}{(_tally.Nameless > 0 ? "" : ", none was missed")}.");
    }

    private IEnumerable<Finding> LookUps()
    {
        foreach (var one in _tally.Harvesters.Where(one => one.LookUps > 0))
        {
            var (slow, limit) = (one.Slowest, observation.MaxLookupTime);
            yield return slow > limit
                ? Find(FindingStatus.Fail, LookUp, one.Name, Late(one, limit), "A disk sleeps, fails or is read by something else, plots are too strongly compressed for this machine, or they are on a slow share: proofs that come late win nothing. Its log names the plots.")
                : slow > limit / 2
                    ? Find(FindingStatus.Warn, LookUp, one.Name, Late(one, limit), "It is more than half of what is allowed: see which disk is slow before it gets worse (the harvester's log names plots).")
                    : Find(FindingStatus.Pass, LookUp, one.Name, one.ToString());
        }

        if (_tally.Nameless > 0)
        {
            yield return Find(FindingStatus.Warn, LookUp, "farmer", $"{_tally.Nameless} came, but not which harvester made them, nor how long they took.", "Farmers tell that since Chia 2.0.0: update Chia there.");
            yield break;
        }

        // Without a signage point there is nothing to look up.
        foreach (var one in _tally.Harvesters.Where(one => _tally.Points > 0 && one is { LookUps: 0, IsGone: false } && (one.PlotsNow ?? one.PlotsBefore) > 0))
        {
            yield return Find(
                _tally.Points > 2 ? FindingStatus.Fail : FindingStatus.Warn,
                LookUp,
                one.Name,
                $"It told of no look-up for {_tally.Points} signage point{(_tally.Points == 1 ? "" : "s")}.",
                _tally.Points > 2 ? "It hangs, or all its look-ups take very long: look at its log and disks, and start it again (Restart-ChiaService Harvester)." : "Observe longer: it answers each signage point.");
        }
    }

    private static string Late(HarvesterTally one, TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{one} {limit.TotalSeconds:0.###} s are allowed.");

    private IEnumerable<Finding> Harvesters()
    {
        const string Check = "Observed harvester";
        foreach (var one in _tally.Harvesters)
        {
            if (one.Left > 0)
            {
                yield return one.IsGone
                    ? Find(FindingStatus.Fail, Check, one.Name, "It left the farmer and did not come back.", "See whether it runs and reaches the farmer: its log and network.")
                    : Find(FindingStatus.Warn, Check, one.Name, $"It left the farmer {(one.Left == 1 ? "once" : $"{one.Left} times")} and came back.", "See whether its network is steady or it is started again and again: its log says.");
            }

            if (one.PlotsNow < one.PlotsBefore)
            {
                yield return Find(FindingStatus.Warn, Check, one.Name, $"Its plots went from {one.PlotsBefore} to {one.PlotsNow}.", "A disk may be gone: Get-ChiaPlotDirectory shows where it looks.");
            }
        }
    }

    private IEnumerable<Finding> Proofs()
    {
        if (_tally.Proofs > 0)
        {
            yield return Find(FindingStatus.Pass, "Proofs", "farmer", $"{_tally.Proofs} handed to the full node: a block may come of it.");
        }

        if (_tally.FailedPartials > 0)
        {
            yield return Find(FindingStatus.Warn, "Partials", "farmer", $"{_tally.FailedPartials} failed, {_tally.Partials} reached the pool.", "Get-ChiaPoolState shows complaints; the farmer's log says why each failed.");
        }
        else if (_tally.Partials > 0)
        {
            yield return Find(FindingStatus.Pass, "Partials", "farmer", $"{_tally.Partials} reached the pool.");
        }
    }

    private Finding Find(FindingStatus status, string check, string target, string message, string? fix = null) => Finding.Of(call.Session.Name, status, check, target, message, fix);
}
