using System.Text.Json;
using System.Text.Json.Nodes;
using ChiaPS.Sessions;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Live;

/// <summary>The same against a real simulator: 'chia dev sim' makes one, and CHIAPS_LIVE_ROOT names its root.</summary>
[Collection(nameof(LiveTests))]
public sealed class LiveTests : IDisposable
{
    private readonly string _name = "live" + Guid.NewGuid().ToString("N")[..8];
    private readonly Shell _shell = new(width: 160);

    public static TheoryData<ChiaTransport> Transports => [ChiaTransport.Https, ChiaTransport.Daemon];

    /// <summary>What reads, and does not change by being read.</summary>
    public static TheoryData<string> Reads =>
    [
        "Get-ChiaBlockchainState", "Get-ChiaBlockRecord -Last 5", "Get-ChiaBlockRecord -StartHeight 1 -EndHeight 3", "Get-ChiaNetwork FullNode, Wallet, Daemon",
        "Get-ChiaBlockRecord 1 | Get-ChiaCoinRecord", "Get-ChiaCoinRecord -PuzzleHash (Invoke-ChiaRpc FullNode get_farming_ph).puzzle_hash | Select-First 20",
        "Get-ChiaWallet", "Get-ChiaWalletBalance", "Get-ChiaWalletBalance 1", "Get-ChiaWalletAddress", "Get-ChiaTransaction -First 20", "Get-ChiaTransaction -SortBy Height -Oldest -First 20",
        "(Get-ChiaTransaction -First 1) | Get-ChiaTransaction", "Get-ChiaKey", "Get-ChiaKey -Current", "Get-ChiaService -Detailed | Where-Object IsRunning", "Get-ChiaSync FullNode", "Get-ChiaRoute FullNode, Wallet",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public void Both_transports_bring_the_same(string script)
    {
        var https = Read(ChiaTransport.Https, script);
        Assert.NotEmpty(https);
        Assert.Equal(https, Read(ChiaTransport.Daemon, script));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void Farmed_blocks_are_seen(ChiaTransport transport)
    {
        Open(transport);
        var before = _shell.Run("Get-ChiaBlockchainState").Single<BlockchainState>().Height;
        var after = _shell.Run("New-ChiaSimulatorBlock 3 -Confirm:$false").Single<BlockchainState>().Height;
        Assert.True(after >= before + 3, $"{before} → {after}");
        Assert.Equal(3, _shell.Run($"Get-ChiaBlockRecord -StartHeight {before + 1} -EndHeight {before + 3}").All<BlockRecord>().Count);
        Assert.True(_shell.Run("Wait-ChiaSync Wallet -WaitTimeoutSec 60").Single<Sync>().Synced);
        var coins = _shell.Run($"Get-ChiaCoinRecord -PuzzleHash (Invoke-ChiaRpc FullNode get_farming_ph).puzzle_hash -StartHeight {before + 1} -EndHeight {before + 3} -IncludeSpent").All<CoinRecord>();
        Assert.Contains(coins, coin => coin is { Coinbase: true, AmountXch: 1.75m });
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void Nothing_is_wrong_with_the_connection(ChiaTransport transport)
    {
        Open(transport);
        var findings = _shell.Run("Test-ChiaConnection").All<Finding>();
        Assert.Empty(findings.Where(finding => finding.Status == FindingStatus.Fail).Select(finding => finding.ToString()));
        Assert.Contains(findings, finding => finding is { Check: "TLS" } && finding.Message.StartsWith("Tls13", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_there_has_the_same_errors()
    {
        foreach (var transport in Enum.GetValues<ChiaTransport>())
        {
            Open(transport);
            Assert.Equal("ChiaRpc.NotFound", _shell.Errs("Get-ChiaBlockRecord 4000000000").Id());
            Assert.Equal("ChiaRpc.NotFound", _shell.Errs($"Get-ChiaCoinRecord ('a' * 64)").Id());
            Assert.Equal("ChiaRpc.NotFound", _shell.Errs("Get-ChiaWalletBalance 9999").Id());
            Assert.Equal("ChiaRoute.NotOffered", _shell.Errs("Invoke-ChiaRpc Wallet dao_get_rules").Id());
            Assert.Equal("ChiaWallet.WrongKey", _shell.Errs("Get-ChiaWallet -Fingerprint 1").Id());
        }
    }

    [Fact]
    public void A_public_pair_is_refused()
    {
        var ssl = Path.Combine(Root(), "config", "ssl");
        var ended = _shell.Ends(
            $"New-ChiaSession {_name} -HostName localhost -Port (Get-ChiaConfig -RootPath '{Root()}').Port -CaPath '{ssl}/ca/private_ca.crt' -CertificatePath '{ssl}/wallet/public_wallet.crt' -KeyPath '{ssl}/wallet/public_wallet.key'");
        Assert.Equal("ChiaConnection.ClientRefused", ended.Id());
    }

    public void Dispose()
    {
        foreach (var session in SessionTable.All.Where(session => session.Name == _name))
        {
            SessionTable.Remove(session);
        }

        _shell.Dispose();
    }

    private static string Root()
    {
        var root = Environment.GetEnvironmentVariable("CHIAPS_LIVE_ROOT");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "CHIAPS_LIVE_ROOT names no root of a running simulator ('chia dev sim create' makes one)");
        return root!;
    }

    private void Open(ChiaTransport transport) => _shell.Run($"New-ChiaSession {_name} -RootPath '{Root()}' -Transport {transport}").Clean();

    private string[] Read(ChiaTransport transport, string script)
    {
        Open(transport);
        return [.. _shell.Run(script).Clean().Output.Select(item => Steady(JsonSerializer.SerializeToNode(item.BaseObject)!))];
    }

    // Peers come and go between two looks, and a transaction that waits is offered to them again.
    private static string Steady(JsonNode item)
    {
        if (item is JsonObject map)
        {
            foreach (var name in new[] { "PeerCount", "Sent", "sent", "sent_to", "SentTo" })
            {
                map.Remove(name);
            }
        }

        return item.ToJsonString();
    }
}
