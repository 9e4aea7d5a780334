using System.Collections.Concurrent;
using System.Diagnostics;
using ChiaPS.Embedded;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Events;

/// <summary>The stream of events: what comes, comes once and in order; what was lost is said; what breaks comes back.</summary>
public sealed class EventStreamTests(SharedNode shared) : NodeTests(shared)
{
    private static string Coin(int wallet) =>
        $$$"""{"ack":false,"command":"state_changed","data":{"state":"coin_added","success":true,"wallet_id":{{{wallet}}}},"destination":"wallet_ui","origin":"chia_wallet","request_id":"e"}""";

    [Fact]
    public async Task A_recorded_stream_comes_as_it_was()
    {
        var (events, end) = Watch(new EventChoice());
        await RegisteredAsync("wallet_ui", "metrics", "unfinished_block_info", "chia_plotter");
        var expected = EventFixture.Kinds.Select(frame => EventFixture.Find(frame, "wallet_ui", "metrics")).OfType<EventFacts>().Select(facts => facts.Name).ToList();
        foreach (var frame in EventFixture.Kinds)
        {
            // As the daemon does: plotting goes to its own audience whatever the frame says.
            var parsed = EventFixture.Parse(frame);
            Node.Publish(parsed.Origin == EventFacts.Plotter ? EventFacts.Plotter : parsed.Destination!, frame);
        }

        await UntilAsync(() => events.Count >= expected.Count);
        await end();
        Assert.Equal(expected, events.Cast<ChiaEvent>().Select(one => one.Event));
        Assert.All(events.Cast<ChiaEvent>(), one => Assert.Equal((Name, Name), (one.SessionName, one.Data!.SessionName)));
    }

    [Fact]
    public async Task Only_what_is_wanted_is_registered_for()
    {
        var (events, end) = Watch(new EventChoice { Wants = (service, name) => service == ChiaService.Farmer && name == "NewSignagePoint" });
        await RegisteredAsync("wallet_ui");
        Node.Publish("wallet_ui", Coin(1));
        Node.Publish("wallet_ui", EventFixture.Kinds.First(frame => frame.Contains("\"new_signage_point\"", StringComparison.Ordinal) && frame.Contains("\"wallet_ui\"", StringComparison.Ordinal)));
        await UntilAsync(() => events.Count == 1);
        await end();
        Assert.IsType<NewSignagePointEvent>(((ChiaEvent)events.ElementAt(0)).Data);
        Assert.Equal(0, Node.Publish("metrics", Coin(1)));
    }

    [Fact]
    public async Task A_slow_reader_hears_how_much_it_missed_and_nobody_waits()
    {
        var gate = new TaskCompletionSource();
        var (events, end) = Watch(new EventChoice(), before: () => gate.Task);
        await RegisteredAsync("wallet_ui");
        Node.Publish("wallet_ui", Coin(0));
        for (var i = 1; i <= 140_000; i++)
        {
            Node.Publish("wallet_ui", Coin(i));
        }

        // The service is not held up: it answers while the reader sleeps.
        await new Call(Connect(ChiaTransport.Daemon), null, null, Token).SendAsync(FullNode.GetBlockchainState);
        await UntilAsync(() => Node.Unsent() == 0, 60); // all but what the sockets hold, which is less than half of it
        gate.SetResult();
        await UntilAsync(() => events.OfType<ChiaEvent>().Any(one => one.Event == "Gap"));
        Node.Publish("wallet_ui", Coin(999_999));
        await UntilAsync(() => events.Last() is ChiaEvent { Data: WalletEvent { WalletId: 999_999 } });
        await end();
        var all = events.Cast<ChiaEvent>().ToList();
        var lost = all.Select(one => one.Data).OfType<EventGap>().Sum(gap => (long)gap.Lost!);
        var heard = all.Select(one => one.Data).OfType<WalletEvent>().Select(one => one.WalletId!.Value).ToList();
        Assert.True(lost > 0);
        Assert.Equal(140_002, heard.Count + lost);
        Assert.Equal(heard.Order(), heard);
    }

