using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>The daemon of the embedded node: envelope, routing, silence, events and faults.</summary>
public sealed class DaemonTests : IAsyncLifetime
{
    private EmbeddedNode _node = null!;
    private NodeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Passphrase = "correct horse" });
        _client = new NodeClient(_node);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Services_answer_the_registered_only()
    {
        using var socket = await _client.SocketAsync();
        await SendAsync(socket, NodeClient.Frame("get_sync_status", "chia_wallet", "me"));
        Assert.Null(await NodeClient.ReadAsync(socket, 300));
        using var registered = await _client.SocketAsync("me", "also-me");
        var answer = await NodeClient.AskAsync(registered, NodeClient.Frame("get_sync_status", "chia_wallet", "also-me", id: "42"));
        Assert.Equal(
            """{"ack":true,"command":"get_sync_status","data":{"genesis_initialized":true,"success":true,"synced":true,"syncing":false},"destination":"also-me","origin":"chia_wallet","request_id":"42"}""",
            JsonSerializer.Serialize(answer));
        await SendAsync(registered, NodeClient.Frame("ping", "nobody", "me"));
        Assert.Null(await NodeClient.ReadAsync(registered, 300));
    }

    [Fact]
    public async Task Errors_of_services_have_a_code_and_no_traceback()
    {
        using var socket = await _client.SocketAsync("me");
        foreach (var (command, error) in new[] { ("no_such_route", "unknown_command no_such_route"), ("get_block", "No header_hash in request") })
        {
            var data = (await NodeClient.AskAsync(socket, NodeClient.Frame(command, "chia_full_node", "me"))).GetProperty("data");
            Assert.Equal(error, data.GetProperty("error").GetString());
            Assert.True(data.TryGetProperty("structuredError", out _));
            Assert.False(data.TryGetProperty("traceback", out _));
        }
    }

    [Fact]
    public async Task The_keyring_opens_with_its_passphrase()
    {
        using var socket = await _client.SocketAsync("me");
        Assert.Equal("keyring is locked", await Data(socket, "get_public_keys", "{}", "error"));
        Assert.Equal("bad passphrase", await Data(socket, "unlock_keyring", """{"key": "wrong"}""", "error"));
        Assert.Equal("", await Data(socket, "unlock_keyring", """{"key": "correct horse"}""", "error"));
        Assert.Contains("1532878573", await Data(socket, "get_public_keys", "{}", "keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_answers_have_recorded_shapes()
    {
        using var socket = await _client.SocketAsync("recorder-1");
        await Data(socket, "unlock_keyring", """{"key": "correct horse"}""", "error");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Recorded.Fixtures, "daemon"), "*.json"))
        {
            var command = Path.GetFileNameWithoutExtension(file);
            foreach (var recorded in Recorded.Read(Recorded.Full ?? Recorded.Fixtures, "daemon", command).Where(c => c.Response is not null && command is not "exit"))
            {
                var frame = recorded.Whole.TryGetProperty("frame", out var own)
                    ? own.GetRawText()
                    : NodeClient.Frame(command, "daemon", "recorder-1", recorded.Request.ValueKind == JsonValueKind.Undefined ? "{}" : recorded.Request.GetRawText());
                var answer = await NodeClient.AskAsync(socket, frame);
                var shape = new Shape();
                foreach (var other in Recorded.Read(Recorded.Full ?? Recorded.Fixtures, "daemon", command).Where(c => c.Response is not null))
                {
                    shape.Learn(other.Response!.Value);
                }

                Assert.True(shape.Misfits(answer).Count == 0, $"{command} {recorded.Case} {answer} {string.Join('\n', shape.Misfits(answer))}");
            }
        }
    }

    [Theory]
    [InlineData("hello", "Expecting value: line 1 column 1 (char 0)")]
    [InlineData("", "Expecting value: line 1 column 1 (char 0)")]
    [InlineData("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)")]
    [InlineData("{}{}", "Extra data: line 1 column 3 (char 2)")]
    [InlineData("{}", "'command'")]
    [InlineData("{\"command\": \"get_version\"}", "'destination'")]
    [InlineData("{\"command\": \"nope\", \"destination\": \"daemon\"}", "unknown_command nope")]
    [InlineData("{\"command\": \"is_running\", \"destination\": \"daemon\"}", "is_running requires \"data\"")]
    [InlineData("{\"command\": \"get_version\", \"destination\": \"daemon\", \"data\": null}", "object of type 'NoneType' has no len()")]
    public async Task Bad_frames_are_told_so(string frame, string error)
    {
        using var socket = await _client.SocketAsync();
        var answer = await NodeClient.AskAsync(socket, frame);
        Assert.Equal(error, answer.GetProperty("data").GetProperty("error").GetString());
        Assert.Equal("", answer.GetProperty("request_id").GetString());
    }

    [Fact]
    public async Task Some_frames_end_the_socket()
    {
        using var dropped = await _client.SocketAsync();
        await SendAsync(dropped, "[1]");
        Assert.Null(await NodeClient.ReadAsync(dropped));
        Assert.NotEqual(WebSocketState.CloseReceived, dropped.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await CloseAfterAsync([1, 2], WebSocketMessageType.Binary));

        // The connection ends at once after these, and its reset can overtake the close.
        Assert.True(await CloseAfterAsync([0xff, 0xfe], WebSocketMessageType.Text) is null or WebSocketCloseStatus.InvalidPayloadData);
        Assert.True(await CloseAfterAsync(new byte[50_000_100], WebSocketMessageType.Text) is null or WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_block_is_told_to_the_listeners()
    {
        using var listener = await _client.SocketAsync("wallet_ui");
        using var metrics = await _client.SocketAsync("metrics");
        using var other = await _client.SocketAsync("someone");
        _node.State.FarmBlocks(1);
        Assert.Equal("get_blockchain_state", (await NodeClient.ReadAsync(listener))!.Value.GetProperty("command").GetString());
        Assert.Equal("coin_added", (await NodeClient.ReadAsync(listener))!.Value.GetProperty("data").GetProperty("state").GetString());
        var block = (await NodeClient.ReadAsync(metrics))!.Value;
        Assert.Equal("block", block.GetProperty("command").GetString());
        Assert.Equal(_node.State.Height, block.GetProperty("data").GetProperty("height").GetUInt32());
        Assert.Null(await NodeClient.ReadAsync(other, 200));
    }

    [Fact]
    public async Task Faults_happen_to_frames()
    {
        using var socket = await _client.SocketAsync("me");
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.Fragmented, Service = "full_node", Count = 1, Bytes = 7 });
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.LargeMessage, Service = "wallet", Count = 1, Bytes = 5_000_000 });
        var state = await NodeClient.AskAsync(socket, NodeClient.Frame("get_blockchain_state", "chia_full_node", "me"));
        Assert.Equal(_node.State.Height, state.GetProperty("data").GetProperty("blockchain_state").GetProperty("peak").GetProperty("height").GetUInt32());
        var large = await NodeClient.AskAsync(socket, NodeClient.Frame("get_wallets", "chia_wallet", "me"));
        Assert.Equal(5_000_000, large.GetProperty("data").GetProperty("padding").GetString()!.Length);
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Service = "wallet" });
        await SendAsync(socket, NodeClient.Frame("get_wallets", "chia_wallet", "me"));
        Assert.True(SpinWait.SpinUntil(() => _node.Requests.Of("wallet", "get_wallets").Count == 2, TimeSpan.FromSeconds(60)));
        Assert.Null(await NodeClient.ReadAsync(socket, 300));
        using var cut = await _client.SocketAsync("you");
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.SocketClosedMidAnswer, Service = "daemon" });
        await SendAsync(cut, NodeClient.Frame("ping", "daemon", "you"));
        Assert.Null(await NodeClient.ReadAsync(cut));
    }

    [Fact]
    public async Task A_dropped_daemon_returns_on_its_port()
    {
        using var socket = await _client.SocketAsync("me");
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "daemon" });
        Assert.Null(await NodeClient.ReadAsync(socket));
        await Assert.ThrowsAsync<WebSocketException>(() => _client.SocketAsync("me"));
        await _node.Faults.ClearAsync();
        using var again = await _client.SocketAsync("me");
        Assert.Equal("pong", await Data(again, "ping", "{}", "value"));
    }

    [Fact]
    public async Task Stopped_services_fall_silent()
    {
        using var socket = await _client.SocketAsync("me");
        Assert.Equal("chia_wallet", await Data(socket, "stop_service", """{"service": "chia_wallet"}""", "service_name"));
        Assert.Equal("False", await Data(socket, "is_running", """{"service": "chia_wallet"}""", "is_running"));
        await SendAsync(socket, NodeClient.Frame("get_wallets", "chia_wallet", "me"));
        Assert.Null(await NodeClient.ReadAsync(socket, 300));
        using var again = await _client.SocketAsync("me");
        await Data(again, "start_service", """{"service": "chia_wallet"}""", "error");
        Assert.Equal("True", await Data(again, "is_running", """{"service": "chia_wallet"}""", "is_running"));
    }

    private static Task SendAsync(ClientWebSocket socket, string frame) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<string> Data(ClientWebSocket socket, string command, string data, string field) =>
        (await NodeClient.AskAsync(socket, NodeClient.Frame(command, "daemon", "me", data))).GetProperty("data").GetProperty(field).ToString();

    private async Task<WebSocketCloseStatus?> CloseAfterAsync(byte[] message, WebSocketMessageType type)
    {
        using var socket = await _client.SocketAsync();
        try
        {
            await socket.SendAsync(message, type, endOfMessage: true, TestContext.Current.CancellationToken);
            await socket.ReceiveAsync(new byte[100].AsMemory(), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(WebSocketState.Open, socket.State);
        }

        return socket.CloseStatus;
    }
}
