using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>Everything that goes wrong over HTTPS, as a user reads it.</summary>
public sealed class FaultTests(SharedNode shared) : NodeTests(shared)
{
    private const string Unknown = "Whether it was carried out is not known.";

    [Theory]
    [InlineData(FaultKind.Refuse, "ChiaConnection.Refused", true, "The full node at localhost:* does not listen.", "chia start node")]
    [InlineData(FaultKind.ResetBeforeAnswer, "ChiaConnection.Closed", true, "The full node at localhost:* ended the connection before get_blockchain_state was answered.", "debug.log")]
    [InlineData(FaultKind.ResetAtByte, "ChiaConnection.Closed", true, "The full node at localhost:* ended the connection before get_blockchain_state was answered.", "debug.log")]
    [InlineData(FaultKind.CutShort, "ChiaConnection.Closed", true, "The full node at localhost:* ended the connection before get_blockchain_state was answered.", "debug.log")]
    [InlineData(FaultKind.StallBeforeHeaders, "ChiaConnection.Timeout", true, "The full node at localhost:* sent nothing for 1 s (get_blockchain_state).", "-TimeoutSec")]
    [InlineData(FaultKind.StallMidBody, "ChiaConnection.Timeout", true, "The full node at localhost:* sent nothing for 1 s (get_blockchain_state).", "-TimeoutSec")]
    [InlineData(FaultKind.BrokenJson, "ChiaConnection.BadAnswer", true, "The full node at localhost:* answered get_blockchain_state with something that is no answer of a Chia service:", "port")]
    [InlineData(FaultKind.Text500, "ChiaRpc.InternalServerError", false, "The full node at localhost:* failed inside get_blockchain_state: HTTP 500 500 Internal Server Error", "debug.log")]
    public async Task Says_what_happened(FaultKind kind, string id, bool ends, string sentence, string advice)
    {
        using var shell = Open();
        shell.Run("Get-ChiaNetwork").Clean();
        await Node.Faults.AddAsync(new Fault { Kind = kind, Service = "full_node", Route = kind == FaultKind.Refuse ? null : "get_blockchain_state" });
        var script = $"Get-ChiaBlockchainState {Patience(kind)}";
        var error = ends ? shell.Ends(script) : shell.Errs(script);
        Assert.Equal(id, error.Id());
        Assert.StartsWith(sentence.Replace("*", $"{Node.Ports["full_node"]}", StringComparison.Ordinal), error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);

        // It is over, and the same session works again.
        await Node.Faults.ClearAsync();
        Assert.Equal(Node.State.Height, shell.Run("Get-ChiaBlockchainState").Single<BlockchainState>().Height);
    }

    [Fact]
    public async Task An_unknown_name_says_so()
    {
        var failure = await FailsAsync("ChiaConnection.Name", () => Use(with: options => options with { HostName = "no-such-farm.invalid" }).SendAsync(FullNode.GetBlockchainState));
        Assert.Equal("The host name 'no-such-farm.invalid' is not known.", failure.Message);
    }

    [Fact]
    public async Task Something_else_that_listens_is_no_chia()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Token);
            await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray(), Token);
        }, Token);
        var failure = await FailsAsync("ChiaConnection.Tls", () => Use(with: options => options with { Ports = new() { [ChiaService.FullNode] = port } }).SendAsync(FullNode.GetBlockchainState));
        Assert.StartsWith($"The full node at localhost:{port} ended the TLS handshake:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("peer port", failure.Advice, StringComparison.Ordinal);
        await answering;
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeAnswer, false)]
    [InlineData(FaultKind.ResetBeforeAnswer, true)]
    [InlineData(FaultKind.ResetAtByte, true)]
    [InlineData(FaultKind.CutShort, true)]
    [InlineData(FaultKind.StallBeforeHeaders, true)]
    public async Task A_change_is_never_sent_twice(FaultKind kind, bool keptAlive)
    {
        using var shell = Open();
        if (keptAlive)
        {
            shell.Run("Get-ChiaNetwork").Clean();
        }

        await Node.Faults.AddAsync(new Fault { Kind = kind, Service = "full_node", Route = "farm_block", Bytes = 5 });
        var ended = shell.Ends($"New-ChiaSimulatorBlock {Patience(kind)} -Confirm:$false");
        Assert.StartsWith("ChiaConnection.", ended.Id(), StringComparison.Ordinal);
        Assert.EndsWith(Unknown, ended.ToString(), StringComparison.Ordinal);
        Assert.Single(Node.Requests.Of("full_node", "farm_block"));
    }

    // What comes at all may take its time on a busy machine.
    private static string Patience(FaultKind kind) => kind is FaultKind.StallBeforeHeaders or FaultKind.StallMidBody ? "-TimeoutSec 1" : "";

    [Fact]
    public async Task A_change_on_a_fresh_connection_is_never_sent_twice()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Service = "full_node", Route = "farm_block" });
        var failure = await FailsAsync("ChiaConnection.ClientRefused", () => Use().SendAsync(Simulation.FarmBlock, new("txch1", GuaranteeTxBlock: true, 1)));
        Assert.EndsWith(Unknown, failure.Message, StringComparison.Ordinal);
        Assert.Single(Node.Requests.Of("full_node", "farm_block"));
    }

    [Fact]
    public async Task What_only_reads_does_not_speak_of_changes()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetAtByte, Service = "full_node", Route = "get_blockchain_state" });
        var failure = await FailsAsync("ChiaConnection.Closed", () => Use().SendAsync(FullNode.GetBlockchainState));
        Assert.DoesNotContain(Unknown, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_and_slow_answers_are_read()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.HugeBody, Service = "wallet", Route = "get_wallets", Bytes = 5_000_000 });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.SlowBody, Service = "wallet", Route = "get_next_address", Bytes = 50, IntervalMs = 20 });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Delay, Service = "wallet", Route = "get_height_info", IntervalMs = 100 });
        using var shell = Open();
        Assert.Equal([1u, 2u, 3u, 4u], shell.Run("Get-ChiaWallet").All<Wallet>().Select(wallet => wallet.WalletId));
        Assert.StartsWith("txch1", shell.Run("Get-ChiaWalletAddress").Single<WalletAddress>().Address, StringComparison.Ordinal);
        Assert.Equal(Node.State.Height, shell.Run("Get-ChiaSync Wallet").Single<Sync>().Height);
    }
}
