using System.Management.Automation;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Blocks, spends, constants and signage points of the full node; the simulator's chain; the crawler.</summary>
public sealed class BlockTests(SharedNode shared) : NodeTests(shared)
{
    private static readonly string Any = "0x" + new string('a', 64);

    [Fact]
    public void Blocks_by_hash_and_by_range()
    {
        using var shell = Open();
        var range = shell.Run("Get-ChiaBlock -StartHeight 1 -EndHeight 3").Clean().All<FullBlock>();
        Assert.Equal([1u, 2u, 3u], range.Select(block => block.Height));
        Assert.All(range, block => Assert.Equal((66, Name), (block.HeaderHash!.Length, block.SessionName)));
        Assert.Equal([3u, 4u], shell.Run("Get-ChiaBlockRecord 3, 4 | Get-ChiaBlock").All<FullBlock>().Select(block => block.Height));
        Assert.Contains("The chain ends before height 4000", Assert.Single(shell.Run("Get-ChiaBlock -StartHeight 1 -EndHeight 4000").Warnings), StringComparison.Ordinal);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Get-ChiaBlock {Any}").Id());
        Assert.Equal("ChiaArgument.Range", shell.Errs("Get-ChiaBlock -StartHeight 3 -EndHeight 1").Id());
        Assert.NotEmpty(shell.Run("Get-ChiaBlock -All").All<FullBlock>());
        Node.Requests.Clear();
        shell.Run("Get-ChiaBlock -StartHeight 1 -EndHeight 3 -ExcludeReorged");
        Assert.Equal("""{"start":1,"end":4,"exclude_reorged":true}""", Assert.Single(Node.Requests.Of("full_node", "get_blocks")).Body);
    }

    [Fact]
    public void Coin_records_bring_the_height_of_their_spend_and_unspent_ones_are_passed_over()
    {
        using var shell = Open();
        var spent = shell.Run("Get-ChiaCoinRecord -All -IncludeSpent | Get-ChiaCoinRecord").All<CoinRecord>().Where(coin => coin.Spent).ToList();
        Node.Requests.Clear();
        var spends = shell.Run("Get-ChiaCoinRecord -All -IncludeSpent | Get-ChiaCoinSpend").Clean().All<CoinSpend>();
        Assert.Equal(spent.Select(coin => (uint?)coin.SpentBlockIndex), spends.Select(spend => spend.SpentBlockIndex));
        Assert.Equal(spent.Select(coin => $$"""{"coin_id":"{{coin.CoinId}}","height":{{coin.SpentBlockIndex}}}"""), Node.Requests.Of("full_node", "get_puzzle_and_solution").Select(request => request.Body));
        Assert.Empty(Node.Requests.Of("full_node", "get_coin_record_by_name"));
        Assert.All(spends, spend => Assert.StartsWith("0x", spend.PuzzleReveal, StringComparison.Ordinal));
    }

    [Fact]
    public void A_height_is_looked_up_and_an_unspent_coin_is_an_error()
    {
        using var shell = Open();
        var coins = shell.Run("Get-ChiaCoinRecord -All -IncludeSpent | Get-ChiaCoinRecord").All<CoinRecord>();
        var (spent, unspent) = (coins.First(coin => coin.Spent), coins.First(coin => !coin.Spent));
        Assert.Equal(spent.SpentBlockIndex, shell.Run($"Get-ChiaCoinSpend {spent.CoinId}").Single<CoinSpend>().SpentBlockIndex);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Get-ChiaCoinSpend {unspent.CoinId}").Id());
        var byWallet = shell.Run($"Get-ChiaCoinSpend {spent.CoinId} -Service Wallet").Single<CoinSpend>();
        Assert.Equal((spent.CoinId, null), (byWallet.CoinId, byWallet.AmountMojo));
    }

    [Fact]
    public void Spends_of_a_block_come_with_conditions_when_asked()
    {
        using var shell = Open();
        Assert.All(shell.Run($"Get-ChiaCoinSpend -HeaderHash {Any}").All<CoinSpend>(), spend => Assert.Null(spend.Conditions));
        var spends = shell.Run($"Get-ChiaCoinSpend -HeaderHash {Any} -IncludeCondition").All<CoinSpend>();
        Assert.Contains(spends.SelectMany(spend => spend.Conditions!), condition => condition is { Opcode: 50, Condition: "AGG_SIG_ME", Arguments.Length: 2 });
        Assert.All(spends, spend => Assert.Equal((66, Name), (spend.CoinId!.Length, spend.SessionName)));
        Assert.All(shell.Run("Get-ChiaBlockRecord 4 | Get-ChiaCoinSpend").Clean().All<CoinSpend>(), spend => Assert.Equal(4u, spend.SpentBlockIndex));
    }

