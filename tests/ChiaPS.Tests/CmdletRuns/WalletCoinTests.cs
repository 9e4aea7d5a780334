using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Coins of wallets: what is asked for, and what comes.</summary>
public sealed class WalletCoinTests(SharedNode shared) : NodeTests(shared)
{
    private static readonly string Any = "0x" + new string('a', 64);

    [Theory]
    [InlineData("Get-ChiaWalletCoin", "")]
    [InlineData("Get-ChiaWalletCoin 1", "\"wallet_id\":1,")]
    [InlineData("Get-ChiaWallet 2 | Get-ChiaWalletCoin", "\"wallet_id\":2,")]
    [InlineData("2 | Get-ChiaWalletCoin -MinAmount 1.5 -MaxAmount 250mojo", "\"wallet_id\":2,\"amount_range\":{\"start\":1500,\"stop\":250},")]
    [InlineData("Get-ChiaWalletCoin -WalletType Cat -MinAmount 2", "\"wallet_type\":6,\"amount_range\":{\"start\":2000,\"stop\":18446744073709551615},")]
    [InlineData("Get-ChiaWalletCoin -MinAmount 1xch", "\"amount_range\":{\"start\":1000000000000,\"stop\":18446744073709551615},")]
    [InlineData("Get-ChiaWalletCoin -CoinType Clawback -StartHeight 3", "\"coin_type\":1,\"confirmed_range\":{\"start\":3,\"stop\":4294967295},")]
    [InlineData("Get-ChiaWalletCoin -EndHeight 9", "\"confirmed_range\":{\"start\":0,\"stop\":9},")]
    [InlineData("Get-ChiaWalletCoin -PuzzleHash $any -ParentId $any", "\"puzzle_hash_filter\":{\"values\":[\"ANY\"],\"mode\":1},\"parent_coin_id_filter\":{\"values\":[\"ANY\"],\"mode\":1},")]
    public void Asks_exactly(string script, string filter)
    {
        Open().Run(script + " -First 1", new Dictionary<string, object> { ["any"] = Any }).Clean();
        Assert.Equal(
            $$"""{"offset":0,"limit":500,{{filter.Replace("ANY", Any, StringComparison.Ordinal)}}"order":1}""", Assert.Single(Node.Requests.Of("wallet", "get_coin_records")).Body);
    }

    [Theory]
    [InlineData("Get-ChiaWalletCoin -Spendable -WalletId 1 -MinAmount 0.5", "get_spendable_coins", """{"wallet_id":1,"min_coin_amount":500000000000}""")]
    [InlineData("2 | Get-ChiaWalletCoin -Spendable -MaxAmount 3", "get_spendable_coins", """{"wallet_id":2,"max_coin_amount":3000}""")]
    [InlineData("Get-ChiaWalletCoin -ForAmount 1", "select_coins", """{"wallet_id":1,"amount":1000000000000}""")]
    [InlineData("Get-ChiaWalletCoin 2 -ForAmount 1.5 -MinAmount 1 -MaxAmount 9000000 -ExcludeCoinId $any", "select_coins", """{"wallet_id":2,"amount":1500,"min_coin_amount":1000,"max_coin_amount":9000000000,"excluded_coin_ids":["ANY"]}""")]
    public void Asks_the_wallet_for_what_it_can_spend(string script, string route, string body)
    {
        Open().Run(script, new Dictionary<string, object> { ["any"] = Any }).Clean();
        Assert.Equal(body.Replace("ANY", Any, StringComparison.Ordinal), Assert.Single(Node.Requests.Of("wallet", route)).Body);
    }

    [Fact]
    public void Coins_come_in_units_and_mojos_with_their_state_and_key()
    {
        var coins = Open().Run("Get-ChiaWalletCoin").All<WalletCoin>();
        Assert.NotEmpty(coins);
        Assert.All(coins, coin =>
        {
            Assert.Equal(coin.AmountMojo, coin.Amount * (coin.Unit == "CAT" ? 1000m : 1_000_000_000_000m));
            Assert.Equal(coin.SpentHeight > 0, coin.State == WalletCoinState.Spent);
            Assert.Equal((1532878573u, Name), (coin.Fingerprint!.Value, coin.SessionName));
            Assert.StartsWith("txch1", coin.Address, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Paging_reads_no_further_than_needed_and_counts()
    {
        using var shell = Open();
        var all = shell.Run("Get-ChiaWalletCoin").All<WalletCoin>();
        Assert.Equal(all[1].CoinId, shell.Run("Get-ChiaWalletCoin -Skip 1 -First 1").Single<WalletCoin>().CoinId);
        Node.Requests.Clear();
        Assert.Single(shell.Run("Get-ChiaWalletCoin 1 -First 0 -IncludeTotalCount").Clean().Output);
        Assert.Contains("\"limit\":0", Assert.Single(Node.Requests.Of("wallet", "get_coin_records")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ChiaWalletCoin 9", "ChiaRpc.NotFound")]
    [InlineData("Get-ChiaWalletCoin -CoinId $('0x' + 'b' * 64)", "ChiaRpc.NotFound")]
    [InlineData("Get-ChiaWalletCoin -MinAmount 1", "ChiaArgument.Amount")]
    [InlineData("Get-ChiaWalletCoin 2 -MinAmount 1xch", "ChiaArgument.Amount")]
    [InlineData("Get-ChiaWalletCoin -Fingerprint 7", "ChiaWallet.WrongKey")]
    public void What_cannot_be_is_one_error(string script, string id) => Assert.Equal(id, Open().Errs(script).Id());

    [Fact]
    public void A_coin_is_found_by_its_id_from_the_pipeline()
    {
        using var shell = Open();
        var coin = shell.Run("Get-ChiaWalletCoin -First 1").Single<WalletCoin>();
        var found = shell.Run("$coin | Get-ChiaWalletCoin", new Dictionary<string, object> { ["coin"] = coin });
        Assert.Contains(coin.CoinId, found.Clean().Output.Select(one => ((WalletCoin)one.BaseObject).CoinId));
        Assert.Contains($"\"coin_id_filter\":{{\"values\":[\"{coin.CoinId}\"],\"mode\":1}}", Node.Requests.Of("wallet", "get_coin_records")[^1].Body, StringComparison.Ordinal);
    }
}
