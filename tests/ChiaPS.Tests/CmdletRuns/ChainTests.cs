using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Cmdlets that read blocks and coins: sets, positions, pipelines, ranges, what is missing.</summary>
public sealed class ChainTests(SharedNode shared) : NodeTests(shared)
{
    private const string Farm = "7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";
    private const string Hint = "0x6aaf6665bbde852f20f9b8f0f682624a369a09e4f73ef58faa0c67163a0d14a3";
    private static readonly string Nothing = "0x" + new string('a', 64);

    [Theory]
    [InlineData("Get-ChiaBlockRecord 5", "5")]
    [InlineData("Get-ChiaBlockRecord -Height 5, 7", "5 7")]
    [InlineData("3..5 | Get-ChiaBlockRecord", "3 4 5")]
    [InlineData("'6' | Get-ChiaBlockRecord", "6")]
    [InlineData("[pscustomobject]@{ Height = '8' } | Get-ChiaBlockRecord", "8")]
    [InlineData("(Get-ChiaBlockRecord 4).HeaderHash | Get-ChiaBlockRecord", "4")]
    [InlineData("Get-ChiaBlockRecord -HeaderHash (Get-ChiaBlockRecord 2, 9).HeaderHash", "2 9")]
    [InlineData("Get-ChiaBlockRecord -HeaderHash (Get-ChiaBlockRecord 9).HeaderHash.Substring(2).ToUpper()", "9")]
    [InlineData("Get-ChiaBlockRecord -StartHeight 3 -EndHeight 6", "3 4 5 6")]
    [InlineData("Get-ChiaBlockRecord -StartHeight 4 -EndHeight 4", "4")]
    [InlineData("Get-ChiaBlockRecord -Last 2", "24 25")]
    [InlineData("Get-ChiaBlockRecord -StartHeight 24", "24 25")]
    public void Blocks(string script, string heights)
    {
        var records = Open().Run(script).All<BlockRecord>();
        Assert.Equal(heights, string.Join(' ', records.Select(record => record.Height)));
        Assert.All(records, record => Assert.Equal(Name, record.SessionName));
    }

