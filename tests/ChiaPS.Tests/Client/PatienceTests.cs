using System.Diagnostics;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>How long a call waits, and how it ends when it is told to.</summary>
public sealed class PatienceTests(SharedNode shared) : NodeTests(shared)
{
    [Theory]
    [InlineData(ChiaTransport.Https, FaultKind.StallBeforeHeaders)]
    [InlineData(ChiaTransport.Https, FaultKind.StallMidBody)]
    [InlineData(ChiaTransport.Daemon, FaultKind.Silence)]
    public async Task Silence_is_a_timeout_that_says_so(ChiaTransport transport, FaultKind kind)
    {
        // Only what never comes has a short time: a connection may take longer on a busy machine.
        var session = Connect(transport);
        var call = new Call(session, timeout: null, observer: null, Token);
        await call.SendAsync(FullNode.GetBlockchainState);
        await Node.Faults.AddAsync(new Fault { Kind = kind, Route = "get_blockchain_state" });
        var failure = await FailsAsync("ChiaConnection.Timeout", () => new Call(session, TimeSpan.FromSeconds(0.4), observer: null, Token).SendAsync(FullNode.GetBlockchainState));
        Assert.Equal($"The full node {(transport == ChiaTransport.Daemon ? "behind the daemon at" : "at")} localhost:{Node.Ports[transport == ChiaTransport.Daemon ? "daemon" : "full_node"]} sent nothing for 0.4 s (get_blockchain_state).", failure.Message);
        Assert.Contains("-TimeoutSec", failure.Advice, StringComparison.Ordinal);
        Assert.Equal("2.7.5", await call.SendAsync(Shared.GetVersion.On(ChiaService.FullNode)));
    }

    [Fact]
    public async Task A_slow_answer_may_take_longer_than_the_timeout()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.SlowBody, Route = "get_blockchain_state", Bytes = 50, IntervalMs = 100 });
        var started = Stopwatch.GetTimestamp();
        var state = await Use(timeout: TimeSpan.FromSeconds(3)).SendAsync(FullNode.GetBlockchainState);
        Assert.Equal(Node.State.Height, state.Height);
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds > 3, "the whole must take longer than the time-out");
    }

    [Fact]
    public async Task A_slow_reader_is_no_silent_server()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { LongListCount = 20_000, InitialBlocks = 0 });
        var (count, waited) = (0, false);
        await foreach (var coin in Use(timeout: TimeSpan.FromSeconds(3), to: node).StreamAsync(FullNode.GetCoinRecordsByPuzzleHash, new("0x" + new string('a', 64)), cancellationToken: Token))
        {
            if (!waited)
            {
                await Task.Delay(4000, Token); // longer than the time-out, as a pipeline that thinks about an object
                waited = true;
            }

            count += coin.CoinId is null ? 0 : 1;
        }

        Assert.Equal(20_000, count);
    }

    [Theory]
    [InlineData(ChiaTransport.Https, FaultKind.StallBeforeHeaders)]
    [InlineData(ChiaTransport.Https, FaultKind.StallMidBody)]
    [InlineData(ChiaTransport.Daemon, FaultKind.Silence)]
    public async Task Cancelling_acts_at_once(ChiaTransport transport, FaultKind kind)
    {
        await Node.Faults.AddAsync(new Fault { Kind = kind, Route = "get_blockchain_state" });
        using var stop = new CancellationTokenSource();
        var session = Connect(transport);
        var stalled = new Call(session, timeout: null, observer: null, stop.Token).SendAsync(FullNode.GetBlockchainState);
        await UntilAsync(() => Node.Requests.Of("full_node", "get_blockchain_state").Count > 0);
        var started = Stopwatch.GetTimestamp();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
        Assert.True(Stopwatch.GetElapsedTime(started) < AtOnce);
    }

    [Fact]
    public async Task Cancelling_leaves_the_others_of_the_socket_alone()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Route = "get_blockchain_state" });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Delay, Service = "wallet", Route = "get_height_info", IntervalMs = 500 });
        var session = Connect(ChiaTransport.Daemon);
        Call Other(CancellationToken token) => new(session, timeout: null, observer: null, token);
        using var stop = new CancellationTokenSource();
        var stalled = Other(stop.Token).SendAsync(FullNode.GetBlockchainState);
        var other = Other(Token).SendAsync(WalletCore.GetHeightInfo, new(UsePeakHeight: true));
        await UntilAsync(() => Node.Requests.Of("full_node", "get_blockchain_state").Count > 0 && Node.Requests.Of("wallet", "get_height_info").Count > 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalled);
        Assert.Equal(Node.State.Height, (await other).Height);
        Assert.Single(Node.Requests.Of("daemon", "register_service"));
    }

    [Fact]
    public async Task A_session_that_is_closed_ends_what_waits()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Service = "daemon", Route = "ping" });
        foreach (var transport in Enum.GetValues<ChiaTransport>())
        {
            Node.Requests.Clear();
            var session = Connect(transport);
            var call = new Call(session, timeout: null, observer: null, Token);
            var waiting = transport == ChiaTransport.Https ? (Task)call.SendAsync(FullNode.GetBlockchainState) : call.SendAsync(Daemon.Ping);
            await UntilAsync(() => Node.Requests.All.Any(request => request.Route is "get_blockchain_state" or "ping"));
            session.Close();
            await FailsAsync("ChiaConnection.Closed", () => waiting.WaitAsync(AtOnce, Token));
            await FailsAsync("ChiaSession.Closed", () => call.SendAsync(FullNode.GetBlockchainState));
        }
    }
}
