using System.Text.Json;
using System.Text.Json.Nodes;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>Wallets that build, but not all that a newer one does: what they would pass over is not sent, and what they tell otherwise is understood.</summary>
public sealed class OldWalletTests(SharedNode shared) : SpendTests(shared)
{
    private const uint Observer = 3296682342;
    private readonly (string PuzzleHash, string Address) _to = Someone();

    [Theory]
    [InlineData("2.6.0", "Send-ChiaTransaction $to 1 -Clawback 3600 -Confirm:$false", "before 2.6.1 a wallet passes over -Clawback and pays for good")]
    [InlineData("2.6.0", "Send-ChiaTransaction $to 1 -Clawback 3600 -WhatIf", "before 2.6.1 a wallet passes over -Clawback and pays for good")]
    [InlineData("2.6.0", "New-ChiaTransaction @{ Address = $to; Amount = 1 } -Clawback 3600", "before 2.6.1 a wallet passes over -Clawback")]
    [InlineData("2.6.0", "New-ChiaTransaction @{ Address = $to; Amount = 1 } -WalletId 2 -ExtraDelta -100 -TailReveal 0x80 -TailSolution 0x80", "before 2.6.1 a wallet passes over -ExtraDelta")]
    [InlineData("2.7.0", "Send-ChiaTransaction $to 1 -Option @{ IncludeCoinId = $coin } -Confirm:$false", "before 2.7.1 a wallet passes over IncludeCoinId and PrimaryCoinId")]
    [InlineData("2.4.3", "Send-ChiaTransaction $to 1 -Option @{ PrimaryCoinId = $coin } -NoPush", "before 2.7.1 a wallet passes over IncludeCoinId and PrimaryCoinId")]
    [InlineData("2.7.0", "Join-ChiaCoin -Confirm:$false", "before 2.7.1 a wallet combines any coins, spent ones and large ones too, when it picks them itself")]
    [InlineData("2.7.0", "Join-ChiaCoin -CoinId $coin -Count 3 -Confirm:$false", "before 2.7.1 a wallet combines any coins")]
    [InlineData("2.7.0", "Join-ChiaCoin -Dust -MaxCoinAmount 1000 -Confirm:$false", "before 2.7.1 a wallet combines any coins")]
    public async Task What_a_wallet_would_pass_over_is_not_asked_of_it(string release, string script, string sentence)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 4 });
        var result = Try(At(old), script);
        var error = result.Ended ?? Assert.Single(result.Errors);
        Assert.Equal("ChiaSpend.Release", error.Id());
        Assert.Contains($"has release {release}: {sentence}", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Routes(old), route => route.Contains("send", StringComparison.Ordinal) || route.Contains("create", StringComparison.Ordinal) || route.Contains("combine", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2.6.1", "Send-ChiaTransaction $to 1 -Clawback 3600 -NoPush")]
    [InlineData("2.7.1", "Send-ChiaTransaction $to 1 -Option @{ IncludeCoinId = $coin } -NoPush")]
    [InlineData("2.7.1", "Join-ChiaCoin -NoPush")]
    [InlineData("2.4.4", "Get-ChiaWalletCoin 1 -Spendable -First 2 | Join-ChiaCoin -NoPush")]
    [InlineData("2.4.3", "Send-ChiaTransaction $to 1 -Option @{ ExcludeCoinId = $coin } -NoPush")]
    public async Task What_it_knows_it_does(string release, string script)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 4 });
        Assert.Equal(SpendStatus.Built, At(old).Run(script).Single<SpendResult>().Status);
    }

    [Fact]
    public void A_payment_that_was_to_be_taken_back_is_not_sent_for_good()
    {
        Spends.Tamper = answer => answer["transactions"]![0]!["additions"]![0]!["puzzle_hash"] = _to.PuzzleHash;
        var error = Refuses(Purse(), $"Send-ChiaTransaction {_to.Address} 1 -Clawback 3600 -Confirm:$false", "ChiaSpend.NotAsAsked");
        Assert.Contains($"it does not pay 1000000000000 mojos to {_to.Address} so that they can be taken back.", error.ToString(), StringComparison.Ordinal);
    }

    // transaction_record.py up to 2.5.6: a coin's memos overwrite one another, so of hint and memo only the memo is left.
    [Fact]
    public void A_cat_with_a_memo_is_paid_though_its_hint_does_not_show()
    {
        Node.State.LoggedIn = Observer;
        Node.State.Mint(Observer, 2, 5000, 5000);
        Node.State.FarmBlocks(1);
        using var shell = Purse();
        var asset = shell.Run("(Get-ChiaWallet 2).AssetId").Single<string>();
        Spends.Tamper = answer => LikeOld(answer, asset);
        var other = Someone();
        var rows = new[] { Row(("Address", _to.Address), ("Amount", "1"), ("Memo", "one")), Row(("Address", other.Address), ("Amount", "2"), ("Memo", "two")) };
        Assert.All(shell.Run("$rows | Send-ChiaTransaction -WalletId 2 -Confirm:$false", With("rows", rows)).All<SpendResult>(), result => Assert.Equal(SpendStatus.InMempool, result.Status));

        var again = Try(shell, $"Send-ChiaTransaction {other.Address} 2 -WalletId 2 -Confirm:$false");
        Assert.Equal("ChiaSpend.Duplicate", (again.Ended ?? Assert.Single(again.Errors)).Id());
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void A_cat_for_another_is_still_told_apart_without_its_hint()
    {
        using var shell = Purse();
        var asset = shell.Run("(Get-ChiaWallet 2).AssetId").Single<string>();
        Spends.Tamper = answer => LikeOld(answer, asset, to: Someone().PuzzleHash);
        Refuses(shell, $"Send-ChiaTransaction {_to.Address} 1 -WalletId 2 -Memo one -Confirm:$false", "ChiaSpend.NotAsAsked");
    }

    // cat_spend up to 2.6.0 takes memos of every payment of a bundle, or of none.
    [Fact]
    public void Every_payment_of_a_cat_says_its_memos()
    {
        var rows = new[] { Row(("Address", _to.Address), ("Amount", "1"), ("Memo", "one")), Row(("Address", Someone().Address), ("Amount", "2")) };
        Purse().Run("$rows | Send-ChiaTransaction -WalletId 2 -Confirm:$false", With("rows", rows)).All<SpendResult>();
        Assert.Equal([1, 0], Assert.Single(Bodies("cat_spend")).GetProperty("additions").EnumerateArray().Select(one => one.GetProperty("memos").GetArrayLength()));
    }

    // Built before Chia was updated, and sent afterwards.
    [Theory]
    [InlineData("2.5.6", JsonValueKind.String)]
    [InlineData("2.5.7", JsonValueKind.Array)]
    public async Task Records_of_an_old_wallet_are_sent_as_the_new_one_takes_them(string release, JsonValueKind kind)
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 4 });
        node.State.Spends.Tamper = answer =>
        {
            var record = answer["transactions"]![0]!;
            record["memos"] = new JsonObject(record["memos"]!.AsObject().Select(memo => KeyValuePair.Create(memo.Key[2..], (JsonNode?)memo.Value![0]!.GetValue<string>()[2..])));
        };
        using var shell = At(node);
        var built = shell.Run("Send-ChiaTransaction $to 1 -Memo one -NoPush").Single<SpendResult>();
        Assert.Contains("\"6f6e65\"", built.TransactionJson, StringComparison.Ordinal);
        Assert.Equal(SpendStatus.InMempool, shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", built)).Single<SpendResult>().Status);
        var record = Body(Assert.Single(node.Requests.Of("wallet", "push_transactions"))).GetProperty("transactions")[0];
        Assert.Equal(kind, Assert.Single(record.GetProperty("memos").EnumerateObject()).Value.ValueKind);
    }

    // A real wallet builds with a coin that is spent, too, as often as it is asked: that must not be for ever.
    [Fact]
    public void A_named_coin_that_is_taken_meanwhile_ends_it()
    {
        using var shell = Purse();
        var coin = shell.Run("(Get-ChiaWalletCoin 1 -Spendable -First 1).CoinId").Single<string>();
        Spends.Tamper = answer => Node.State.Take(JsonSerializer.SerializeToElement(answer["transactions"]![0]!["removals"]![0]));
        var error = Refuses(shell, $"Split-ChiaCoin {coin} 2 0.1 -Confirm:$false", "ChiaSpend.CoinTaken");
        Assert.Contains($"Coin {coin} cannot be spent: it is spent.", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Bodies("split_coins"));
    }

    private Shell At(EmbeddedNode old)
    {
        var shell = Open(to: old);
        shell.Home = Home;
        shell.Run($"$to = '{_to.Address}'; $coin = (Get-ChiaWalletCoin 1 -Spendable -First 1).CoinId").Clean();
        old.Requests.Clear();
        return shell;
    }

    // As 2.5.6 says it: one text a coin, and nothing with 0x. The coins lie where real ones of the asset do.
    private static void LikeOld(JsonObject answer, string asset, string? to = null)
    {
        foreach (var record in answer["transactions"]!.AsArray())
        {
            var (memos, old) = (record!["memos"]!.AsObject(), new JsonObject());
            foreach (var coin in record["additions"]!.AsArray())
            {
                if (memos[Id(coin!)] is JsonArray texts)
                {
                    coin!["puzzle_hash"] = CatPuzzles.Wrap(asset, to ?? texts[0]!.GetValue<string>());
                    old[Id(coin)[2..]] = texts[^1]!.GetValue<string>()[2..];
                }
            }

            record["memos"] = old;
        }
    }

    private static string Id(JsonNode coin) =>
        CoinIds.Compute(coin["parent_coin_info"]!.GetValue<string>(), coin["puzzle_hash"]!.GetValue<string>(), coin["amount"]!.GetValue<ulong>())!;
}
