using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>A route that a release has not, or has no longer: since when, until when, and what runs there.</summary>
public sealed class NotOfferedTests(SharedNode shared) : NodeTests(shared)
{
    private static readonly Dictionary<string, Endpoint> Removed = ChiaPS.Rpc.Removed.All.DistinctBy(e => e.Route, StringComparer.Ordinal).ToDictionary(e => e.Route, StringComparer.Ordinal);

    [Theory]
    [InlineData("2.7.1", ChiaTransport.Https, "it came with Chia 2.7.2, and this is 2.7.1")]
    [InlineData("2.3.0", ChiaTransport.Https, "it came with Chia 2.7.2")]
    [InlineData("2.7.1", ChiaTransport.Daemon, "it came with Chia 2.7.2, and this is 2.7.1")]
    public async Task What_came_later_says_since_when(string release, ChiaTransport transport, string words)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 0 });
        var failure = await FailsAsync("ChiaRoute.NotOffered", () => Use(transport, to: old).SendAsync(WalletCore.GetFullNodePeerCount));
        Assert.Contains($"The wallet {(transport == ChiaTransport.Daemon ? "behind the daemon at" : "at")} localhost:{old.Ports[transport == ChiaTransport.Daemon ? "daemon" : "wallet"]} does not offer get_full_node_peer_count: {words}.", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.EndsCommand);
    }

    [Fact]
    public async Task Old_releases_answer_what_they_have()
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.1.0", InitialBlocks = 0 });
        using var shell = Open(to: old);
        var failure = shell.Errs("Get-ChiaNetwork");
        Assert.Equal("ChiaRoute.NotOffered", failure.Id());
        Assert.Contains("does not offer get_network_info: it came with Chia 2.3.0.", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-ChiaRoute", failure.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(1u, shell.Run("Get-ChiaBlockRecord 1").Single<BlockRecord>().Height);
        Assert.Null(shell.Run("Get-ChiaSync Wallet").Single<Sync>().PeerCount);
        Assert.False(shell.Run("Get-ChiaRoute FullNode get_network_info").Single<Route>().Offered);
        Assert.All(shell.Run("Get-ChiaService FullNode, Wallet -Detailed").All<ServiceStatus>(), status => Assert.True(status is { Answers: true, Version: null }));
    }

    [Theory]
    [InlineData("Wallet", "dao_get_rules", "Chia 2.5.2 was the last release with it, and this is 2.7.5")]
    [InlineData("FullNode", "get_initial_freeze_period", "Chia 2.4.3 was the last release with it, and this is 2.7.5")]
    [InlineData("Farmer", "no_such_route", "ChiaPS knows no such route, and this is 2.7.5")]
    [InlineData("Daemon", "no_such_command", "ChiaPS knows no such route, and this is 2.7.5")]
    public void What_is_gone_says_until_when(string service, string route, string words)
    {
        Assert.True(Removed.ContainsKey(route) || route.StartsWith("no_", StringComparison.Ordinal));
        var failure = Open().Errs($"Invoke-ChiaRpc {service} {route}");
        Assert.Equal("ChiaRoute.NotOffered", failure.Id());
        Assert.Contains($"does not offer {route}: {words}", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(route, failure.TargetObject);
    }

    [Fact]
    public async Task What_only_a_simulator_has_says_so()
    {
        await using var mainnet = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Network = "mainnet", InitialBlocks = 0 });
        using var shell = Open(to: mainnet);
        var failure = shell.Errs("New-ChiaSimulatorBlock -Confirm:$false");
        Assert.Contains("does not offer get_farming_ph: only a simulator has it, and this is 2.7.5.", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(mainnet.Requests.Of("full_node", "farm_block"));
    }
}
