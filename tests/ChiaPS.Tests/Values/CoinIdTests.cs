using System.Text.Json;
using ChiaPS.Tests.Hosting;
using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Values;

public class CoinIdTests
{
    // Computed with another program. A byte more appears where the highest bit would make the number negative.
    [Theory]
    [InlineData(0, "0x5189c77d29fe5d546a045ec46986852785fea5c13ac7da9c115ff5fb6edf817c")]
    [InlineData(1, "0x4a9fde315fe45879b6d5e2ab6ae6582c9909b96c1197602efc6679eb17157d99")]
    [InlineData(127, "0xc4e517106319b0d8f99286bb56eab269e4c00ac47038a13f17f18ace5bf0828a")]
    [InlineData(128, "0xd254c74c04ffcffe39ebc936fddba7a203723dcc083ef3004fc3f70477d6a7d4")]
    [InlineData(255, "0x9d098f8ad1d7e5c701ae7ad154079dda808342658bae32166985e3aaeb9be2a2")]
    [InlineData(256, "0x2b50dd1d42321de8e84504014da0ea17b0be6cf1e961c292126d2b1ccbb3144a")]
    [InlineData(32767, "0xa34b3f7b0c96b7492c619809aa860f9d6a36cba30c7e5dc1ebd762114d6bba7d")]
    [InlineData(32768, "0xe4968b92f85ab14f664a632a7c91677d83b95dfa347685d8f7567b91f92f92c4")]
    [InlineData(9223372036854775807, "0x19ceb3a84fd4d9ce00f57a34b6592a0ffa89406b2057c45f51367ba09d09c1d3")]
    [InlineData(9223372036854775808, "0x8b69ce7903bb77365e1fedf1185108d43b209142359b0c5f6b8109fb9f63e237")]
    [InlineData(18446744073709551615, "0x3ef8011d9bbe0a3e37b7485c6e316a9cd3aac32f213beac9b766aa71b6cb6c0d")]
    public void Amounts_at_the_edges_of_their_bytes_give_the_right_id(ulong mojo, string id)
    {
        var (parent, puzzle) = (new string('1', 64), "0x" + new string('2', 64));

        Assert.Equal(id, CoinIds.Compute(parent, puzzle, mojo));
        using var shell = new Shell();
        Assert.Equal(id, shell.Run("Get-ChiaCoinId $parent $puzzle $mojo", new Dictionary<string, object> { ["parent"] = parent, ["puzzle"] = puzzle, ["mojo"] = mojo }).Single<Coin>().CoinId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x1234")]
    [InlineData("not hex")]
    public void Without_two_hashes_there_is_no_id(string? hash)
    {
        Assert.Null(CoinIds.Compute(hash, new string('2', 64), 1));
        Assert.Null(CoinIds.Compute(new string('1', 64), hash, 1));
    }

    [Fact]
    public void Coins_asked_for_by_name_have_that_name()
    {
        var found = Recorded.Need()
            .Where(one => one is { Service: "full_node", Route: "get_coin_record_by_name", Succeeded: true })
            .Select(one => (Name: Hex.Normalize(one.Request.GetProperty("name").GetString()), Id: Id(one.Response.GetProperty("coin_record").GetProperty("coin"))))
            .ToList();

        Assert.NotEmpty(found);
        Assert.All(found, pair => Assert.Equal(pair.Name, pair.Id));
    }

    [Theory]
    [InlineData("full_node")]
    [InlineData("wallet")]
    public void Coins_asked_for_by_names_have_one_of_them(string service)
    {
        Recorded.Need();
        var found = Recorded.Of(service, "get_coin_records_by_names").Where(one => one.Succeeded)
            .SelectMany(one => one.Response.GetProperty("coin_records").EnumerateArray().Select(coin => (one.Request, Id: Id(coin.GetProperty("coin")))))
            .ToList();

        Assert.NotEmpty(found);
        Assert.All(found, pair => Assert.Contains(pair.Id, pair.Request.GetProperty("names").EnumerateArray().Select(name => Hex.Normalize(name.GetString()))));
    }

    [Fact]
    public void Wallet_coins_have_the_id_that_the_wallet_says()
    {
        Recorded.Need();
        var coins = Recorded.Of("wallet", "get_coin_records").Where(one => one.Succeeded).SelectMany(one => one.Response.GetProperty("coin_records").EnumerateArray()).ToList();

        Assert.NotEmpty(coins);
        Assert.All(coins, coin => Assert.Equal(Hex.Normalize(coin.GetProperty("id").GetString()), Id(coin)));
    }

    // Memos of other coins of the bundle can be there too, in a trade those of the other side only; and shortened fixtures may lack the coin.
    [Fact]
    public void Memos_stand_at_coins_of_their_transaction()
    {
        Assert.SkipWhen(Module.Recordings is null, "CHIAPS_RECORDINGS names no folder.");
        var transactions = Recorded.All.SelectMany(one => Walk.Through(one.Response)).Where(one =>
            one.ValueKind == JsonValueKind.Object
            && one.TryGetProperty("memos", out var memos) && memos.ValueKind == JsonValueKind.Object && memos.EnumerateObject().Any()
            && one.TryGetProperty("trade_id", out var trade) && trade.ValueKind == JsonValueKind.Null
            && one.TryGetProperty("additions", out var additions) && additions.GetArrayLength() > 0
            && one.TryGetProperty("removals", out _)).ToList();

        var ids = transactions.ConvertAll(one => (
            Memos: one.GetProperty("memos").EnumerateObject().Select(memo => Hex.Normalize(memo.Name)).ToHashSet(),
            Coins: one.GetProperty("additions").EnumerateArray().Concat(one.GetProperty("removals").EnumerateArray()).Select(coin => Id(coin)!).ToHashSet()));
        Assert.NotEmpty(ids);
        Assert.All(ids, one => Assert.True(one.Memos.Overlaps(one.Coins)));
    }

    private static string? Id(JsonElement coin) => CoinIds.Compute(
        coin.GetProperty("parent_coin_info").GetString(), coin.GetProperty("puzzle_hash").GetString(), coin.GetProperty("amount").GetUInt64());
}
