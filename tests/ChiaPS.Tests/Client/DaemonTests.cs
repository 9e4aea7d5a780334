using System.Diagnostics;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>One socket to the daemon: its name, its messages, its silence, and how it comes back.</summary>
public sealed class DaemonTests(SharedNode shared) : NodeTests(shared)
{
    private const string Somebody = "0xabababababababababababababababababababababababababababababababab";

    [Fact]
    public async Task Each_session_has_a_name_of_its_own()
    {
        await Use(ChiaTransport.Daemon).SendAsync(Daemon.Ping);
        var running = await Use(ChiaTransport.Daemon).SendAsync(Daemon.RunningServices);
        var bodies = Node.Requests.Of("daemon", "register_service").Select(request => request.Body).ToArray();
        Assert.Equal(2, bodies.Distinct(StringComparer.Ordinal).Count());
        Assert.All(bodies, body => Assert.Matches("^\\{\"service\": ?\"chiaps-[0-9a-f]{32}\"\\}$", body));
        Assert.All(bodies, body => Assert.Contains(running, name => body.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fifty_calls_at_once_get_their_own_answers()
    {
        var session = Connect(ChiaTransport.Daemon);
        var heights = Enumerable.Range(0, 50).Select(i => (uint)i % 20).ToArray();
        var records = await Task.WhenAll(heights.Select(height => new Call(session, null, null, Token).SendAsync(FullNode.GetBlockRecordByHeight, new(height))));
        Assert.Equal(heights, records.Select(record => record.Height));
        Assert.Single(Node.Requests.Of("daemon", "register_service"));
    }

    [Fact]
    public async Task Calls_are_answered_in_any_order()
    {
        using var answered = new ManualResetEventSlim();
        Node.Requests.Arrived = request => Assert.True(request.Service != "wallet" || answered.Wait(AtOnce));
        var session = Connect(ChiaTransport.Daemon);
        var slow = new Call(session, null, null, Token).SendAsync(WalletCore.GetHeightInfo, new(UsePeakHeight: true));
        await UntilAsync(() => Node.Requests.Of("wallet", "get_height_info").Count == 1);
        Assert.Equal("pong", await new Call(session, null, null, Token).SendAsync(Daemon.Ping));
        Assert.False(slow.IsCompleted);
        answered.Set();
        Assert.Equal(Node.State.Height, (await slow).Height);
    }

    [Theory]
    [InlineData(FaultKind.Fragmented, 7)]
    [InlineData(FaultKind.LargeMessage, 10_000_000)]
    public async Task Messages_of_any_shape_are_read(FaultKind kind, int bytes)
    {
        await Node.Faults.AddAsync(new Fault { Kind = kind, Service = "full_node", Bytes = bytes });
        Assert.Equal(Node.State.Height, (await Use(ChiaTransport.Daemon).SendAsync(FullNode.GetBlockchainState)).Height);
    }

    [Fact]
    public async Task A_message_over_the_limit_names_the_way_out()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.LargeMessage, Service = "full_node", Bytes = 100_000, Count = 1 });
        using var shell = Open(ChiaTransport.Daemon, more: "-MaxMessageSize 50000");
        var ended = shell.Ends("Get-ChiaBlockchainState");
        Assert.Equal("ChiaConnection.TooLarge", ended.Id());
        Assert.Equal("The daemon sent a message of more than 50000 bytes. get_blockchain_state was waiting for one.", ended.ToString());
        Assert.Contains("-Transport Https", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-MaxMessageSize", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Node.State.Height, shell.Run("Get-ChiaBlockchainState").Single<BlockchainState>().Height);
    }

    [Fact]
    public async Task A_request_over_the_limit_is_not_sent()
    {
        var call = Use(ChiaTransport.Daemon, with: options => options with { MaxMessageSize = 2000 });
        var failure = await FailsAsync("ChiaRpc.RequestTooLarge", async () =>
        {
            await foreach (var _ in call.StreamAsync(FullNode.GetCoinRecordsByNames, new([.. Enumerable.Repeat(Somebody, 50)])))
            {
            }
        });
        Assert.Matches("The request to get_coin_records_by_names has [0-9]+ bytes; the daemon takes 2000.", failure.Message);
        Assert.Empty(Node.Requests.Of("full_node", "get_coin_records_by_names"));
        Assert.Equal("pong", await call.SendAsync(Daemon.Ping));
    }

    [Fact]
    public async Task A_request_over_the_limit_of_a_service_is_one_error()
    {
        using var shell = Open();
        var error = shell.Errs("Invoke-ChiaRpc FullNode get_coin_records_by_names @{ names = , ('a' * 1100000) }");
        Assert.Equal("ChiaRpc.RequestTooLarge", error.Id());
        Assert.Contains("413", error.ToString(), StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_service_that_does_not_run_is_said_at_once()
    {
        await Node.StopServiceAsync("farmer");
        try
        {
            using var shell = Open(ChiaTransport.Daemon);
            var started = Stopwatch.GetTimestamp();
            var ended = shell.Ends("Get-ChiaNetwork Farmer");
            Assert.True(Stopwatch.GetElapsedTime(started) < AtOnce);
            Assert.Equal("ChiaConnection.Destination", ended.Id());
            Assert.Equal("The farmer does not run at localhost: its daemon knows no chia_farmer, and would answer get_network_info with silence.", ended.ToString());
            Assert.Contains("Get-ChiaService", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
        finally
        {
            await Node.StartServiceAsync("farmer");
        }
    }

    [Fact]
    public async Task A_service_that_dies_while_a_call_waits_is_noticed()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Service = "harvester", Route = "get_version" });
        var waiting = Use(ChiaTransport.Daemon).SendAsync(Shared.GetVersion.On(ChiaService.Harvester));
        await UntilAsync(() => Node.Requests.Of("harvester", "get_version").Count > 0);
        await Node.StopServiceAsync("harvester");
        try
        {
            await FailsAsync("ChiaConnection.Destination", () => waiting.WaitAsync(AtOnce, Token));
        }
        finally
        {
            await Node.StartServiceAsync("harvester");
        }
    }

    [Fact]
    public async Task What_waits_fails_at_once_when_the_socket_goes_and_the_next_call_finds_the_daemon_again()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        await node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Service = "full_node", Route = "farm_block" });
        var session = Connect(ChiaTransport.Daemon, to: node);
        var call = new Call(session, null, null, Token);
        var waiting = call.SendAsync(Simulation.FarmBlock, new("txch1", GuaranteeTxBlock: true, 1));
        await UntilAsync(() => node.Requests.Of("full_node", "farm_block").Count > 0);
        await node.StopServiceAsync("daemon");
        var failure = await FailsAsync("ChiaConnection.Closed", () => waiting.WaitAsync(AtOnce, Token));
        Assert.EndsWith("ended the connection before farm_block was answered. Whether it was carried out is not known.", failure.Message, StringComparison.Ordinal);
        var refused = await FailsAsync("ChiaConnection.Refused", () => call.SendAsync(Daemon.Ping));
        Assert.Equal($"The daemon at localhost:{node.Ports["daemon"]} does not listen.", refused.Message);
        await node.StartServiceAsync("daemon");
        Assert.Equal("pong", await call.SendAsync(Daemon.Ping));
        Assert.Single(node.Requests.Of("full_node", "farm_block"));
    }

    [Fact]
    public async Task The_socket_comes_back_by_itself()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        await Use(ChiaTransport.Daemon, to: node).SendAsync(Daemon.Ping);
        await node.StopServiceAsync("daemon");
        await node.StartServiceAsync("daemon");
        await UntilAsync(() => node.Requests.Of("daemon", "register_service").Count == 2);
    }

    [Fact]
    public async Task A_session_that_is_closed_while_it_connects_leaves_no_socket_behind()
    {
        for (var wait = 0; wait < 40; wait++)
        {
            var session = Connect(ChiaTransport.Daemon);
            var call = new Call(session, null, null, Token).SendAsync(Daemon.Ping);
            await Task.Delay(wait, Token);
            session.Close();
            var failure = await Record.ExceptionAsync(() => call);
            Assert.True(failure is null or ChiaException { ErrorId: "ChiaConnection.Closed" }, $"{failure}");
        }

        await UntilAsync(() => Node.Connected() == 0);
    }

    [Fact]
    public async Task Half_an_answer_is_none()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.SocketClosedMidAnswer, Service = "full_node", Count = 1 });
        var call = Use(ChiaTransport.Daemon);
        await FailsAsync("ChiaConnection.Closed", () => call.SendAsync(FullNode.GetBlockchainState));
        Assert.Equal(Node.State.Height, (await call.SendAsync(FullNode.GetBlockchainState)).Height);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("[1]")]
    [InlineData("{\"origin\": \"\\udcff\"}")]
    public async Task A_frame_that_is_none_is_told_and_the_next_call_works(string frame)
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Service = "full_node", Count = 1 });
        var call = Use(ChiaTransport.Daemon);
        var waiting = call.SendAsync(FullNode.GetBlockchainState);
        await UntilAsync(() => Node.Requests.Of("full_node", "get_blockchain_state").Count > 0);
        var running = await Use().SendAsync(Daemon.RunningServices);
        Assert.Equal(1, Node.Publish(running.Select(name => name.ToString()).First(name => Node.Requests.Of("daemon", "register_service")[0].Body.Contains(name, StringComparison.Ordinal)), frame));
        var failure = await FailsAsync("ChiaConnection.BadAnswer", () => waiting);
        Assert.StartsWith($"The daemon at localhost:{Node.Ports["daemon"]} answered get_blockchain_state with something that is no answer", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Node.State.Height, (await call.SendAsync(FullNode.GetBlockchainState)).Height);
    }

    [Fact]
    public async Task Silence_names_who_was_asked_and_by_whom()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Service = "full_node" });
        var failure = await FailsAsync("ChiaConnection.Timeout", () => Use(ChiaTransport.Daemon, TimeSpan.FromSeconds(1)).SendAsync(FullNode.GetBlockchainState));
        Assert.Equal($"The full node behind the daemon at localhost:{Node.Ports["daemon"]} sent nothing for 1 s (get_blockchain_state).", failure.Message);
    }

    [Fact]
    public async Task A_locked_keyring_is_told_in_words()
    {
        Node.State.KeyringLocked = true;
        var failure = await FailsAsync("ChiaRpc.KeyringLocked", () => Use().SendAsync(Daemon.GetPublicKey, new(1532878573)));
        Assert.Equal("The daemon refused get_public_key: keyring is locked.", failure.Message);
        Assert.False(failure.EndsCommand);
    }
}