    [Fact]
    public void Constants_are_exact_and_found_by_pattern()
    {
        using var shell = Open();
        var all = shell.Run("Get-ChiaConsensusConstant").All<ConsensusConstant>().ToDictionary(one => one.Name!, one => one.Value);
        Assert.Equal((ulong.MaxValue, true), (all["MAX_COIN_AMOUNT"], all["PLOT_FILTER_V2_RELATIVE_HEIGHT"] is object[]));
        Assert.Equal(2, shell.Run("Get-ChiaConsensusConstant hard_fork*").Output.Count);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Get-ChiaConsensusConstant NO_SUCH").Id());
        Assert.Empty(shell.Run("Get-ChiaConsensusConstant NO_SUCH*").Clean().Output);
        Assert.StartsWith("0x", shell.Run("(Get-ChiaConsensusConstant -AggSigData).Value").Single<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Space_generator_headers_and_points()
    {
        using var shell = Open();
        var space = shell.Run("Get-ChiaNetworkSpace -NewerHeight 4 -OlderHeight 1").Single<NetworkSpace>();
        Assert.True(space is { Bytes: > 0, NewerHeight: 4, OlderHeight: 1, NewerHeaderHash.Length: 66 });
        Assert.NotNull(shell.Run("Get-ChiaBlockGenerator").Single<BlockGenerator>().Generator);
        Assert.NotEmpty(shell.Run("Get-ChiaUnfinishedBlock").All<UnfinishedBlock>());
        Assert.All(shell.Run("Get-ChiaSignagePoint | Get-ChiaSignagePointStatus").Clean().All<SignagePointStatus>(), status => Assert.NotNull(status.TimeReceived));
        Assert.Equal(Any, shell.Run($"Get-ChiaSignagePointStatus -ChallengeHash {Any}").Single<SignagePointStatus>().ChallengeHash);
    }

    [Fact]
    public void The_simulator_s_chain_goes_back_and_forth()
    {
        using var shell = Open(answers: ["No"]);
        Assert.StartsWith("txch1", shell.Run("Get-ChiaSimulator").Single<Simulator>().Address, StringComparison.Ordinal);
        Assert.False(shell.Run("Set-ChiaSimulator $false").Single<Simulator>().AutoFarm);
        Assert.Contains("nothing changes", Assert.Single(shell.Run("Set-ChiaSimulator $false").Warnings), StringComparison.Ordinal);
        Assert.True(shell.Run("Set-ChiaSimulator $true").Single<Simulator>().AutoFarm);

        var height = shell.Run("New-ChiaSimulatorBlock 4").Single<BlockchainState>().Height!.Value;
        shell.Run("Remove-ChiaSimulatorBlock 2").Clean();
        Assert.Contains($"height {height} becomes {height - 2}", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        var less = shell.Run("Remove-ChiaSimulatorBlock 2 -Confirm:$false");
        Assert.Equal((height - 2, true), (less.Single<BlockchainState>().Height, Assert.Single(less.Warnings).Contains("Wallets are not told", StringComparison.Ordinal)));
        shell.Run("Invoke-ChiaSimulatorReorg 1 -NewBlock 3 -Repeatable -Confirm:$false").Single<BlockchainState>();
        Assert.Equal("""{"num_of_blocks_to_rev":1,"num_of_new_blocks":3,"random_seed":false}""", Assert.Single(Node.Requests.Of("full_node", "reorg_blocks")).Body);
        Assert.Equal("ChiaArgument.Count", shell.Errs("Remove-ChiaSimulatorBlock 100000 -Confirm:$false").Id());
        Assert.Equal("ChiaArgument.Depth", shell.Errs("Invoke-ChiaSimulatorReorg 100000 -Confirm:$false").Id());
        Assert.Single(Node.Requests.Of("full_node", "revert_blocks"));
    }

    [Fact]
    public void Balances_hold_more_than_64_bits()
    {
        var balances = Open().Run("Get-ChiaSimulatorBalance").All<SimulatorBalance>();
        Assert.Contains(balances, one => one.AmountMojo > ulong.MaxValue);
        Assert.All(balances, one => Assert.Equal((one.AmountMojo / 1_000_000_000_000m, true, Name), (one.AmountXch, one.Address!.StartsWith("txch1", StringComparison.Ordinal), one.SessionName)));
    }

    [Fact]
    public void The_crawler()
    {
        using var shell = Open();
        var count = shell.Run("Get-ChiaCrawlerCount").Single<CrawlerCount>();
        Assert.Equal((9ul, 7ul, 2ul, 1ul, 4ul), (count.TotalLast5Days, count.Ipv4Last5Days, count.Ipv6Last5Days, count.ReliableNodes, count.Versions.Single(one => one.Version == "2.7.5").Count));
        var peers = shell.Run("Get-ChiaCrawlerPeer -First 2 -Skip 1").All<CrawlerPeer>();
        Assert.Equal(["192.0.2.2", "192.0.2.3"], peers.Select(peer => peer.PeerHost));
        Node.Requests.Clear();
        shell.Run("Get-ChiaCrawlerPeer ([DateTimeOffset]::FromUnixTimeSeconds(1795422470))");
        Assert.Equal("""{"after":1795422470,"offset":0,"limit":5000}""", Assert.Single(Node.Requests.Of("crawler", "get_ips_after_timestamp")).Body);
    }
}
