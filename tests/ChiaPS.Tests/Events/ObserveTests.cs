using System.Diagnostics;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Events;

/// <summary>Test-ChiaFarm -ObserveSec: what the events of a farm say, as findings.</summary>
public sealed class ObserveTests(SharedNode shared) : NodeTests(shared)
{
    private const string Near = "127.0.0.1";
    private const string Far = "192.168.1.21";
    private const string Events = "Where-Object Check -in 'Event stream', 'Observed points', 'Look-up time', 'Observed harvester', 'Proofs', 'Partials'";

    [Fact]
    public async Task A_farm_that_works_passes_with_its_slowest_look_up()
    {
        var found = await ObserveAsync("Test-ChiaFarm -ObserveSec 4", [Point(1), Look(Near, 1, 20_000), Look(Far, 1, 1_500_000), Point(1), Point(2), Look(Near, 2, 40_000), Look(Far, 2, 30_000), Proof(), Partial("submitted_partial")]);
        Assert.All(found, one => Assert.Equal((FindingStatus.Pass, null, Name), (one.Status, one.Fix, one.SessionName)));
        Assert.Equal(
            [
                "Event stream daemon: 9 events in 4 s.",
                "Observed points farmer: 2 came in 4 s, none was missed.",
                $"Look-up time {Near}: 2 look-ups, the slowest 0.040 s, 0.030 s on average; 6 plots passed the filter.",
                $"Look-up time {Far}: 2 look-ups, the slowest 1.500 s, 0.765 s on average; 6 plots passed the filter.",
                "Proofs farmer: 1 handed to the full node: a block may come of it.",
                "Partials farmer: 1 reached the pool.",
            ],
            found.Select(one => $"{one.Check} {one.Target}: {one.Message}"));
    }

    [Theory]
    [InlineData("", 4_000_000, FindingStatus.Pass)]
    [InlineData("", 4_100_000, FindingStatus.Warn)]
    [InlineData("", 8_100_000, FindingStatus.Fail)]
    [InlineData("-MaxLookupTime 20", 10_100_000, FindingStatus.Warn)]
    [InlineData("-MaxLookupTime 0:00:02", 2_100_000, FindingStatus.Fail)]
    public async Task The_slowest_look_up_is_held_against_what_is_allowed(string limit, int microseconds, FindingStatus status)
    {
        var found = await ObserveAsync($"Test-ChiaFarm -ObserveSec 4 {limit}", [Point(1), Look(Near, 1, 1000), Look(Far, 1, microseconds), Point(2), Look(Far, 2, 5)]);
        var slow = Assert.Single(found, one => one is { Check: "Look-up time", Target: Far });
        Assert.Equal((status, status != FindingStatus.Pass), (slow.Status, slow.Fix is not null));
        Assert.Contains(FormattableString.Invariant($"the slowest {microseconds / 1e6:0.000} s"), slow.Message, StringComparison.Ordinal);
        Assert.Equal(FindingStatus.Pass, found.Single(one => one is { Check: "Look-up time", Target: Near }).Status);
    }

    [Fact]
    public async Task Signage_points_that_were_missed_and_harvesters_that_leave_or_say_nothing_are_named()
    {
        var found = await ObserveAsync(
            "Test-ChiaFarm -ObserveSec 4",
            [Point(1), Point(2), Look(Near, 2, 1000), Point(7, missing: 4), Partial("submitted_partial"), Partial("failed_partial"), Removed(Near), Update(Near, plots: 1)]);
        Assert.Equal(
            [
                "Pass Event stream: 8 events in 4 s.",
                "Warn Observed points: 3 came in 4 s, 4 were missed before them.",
                $"Pass Look-up time: 1 look-up, the slowest 0.001 s, 0.001 s on average; 3 plots passed the filter.",
                "Fail Look-up time: It told of no look-up for 3 signage points.",
                "Warn Observed harvester: It left the farmer once and came back.",
                "Warn Observed harvester: Its plots went from 3 to 1.",
                "Warn Partials: 1 failed, 1 reached the pool.",
            ],
            found.Select(one => one.ToString()));
        Assert.Equal("Fail Observed harvester: It left the farmer and did not come back.", (await ObserveAsync("Test-ChiaFarm -ObserveSec 4", [Removed(Near)])).Single(one => one.Check == "Observed harvester").ToString());
    }

    // farmer_api.py up to 1.8.2: neither node_id nor lookup_time, and signage points without missing_signage_points.
    [Fact]
    public async Task Harvesters_of_a_farmer_that_does_not_tell_them_apart_are_not_said_to_hang()
    {
        string[] points = [.. Enumerable.Range(1, 4).Select(index => Point(index).Replace("\"missing_signage_points\":null,", "", StringComparison.Ordinal))];
        var look = Frame("chia_farmer", "new_farming_info", $$$"""{"farming_info":{"challenge_hash":"{{{Hash(0)}}}","passed_filter":3,"proofs":0,"signage_point":"{{{Hash(1)}}}","timestamp":1795434517,"total_plots":6},"success":true}""");
        var found = await ObserveAsync("Test-ChiaFarm -ObserveSec 4", [.. points, look, look]);
        Assert.Equal(
            [
                "Pass Event stream: 6 events in 4 s.",
                "Pass Observed points: 4 came in 4 s.",
                "Warn Look-up time: 2 came, but not which harvester made them, nor how long they took.",
            ],
            found.Select(one => one.ToString()));
    }

