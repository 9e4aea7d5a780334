using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>Spends at the embedded node: each step looks like a recorded one, and refuses in the words of the real wallet.</summary>
public sealed class SpendStateTests : IAsyncLifetime
{
    private const string Hash = "0x86daacdefea96b027ecd127c030c5eb3836e61731919bec50b5b22784c618818";
    private const string Other = "txch1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvq97cdct";
    private EmbeddedNode _node = null!;
    private NodeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await EmbeddedNode.StartAsync();
        _client = new NodeClient(_node);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
    }

    public static TheoryData<string, string> Builds => new()
    {
        { "send_transaction", $$"""{"wallet_id": 1, "amount": 7, "address": "{{Other}}", "fee": 5, "memos": ["a"]""" },
        { "send_transaction_multi", $$"""{"wallet_id": 1, "additions": [{"amount": 7, "puzzle_hash": "{{Hash}}"}, {"amount": 8, "puzzle_hash": "{{Hash}}", "memos": ["x"]}]""" },
        { "cat_spend", $$"""{"wallet_id": 2, "fee": 5, "additions": [{"amount": 7, "puzzle_hash": "{{Hash}}"}]""" },
        { "cat_spend", $$"""{"inner_address": "{{Other}}", "wallet_id": 2, "amount": 7""" },
        { "create_signed_transaction", $$"""{"additions": [{"amount": 7, "puzzle_hash": "{{Hash}}"}], "puzzle_decorator": [{"decorator": "CLAWBACK", "clawback_timelock": 20}]""" },
        { "split_coins", """{"target_coin_id": "COIN", "wallet_id": 1, "number_of_coins": 3, "amount_per_coin": 1000""" },
        { "combine_coins", """{"wallet_id": 1, "number_of_coins": 3""" },
    };

    [Theory]
    [MemberData(nameof(Builds))]
    public async Task What_is_built_is_kept_and_locked_only_once_it_is_pushed(string route, string request)
    {
        var coin = (await Call("get_coin_records", """{"wallet_id": 1, "spent_range": {"stop": 0}, "limit": 3}""")).GetProperty("coin_records")[2].GetProperty("id").GetString()!;
        request = request.Replace("COIN", coin, StringComparison.Ordinal);
        var before = await Balances();
        var built = await Call(route, request + """, "push": false}""");
        Assert.Equal(before, await Balances());
        Assert.Equal(0, (await Call("get_transactions", """{"wallet_id": 1, "confirmed": false}""")).GetProperty("transactions").GetArrayLength());
        var unsigned = await Call(route, request + """, "push": false, "sign": false}""");
        Assert.Equal("0xc0" + new string('0', 190), unsigned.GetProperty("transactions")[0].GetProperty("spend_bundle").GetProperty("aggregated_signature").GetString());

        await Call("push_transactions", $$"""{"transactions": {{built.GetProperty("transactions").GetRawText()}}}""");
        Assert.NotEqual(before, await Balances());
        foreach (var record in built.GetProperty("transactions").EnumerateArray())
        {
            await Call("get_transaction", $$"""{"transaction_id": "{{record.GetProperty("name").GetString()}}"}""");
        }

        _node.State.FarmBlocks(1);
        Assert.Equal(1, Assert.Single(_node.State.Spends.Confirmed).Value);
        await Call("get_transactions", """{"wallet_id": 1, "start": 0, "end": 200}""");
        await Call("get_coin_records", """{"include_total_count": true}""");
        await Call("select_coins", """{"wallet_id": 1, "amount": 5}""");
    }

    // By its content alone, as a client does that was started again meanwhile.
    [Fact]
    public async Task A_record_of_before_is_pushed_by_what_is_in_it()
    {
        var built = await Call("send_transaction", $$"""{"wallet_id": 1, "amount": 7, "address": "{{Other}}", "push": false}""");
        var text = built.GetProperty("transactions").GetRawText();
        await using var again = await EmbeddedNode.StartAsync();
        using var client = new NodeClient(again);
        Assert.True((await client.CallAsync("wallet", "push_transactions", $$"""{"transactions": {{text}}}""")).GetProperty("success").GetBoolean());
        again.State.FarmBlocks(1);
        Assert.Equal(1, again.State.CountOf(Hash, 7));
    }

    [Theory]
    [InlineData("send_transaction", """{"wallet_id": 1, "amount": 7, "address": "xch1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvqgelmec"}""", "Expected an address with one of the following prefixes: ['txch']")]
    [InlineData("send_transaction", """{"wallet_id": 1, "amount": 7, "address": "OTHER", "included_coin_ids": ["0xabababababababababababababababababababababababababababababababab"]}""", "Some coin selection restrictions eliminated coins specified for inclusion")]
    [InlineData("send_transaction", """{"wallet_id": 1, "amount": 7, "address": "OTHER", "max_coin_amount": 10}""", "Transaction for 7 is greater than max spendable balance in a block of 0. ")]
    [InlineData("send_transaction", """{"wallet_id": 1, "amount": 18446744073709551615, "fee": 18446744073709551615, "address": "OTHER"}""", "Value 36893488147419103230 does not fit into uint64")]
    [InlineData("send_transaction", """{"wallet_id": 99, "amount": 7, "address": "OTHER"}""", "Wallet with id 99 does not exist")]
    [InlineData("send_transaction_multi", """{"wallet_id": 99, "additions": [{"amount": 7, "puzzle_hash": "HASH"}]}""", "99")]
    [InlineData("cat_spend", """{"wallet_id": 2, "amount": 3000000000, "inner_address": "OTHER"}""", "Can't select amount higher than our spendable balance.  Amount: 3000000000, spendable: 2000000000")]
    [InlineData("split_coins", """{"wallet_id": 1, "number_of_coins": 3, "amount_per_coin": 1000, "target_coin_id": "HASH"}""", "Could not find coin with ID 86daacdefea96b027ecd127c030c5eb3836e61731919bec50b5b22784c618818")]
    [InlineData("delete_unconfirmed_transactions", """{"wallet_id": 99}""", "Wallet id 99 does not exist")]
    public async Task Refuses_in_the_words_of_the_real_one(string route, string request, string error)
    {
        var answer = await _client.CallAsync("wallet", route, request.Replace("OTHER", Other, StringComparison.Ordinal).Replace("HASH", Hash, StringComparison.Ordinal));
        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Contains(error, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_equal_outputs_in_one_bundle_are_refused_by_the_node()
    {
        var built = await Call("send_transaction_multi", $$"""{"wallet_id": 1, "additions": [{"amount": 7, "puzzle_hash": "{{Hash}}"}, {"amount": 7, "puzzle_hash": "{{Hash}}"}]}""");
        Assert.Equal("[3,\"DUPLICATE_OUTPUT\"]", await Verdict(built));
        _node.State.FarmBlocks(1);
        Assert.Equal(0, _node.State.CountOf(Hash, 7));
    }

    [Fact]
    public async Task Pushed_again_after_its_confirmation_it_is_unconfirmed_and_refused()
    {
        var built = await Call("send_transaction", $$"""{"wallet_id": 1, "amount": 7, "address": "{{Other}}"}""");
        _node.State.FarmBlocks(1);
        await Call("push_transactions", $$"""{"transactions": {{built.GetProperty("transactions").GetRawText()}}}""");
        Assert.Equal("[3,\"DOUBLE_SPEND\"]", await Verdict(built));
        _node.State.FarmBlocks(1);
        Assert.Equal(1, _node.State.CountOf(Hash, 7));
        Assert.Equal(2, Assert.Single(_node.State.Spends.Pushed).Value);
    }

    [Fact]
    public async Task Forgotten_ones_still_confirm()
    {
        await Call("send_transaction", $$"""{"wallet_id": 1, "amount": 7, "address": "{{Other}}"}""");
        await Call("delete_unconfirmed_transactions", """{"wallet_id": 1}""");
        _node.State.FarmBlocks(1);
        Assert.Equal(1, _node.State.CountOf(Hash, 7));
    }

    [Theory]
    [InlineData(NodeVerdict.Never, "[]")]
    [InlineData(NodeVerdict.Refused, "[3,\"INVALID_FEE_LOW_FEE\"]")]
    [InlineData(NodeVerdict.Pending, "[2,\"INVALID_FEE_LOW_FEE\"]")]
    [InlineData(NodeVerdict.Right, "[1,null]")]
    public async Task The_node_says_what_it_is_told_to(NodeVerdict verdict, string told)
    {
        _node.State.Spends.Verdict = verdict;
        var built = await Call("send_transaction", $$"""{"wallet_id": 1, "amount": 7, "address": "{{Other}}"}""");
        Assert.Equal(told, await Verdict(built));
        Assert.Equal(1, (await Call("get_full_node_peer_count")).GetProperty("peer_count").GetInt32());
    }

    private async Task<string> Verdict(JsonElement built)
    {
        var id = $$"""{"transaction_id": "{{built.GetProperty("transactions")[0].GetProperty("name").GetString()}}"}""";
        await Call("get_transaction", id);
        var sent = (await Call("get_transaction", id)).GetProperty("transaction").GetProperty("sent_to");
        return sent.GetArrayLength() == 0 ? "[]" : JsonSerializer.Serialize(new[] { sent[0][1], sent[0][2] });
    }

    private async Task<string> Balances() => (await Call("get_wallet_balances", """{"wallet_ids": [1, 2]}""")).GetProperty("wallet_balances").GetRawText();

    private async Task<JsonElement> Call(string route, string request = "{}")
    {
        var answer = await _client.CallAsync("wallet", route, request);
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        var misfits = Recorded.Shape("wallet", route, succeeded: true).Misfits(answer);
        Assert.True(misfits.Count == 0, $"{route}: {string.Join('\n', misfits)}");
        return answer;
    }
}
