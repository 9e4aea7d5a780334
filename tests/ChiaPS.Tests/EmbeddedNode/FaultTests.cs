using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>Faults over HTTPS happen as ordered, as often as ordered, and where ordered.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private EmbeddedNode _node = null!;
    private NodeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await EmbeddedNode.StartAsync();
        _client = new NodeClient(_node);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_port_comes_back()
    {
        await _client.CallAsync("wallet", "healthz");
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "wallet" });
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => _client.CallAsync("wallet", "healthz"));
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
        await _client.CallAsync("full_node", "healthz");
        await _node.Faults.ClearAsync();
        await _client.CallAsync("wallet", "healthz");
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeAnswer)]
    [InlineData(FaultKind.ResetAtByte)]
    [InlineData(FaultKind.CutShort)]
    public async Task A_broken_answer_is_an_error_and_arrived_once(FaultKind kind)
    {
        var fault = new Fault { Kind = kind, Route = "get_blockchain_state", Count = 1 };
        await _node.Faults.AddAsync(fault);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _client.CallAsync("full_node", "get_blockchain_state"));
        Assert.Equal(1, fault.Hits);
        Assert.Single(_node.Requests.Of("full_node", "get_blockchain_state"));
        await _client.CallAsync("full_node", "get_blockchain_state");
    }

    [Theory]
    [InlineData(FaultKind.StallBeforeHeaders)]
    [InlineData(FaultKind.StallMidBody)]
    public async Task A_stalled_answer_never_comes(FaultKind kind)
    {
        await _node.Faults.AddAsync(new Fault { Kind = kind });
        var call = _client.CallAsync("full_node", "get_blockchain_state");
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TimeSpan.FromMilliseconds(400), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Bodies_can_be_wrong_huge_and_slow()
    {
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.Text500, Count = 1 });
        using (var response = await _client.PostAsync("wallet", "get_wallets", "{}"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        }

        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.BrokenJson, Count = 1 });
        await Assert.ThrowsAnyAsync<JsonException>(() => _client.CallAsync("wallet", "get_wallets"));
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.HugeBody, Count = 1, Bytes = 20_000_000 });
        Assert.Equal(20_000_000, (await _client.CallAsync("wallet", "get_wallets")).GetProperty("padding").GetString()!.Length);
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.SlowBody, Count = 1, Bytes = 10, IntervalMs = 50 });
        var before = Environment.TickCount64;
        await _client.CallAsync("wallet", "healthz");
        Assert.True(Environment.TickCount64 - before >= 40);
    }

    [Fact]
    public async Task A_long_list_has_its_length_and_ends()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { LongListCount = 100_000 });
        using var client = new NodeClient(node);
        using var response = await client.PostAsync("full_node", "get_coin_records_by_puzzle_hash", """{"puzzle_hash": "0xabababababababababababababababababababababababababababababababab"}""");
        var text = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(response.Content.Headers.ContentLength, text.Length);
        using var document = JsonDocument.Parse(text);
        Assert.Equal(100_000, document.RootElement.GetProperty("coin_records").GetArrayLength());
        Assert.Empty(Recorded.Shape("full_node", "get_coin_records_by_puzzle_hash", succeeded: true).Misfits(document.RootElement));
    }

    [Fact]
    public async Task Stop_node_stops()
    {
        await _client.CallAsync("harvester", "stop_node");
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (await Record.ExceptionAsync(() => _client.CallAsync("harvester", "healthz")) is not HttpRequestException)
        {
            Assert.True(DateTime.UtcNow < deadline, "it answers still");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await _node.StartServiceAsync("harvester");
        await _client.CallAsync("harvester", "healthz");
    }
}