    [Theory]
    [InlineData("-ObserveSec 1", FindingStatus.Warn)] // none need come in a second
    [InlineData("-ObserveSec 1 -MaxSignagePointAge 1", FindingStatus.Fail)]
    public async Task Silence_is_told(string parameters, FindingStatus status)
    {
        var found = await ObserveAsync($"Test-ChiaFarm {parameters}", []);
        Assert.Equal((status, true), found.Where(one => one.Check == "Observed points").Select(one => (one.Status, one.Fix is not null)).Single());
        Assert.DoesNotContain(found, one => one.Check == "Look-up time");
    }

    [Fact]
    public async Task A_point_that_the_node_sent_and_the_farmer_never_told_is_missed()
    {
        var tally = new ChiaPS.Operations.FarmTally([]);
        tally.Hear(Heard(Sent(1), DateTimeOffset.UtcNow.AddSeconds(-20)));
        tally.Hear(Heard(Sent(2), DateTimeOffset.UtcNow.AddSeconds(-20)));
        tally.Hear(Heard(Sent(3), DateTimeOffset.UtcNow));
        tally.Hear(Heard(Point(2), DateTimeOffset.UtcNow));
        Assert.Equal((1, 1), (tally.Unheard(TimeSpan.FromSeconds(10)), tally.Points));
        var found = await ObserveAsync("Test-ChiaFarm -ObserveSec 4", [Sent(1)]);
        Assert.Equal(FindingStatus.Warn, found.Single(one => one.Check == "Observed points").Status);
    }

    [Fact]
    public async Task A_daemon_that_is_not_there_or_goes_is_a_finding()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        using var shell = Open(to: node);
        var (running, result, output) = shell.Start("Test-ChiaFarm -ObserveSec 6");
        await ListenersAsync(1, node);
        await node.StopServiceAsync("daemon");
        await UntilAsync(() => result.IsCompleted);
        Assert.Equal(FindingStatus.Fail, output.Select(item => (Finding)item.BaseObject).Single(one => one.Check == "Event stream").Status);
        Assert.Empty(running.Streams.Error);
        Assert.Empty(running.Streams.Warning);
        running.Dispose();