    [Theory]
    [InlineData("Get-ChiaBlockRecord 1.5", "1.5 is not a whole number")]
    [InlineData("Get-ChiaBlockRecord -1", "not")]
    [InlineData("Get-ChiaBlockRecord 4294967296", "between 0 and 4294967295")]
    [InlineData("Get-ChiaBlockRecord -HeaderHash '0x12'", "32 bytes of hex")]
    [InlineData("Get-ChiaBlockRecord -Last 0", "0")]
    [InlineData("Get-ChiaCoinRecord -PuzzleHash xch1abc", "is not an address")]
    public void What_does_not_fit_is_not_sent(string script, string words)
    {
        var ended = Open().Ends(script);
        Assert.Contains(words, ended.ToString(), StringComparison.Ordinal);
        Assert.Empty(Node.Requests.All);
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_said_so()
    {
        var error = Open().Errs("Get-ChiaBlockRecord -StartHeight 5 -EndHeight 4");
        Assert.Equal("ChiaArgument.Range", error.Id());
        Assert.Equal("The range ends at 4, before it begins at 5.", error.ToString());
    }

    [Fact]
    public async Task Ranges_are_asked_in_pieces_and_a_short_one_warns()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0, NoKeys = true });
        node.State.FarmBlocks(1001 - (int)node.State.Height);
        node.Requests.Clear();
        using var shell = Open(to: node);
        var records = shell.Run("Get-ChiaBlockRecord -StartHeight 1 -EndHeight 1001").All<BlockRecord>();
        Assert.Equal(Enumerable.Range(1, 1001).Select(height => (uint)height), records.Select(record => record.Height));
        Assert.Equal(
            """{"start":1,"end":501} {"start":501,"end":1001} {"start":1001,"end":1002}""",
            string.Join(' ', node.Requests.Of("full_node", "get_block_records").Select(request => request.Body)));
        var result = shell.Run("Get-ChiaBlockRecord -StartHeight 1000 -EndHeight 5000");
        Assert.Equal(2, result.All<BlockRecord>().Count);
        Assert.Equal("The chain ends before height 5000: the last block that came is at height 1001.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Missing_blocks_are_an_error_each_and_the_others_come()
    {
        using var shell = Open();
        var result = shell.Run($"Get-ChiaBlockRecord 900, 3, 901; Get-ChiaBlockRecord -HeaderHash {Nothing}");
        Assert.Equal(3u, ((BlockRecord)Assert.Single(result.Output).BaseObject).Height);
        Assert.Equal([900u, 901u, Nothing], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal("ChiaRpc.NotFound", error.Id()));
        Assert.Contains("Block height 900 not found", result.Errors[0].ToString(), StringComparison.Ordinal);
        var exception = Assert.IsType<ChiaRpcException>(result.Errors[0].Exception);
        Assert.Equal(("BLOCK_HEIGHT_NOT_FOUND", "get_block_record_by_height", ChiaService.FullNode), (exception.Code, exception.Route, exception.Service));
    }

    [Theory]
    [InlineData("$c = Get-ChiaCoinRecord $id; $c", 1)]
    [InlineData("$id | Get-ChiaCoinRecord", 1)]
    [InlineData("Get-ChiaCoinRecord -CoinId $ids", 3)]
    [InlineData("$ids | Get-ChiaCoinRecord", 3)]
    [InlineData("[pscustomobject]@{ CoinId = $id } | Get-ChiaCoinRecord", 1)]
    [InlineData("Get-ChiaCoinRecord -ParentId $coins[0].ParentCoinInfo -IncludeSpent", null)]
    [InlineData("Get-ChiaCoinRecord -Hint $hint", 1)]
    [InlineData("Get-ChiaCoinRecord -Address $coins[0].Address -IncludeSpent", null)]
    [InlineData("Get-ChiaCoinRecord -PuzzleHash $farm -IncludeSpent", null)]
    [InlineData("Get-ChiaCoinRecord -PuzzleHash $farm, ('0x' + 'b' * 64) -IncludeSpent", null)]
    [InlineData("$coins[0] | Get-ChiaCoinRecord", 1)]
    [InlineData("Get-ChiaCoinRecord -HeaderHash $block -Change Addition", 2)]
    [InlineData("Get-ChiaBlockRecord 1 | Get-ChiaCoinRecord -Change Addition", 2)]
    [InlineData("Get-ChiaCoinRecord -All", null)]
    [InlineData("Get-ChiaCoinRecord -All -IncludeSpent", null)]
    public void Coins(string script, int? count)
    {
        using var shell = Open();
        shell.Run(
            $"$farm = '{Farm}'; $hint = '{Hint}'; $coins = @(Get-ChiaCoinRecord -PuzzleHash $farm -IncludeSpent); $id = $coins[1].CoinId; $ids = $coins[0..2].CoinId; $block = (Get-ChiaBlockRecord 1).HeaderHash").Clean();
        var coins = shell.Run(script).All<CoinRecord>();
        Assert.True(count is { } exact ? coins.Count == exact : coins.Count > 0, $"{coins.Count}");
        Assert.All(coins, coin => Assert.True(coin.CoinId!.Length == 66 && coin.SessionName == Name && coin.Address!.StartsWith("txch1", StringComparison.Ordinal)));
    }

    [Fact]
    public void Heights_of_coins_include_both_ends()
    {
        using var shell = Open();
        var coins = shell.Run($"Get-ChiaCoinRecord -PuzzleHash {Farm} -IncludeSpent -StartHeight 2 -EndHeight 3").All<CoinRecord>();
        Assert.Equal([2u, 3u], coins.Select(coin => coin.ConfirmedBlockIndex).Distinct().Order());
        Assert.Contains("\"end_height\":4", Node.Requests.Of("full_node", "get_coin_records_by_puzzle_hash")[0].Body, StringComparison.Ordinal);
        shell.Run($"Get-ChiaCoinRecord -PuzzleHash {Farm} -EndHeight 4294967295").Clean();
        Assert.DoesNotContain("end_height", Node.Requests.Of("full_node", "get_coin_records_by_puzzle_hash")[^1].Body, StringComparison.Ordinal);
        Assert.Empty(shell.Run($"Get-ChiaCoinRecord -PuzzleHash {Nothing}").Clean().Output);
    }

    [Fact]
    public void Missing_coins_are_an_error_each_and_the_others_come()
    {
        using var shell = Open();
        shell.Run($"$id = @(Get-ChiaCoinRecord -PuzzleHash {Farm})[0].CoinId").Clean();
        var result = shell.Run($"Get-ChiaCoinRecord {Nothing}, $id, 0x{new string('b', 64)}");
        Assert.Single(result.Output);
        Assert.Equal([Nothing, "0x" + new string('b', 64)], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal("ChiaRpc.NotFound", error.Id()));
        Assert.Equal(Nothing, shell.Errs($"Get-ChiaCoinRecord {Nothing}").TargetObject);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Get-ChiaCoinRecord -HeaderHash {Nothing}").Id());
    }

    [Fact]
    public void The_state_of_the_chain_is_flat()
    {
        using var shell = Open();
        var state = shell.Run("Get-ChiaBlockchainState").Single<BlockchainState>();
        Assert.True(state is { Synced: true, SyncMode: false, Metrics: null } && state.Height == Node.State.Height && state.HeaderHash!.Length == 66);
        Assert.NotNull(shell.Run("Get-ChiaBlockchainState -IncludeMetric").Single<BlockchainState>().Metrics);
        Node.State.NodeSync.Set(SyncState.Syncing);
        Assert.True(shell.Run("Get-ChiaBlockchainState").Single<BlockchainState>() is { Synced: false, SyncMode: true });
    }

    [Theory]
    [InlineData("Get-ChiaNetwork", "FullNode")]
    [InlineData("Get-ChiaNetwork Wallet, Daemon", "Wallet Daemon")]
    [InlineData("'Farmer', 'Harvester' | Get-ChiaNetwork", "Farmer Harvester")]
    [InlineData("Get-ChiaService Wallet, Solver | Get-ChiaNetwork", "Wallet Solver")]
    public void Networks(string script, string services)
    {
        var networks = Open().Run(script).All<Network>();
        Assert.Equal(services, string.Join(' ', networks.Select(network => network.Service)));
        Assert.All(networks, network => Assert.Equal(("simulator0", "txch"), (network.NetworkName, network.NetworkPrefix)));
    }
}