    [Fact]
    public async Task What_breaks_comes_back_registers_again_and_says_what_it_missed()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        var (events, end) = Watch(new EventChoice { Wants = (service, _) => service == ChiaService.Wallet }, to: node);
        await UntilAsync(() => node.Listeners("wallet_ui") == 1);
        node.Publish("wallet_ui", Coin(1));
        await UntilAsync(() => events.Count == 1);
        await node.StopServiceAsync("daemon");
        await UntilAsync(() => events.Count == 2);
        Assert.Contains("broke off", Assert.IsType<Warning>(events.ElementAt(1)).Text, StringComparison.Ordinal);
        await Task.Delay(700, Token);
        await node.StartServiceAsync("daemon");
        await UntilAsync(() => events.Count == 3);
        node.Publish("wallet_ui", Coin(2));
        await UntilAsync(() => events.Count == 4);
        await end();
        var gap = Assert.IsType<EventGap>(((ChiaEvent)events.ElementAt(2)).Data);
        Assert.Null(gap.Lost);
        Assert.InRange((gap.Until - gap.Since).TotalSeconds, 0.5, 60);
        Assert.Equal(2u, Assert.IsType<WalletEvent>(((ChiaEvent)events.ElementAt(3)).Data).WalletId);
    }

    [Fact]
    public async Task Silence_is_told_once_and_ends_with_the_next_event()
    {
        var (events, end) = Watch(new EventChoice { StaleAfter = TimeSpan.FromMilliseconds(400) });
        await RegisteredAsync("wallet_ui");
        await UntilAsync(() => events.Count == 1);
        await Task.Delay(900, Token);
        Assert.Single(events);
        Node.Publish("wallet_ui", Coin(1));
        await UntilAsync(() => events.Count == 3);
        await end();
        Assert.Equal(["Stale", "CoinAdded", "Stale"], events.Cast<ChiaEvent>().Select(one => one.Event));
        Assert.InRange(Assert.IsType<EventSilence>(((ChiaEvent)events.ElementAt(0)).Data).Silence.TotalSeconds, 0.4, 60);
    }

    [Fact]
    public async Task A_frame_that_cannot_be_read_or_is_nobody_s_does_not_end_the_stream()
    {
        var (events, end) = Watch(new EventChoice());
        await RegisteredAsync("wallet_ui");
        Node.Publish("wallet_ui", """{"ack":true,"command":"get_wallets","data":{},"destination":"wallet_ui","origin":"chia_wallet","request_id":"the GUI's"}""");
        Node.Publish("wallet_ui", """{"ack":false,"command":"harvester_update","data":{"plots":"many"},"destination":"wallet_ui","origin":"chia_farmer","request_id":"1"}""");
        Node.Publish("wallet_ui", """{"ack":false,"command":"hello","data":{},"destination":"wallet_ui","origin":"somebody","request_id":"1"}""");
        Node.Publish("wallet_ui", Coin(1));
        await UntilAsync(() => events.Count == 2);
        await end();
        Assert.Equal("""{"plots":"many"}""", Assert.IsType<UnknownEvent>(((ChiaEvent)events.ElementAt(0)).Data).Json);
    }

    [Fact]
    public async Task A_stream_has_its_end_and_leaves_nothing_behind()
    {
        var started = Stopwatch.GetTimestamp();
        var call = Use();
        await foreach (var _ in EventReader.ReadAsync(call, new EventChoice { Longest = TimeSpan.FromMilliseconds(500) }, Token))
        {
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(0.4), AtOnce);
        await UntilAsync(() => Node.Connected() == 0);
    }

    [Fact]
    public async Task A_closed_session_ends_its_streams()
    {
        var session = Connect();
        var stream = ReadAsync(session);
        await RegisteredAsync("chia_plotter");
        await Task.Delay(300, Token);
        session.Close();
        Assert.Equal("ChiaSession.Closed", (await Assert.ThrowsAnyAsync<ChiaException>(() => stream)).ErrorId);
    }

    [Fact]
    public async Task Nobody_there_is_an_error_at_once()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "daemon" });
        await FailsAsync("ChiaConnection.Refused", async () => await EventReader.ReadAsync(Use(), new EventChoice()).GetAsyncEnumerator(Token).MoveNextAsync());
    }

    private static async Task ReadAsync(ChiaSession session)
    {
        await foreach (var _ in EventReader.ReadAsync(new Call(session, null, null, Token), new EventChoice(), Token))
        {
        }
    }

    private Task RegisteredAsync(params string[] names) => UntilAsync(() => Array.TrueForAll(names, name => Node.Listeners(name) == 1));

    private (ConcurrentQueue<object> Events, Func<Task> End) Watch(EventChoice choice, Func<Task>? before = null, EmbeddedNode? to = null)
    {
        var events = new ConcurrentQueue<object>(); // read while it grows
        var stop = new CancellationTokenSource();
        var call = Use(to: to, token: stop.Token);
        var running = Task.Run(async () =>
        {
            await foreach (var one in EventReader.ReadAsync(call, choice))
            {
                await (before?.Invoke() ?? Task.CompletedTask);
                events.Enqueue(one);
            }
        });
        return (events, async () =>
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            stop.Dispose();
        });
    }
}