        var gone = shell.Run($"Test-ChiaFarm -ObserveSec 60 | {Events}").Single<Finding>();
        Assert.Equal((FindingStatus.Fail, "Event stream", true), (gone.Status, gone.Check, gone.Fix is not null));
        Assert.Equal(2, shell.Run("Test-ChiaFarm -ObserveSec 60 -AsExitCode").Single<int>());
    }

    [Fact]
    public async Task What_was_lost_meanwhile_is_a_warning()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        using var shell = Open(to: node);
        var (running, result, output) = shell.Start($"Test-ChiaFarm -ObserveSec 10 | {Events}");
        await ListenersAsync(1, node);
        await node.StopServiceAsync("daemon");
        await Task.Delay(300, Token);
        await node.StartServiceAsync("daemon");
        await UntilAsync(() => result.IsCompleted);
        var stream = output.Select(item => (Finding)item.BaseObject).First();
        Assert.Equal(FindingStatus.Warn, stream.Status);
        Assert.Contains("connection to the daemon was gone", stream.Message, StringComparison.Ordinal);
        running.Dispose();
    }

    [Fact]
    public async Task Several_farms_are_observed_at_once_with_progress_of_each()
    {
        await using var other = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        using var shell = Open();
        shell.Run($"New-ChiaSession {Name}b -RootPath '{other.RootPath}' -SkipCheck -NoDefault").Clean();
        var (running, result, output) = shell.Start($"Get-ChiaSession {Name}* | Test-ChiaFarm -ObserveSec 6 -ThrottleLimit 1 | Where-Object Check -eq 'Observed points'");
        await UntilAsync(() => IsHeard(Node, 1) && IsHeard(other, 1)); // one after the other they would never be there together
        Node.Publish("wallet_ui", Point(1));
        other.Publish("wallet_ui", Point(1));
        other.Publish("wallet_ui", Point(2));
        await UntilAsync(() => result.IsCompleted);
        Assert.Equal([$"{Name} 1 came in 6 s, none was missed.", $"{Name}b 2 came in 6 s, none was missed."], output.Select(item => (Finding)item.BaseObject).Select(one => $"{one.SessionName} {one.Message}").Order(StringComparer.Ordinal));
        var progress = running.Streams.Progress.Where(one => one.Activity.StartsWith("Observing the farm", StringComparison.Ordinal)).GroupBy(one => one.ActivityId).ToList();
        Assert.Equal(2, progress.Count);
        Assert.All(progress, one => Assert.True(one.Count() > 2 && one.Last().RecordType == ProgressRecordType.Completed && one.Any(step => step.PercentComplete is > 0 and < 100)));
        running.Dispose();
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        using var shell = Open();
        var (running, _, _) = shell.Start("Test-ChiaFarm -ObserveSec 600");
        await ListenersAsync(1);
        var started = Stopwatch.GetTimestamp();
        running.Stop();
        Assert.True(Stopwatch.GetElapsedTime(started) < AtOnce);
        Assert.Equal(PSInvocationState.Stopped, running.InvocationStateInfo.State);
        running.Dispose();
        await ListenersAsync(0);
    }

    [Fact]
    public void A_limit_without_an_observation_and_a_test_of_nothing_are_told()
    {
        using var shell = Open();
        Assert.Equal("ChiaArgument.MaxLookupTime", shell.Ends("Test-ChiaFarm -MaxLookupTime 5").Id());
        Assert.Equal(2, shell.Run("Get-ChiaSession nothing* | Test-ChiaFarm -AsExitCode").Single<int>());
    }

    private static string Frame(string origin, string command, string data, string destination = "wallet_ui") =>
        $$"""{"ack":false,"command":"{{command}}","data":{{data}},"destination":"{{destination}}","origin":"{{origin}}","request_id":"e"}""";

    private static string Hash(int index) => "0x" + index.ToString("x2", null).PadLeft(64, '0');

    private static string Point(int index, int? missing = null) => Frame("chia_farmer", "new_signage_point", $$$"""
        {"missing_signage_points":{{{(missing is null ? "null" : $"[1795434514, {missing}]")}}},"proofs":[],"signage_point":{"challenge_chain_sp":"{{{Hash(index)}}}","challenge_hash":"{{{Hash(0)}}}","difficulty":256,"reward_chain_sp":"{{{Hash(index)}}}","signage_point_index":{{{index}}},"sub_slot_iters":1024},"success":true}
        """.Trim());

    private static string Sent(int index) => Frame("chia_full_node", "signage_point", $$$"""{"broadcast_farmer":{"challenge_chain_sp":"{{{Hash(index)}}}","challenge_hash":"{{{Hash(0)}}}","signage_point_index":{{{index}}}},"success":true}""", "metrics");

    private static string Proof() => Frame("chia_farmer", "proof", $$$"""{"passed_filter":true,"proof":{"challenge_chain_sp":"{{{Hash(1)}}}"},"success":true}""", "metrics");

    private static string Partial(string command) => Frame("chia_farmer", command, """{"launcher_id":"ab","pool_url":"https://pool","p2_singleton_puzzle_hash":"ab","points_acknowledged_24h":[],"success":true}""");

    private static string Look(string host, int index, int microseconds) => Frame("chia_farmer", "new_farming_info", $$$"""
        {"farming_info":{"challenge_hash":"{{{Hash(0)}}}","lookup_time":{{{microseconds}}},"node_id":"{{{host}}}","passed_filter":3,"proofs":0,"signage_point":"{{{Hash(index)}}}","timestamp":1795434517,"total_plots":6},"success":true}
        """.Trim());

    private static string Removed(string host) => Frame("chia_farmer", "harvester_removed", $$$"""{"node_id":"{{{host}}}","success":true}""");

    private static string Update(string host, int plots) => Frame("chia_farmer", "harvester_update", $$$"""
        {"connection":{"host":"{{{host}}}","node_id":"{{{host}}}","port":42782},"duplicates":0,"failed_to_open_filenames":0,"last_sync_time":1795433905.3,"no_key_filenames":0,"plots":{{{plots}}},"success":true,"syncing":null,"total_plot_size":1}
        """.Trim());

    private static ChiaEvent Heard(string frame, DateTimeOffset time)
    {
        var facts = EventFixture.Find(frame, "wallet_ui", "metrics")!;
        return new() { Time = time, Event = facts.Name, Service = facts.Service, Data = facts.Read(EventFixture.Parse(frame).Data) };
    }

    // Runs it, publishes once it listens (hosts stand for the ids of their harvesters), and gives what the events say.
    private async Task<List<Finding>> ObserveAsync(string script, string[] frames)
    {
        using var shell = Open();
        var ids = shell.Run("Get-ChiaHarvester").All<Harvester>().ToDictionary(one => $"\"node_id\":\"{one.PeerHost}\"", one => $"\"node_id\":\"{one.NodeId}\"", StringComparer.Ordinal);
        Node.Requests.Clear();
        var (running, result, output) = shell.Start($"{script} | {Events}");
        await ListenersAsync(1);
        foreach (var frame in frames)
        {
            Node.Publish(EventFixture.Parse(frame).Destination!, ids.Aggregate(frame, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal)));
        }

        await UntilAsync(() => result.IsCompleted);
        Assert.Empty(running.Streams.Error);
        running.Dispose();
        return [.. output.Select(item => (Finding)item.BaseObject)];
    }

    private Task ListenersAsync(int count, EmbeddedNode? node = null) => UntilAsync(() => IsHeard(node ?? Node, count));

    private static bool IsHeard(EmbeddedNode node, int count) => Array.TrueForAll(["metrics", "wallet_ui"], audience => node.Listeners(audience) == count);
}
