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
