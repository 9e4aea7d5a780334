using ChiaPS.Tests.Embedded;
using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Values;

public class CatPuzzleTests
{
    // Where a real wallet put its CATs; the first memo is the puzzle hash that owns them.
    [Fact]
    public void Real_cats_lie_where_they_are_computed()
    {
        const string Asset = "8476060c273fd22ed3c93468a6ade608c34f607178b2fdfa577786352f78af63";
        var coins = 0;
        foreach (var record in Recorded.Read(Recorded.Fixtures, "wallet", "cat_spend").Where(one => one.Succeeded).SelectMany(one => one.Response!.Value.GetProperty("transactions").EnumerateArray()))
        {
            foreach (var coin in record.GetProperty("additions").EnumerateArray())
            {
                var puzzleHash = coin.GetProperty("puzzle_hash").GetString();
                var id = CoinIds.Compute(coin.GetProperty("parent_coin_info").GetString(), puzzleHash, coin.GetProperty("amount").GetUInt64())!;
                if (record.GetProperty("wallet_id").GetInt32() == 2 && record.GetProperty("memos").TryGetProperty(id, out var memos))
                {
                    Assert.Equal(puzzleHash, CatPuzzles.Wrap(Asset, memos[0].GetString()));
                    coins++;
                }
            }
        }

        Assert.True(coins > 0);
    }

    [Theory]
    [InlineData(null, "0x11")]
    [InlineData("0x11", null)]
    public void Without_two_hashes_there_is_none(string? asset, string? hash) => Assert.Null(CatPuzzles.Wrap(asset, hash));
}
