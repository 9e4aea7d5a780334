using System.Globalization;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>The state behind the embedded node: it changes as a real one's does, and looks like a recorded one at every step.</summary>
public sealed class LivingStateTests : IAsyncLifetime
{
    private const string Farmer = "0x7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";
    private const string Address = "txch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjq6x6uwj";
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

    [Fact]
    public async Task Answers_from_the_state_have_recorded_shapes()
    {
        var peak = (await Call("full_node", "get_blockchain_state")).GetProperty("blockchain_state").GetProperty("peak");
        var hash = $$"""{"header_hash": "{{peak.GetProperty("header_hash").GetString()}}"}""";
        await Call("full_node", "get_block_record", hash);
        await Call("full_node", "get_block", hash);
        await Call("full_node", "get_additions_and_removals", hash);
        await Call("full_node", "get_block_record_by_height", """{"height": 3}""");
        await Call("full_node", "get_block_records", """{"start": 2, "end": 6}""");
        await Call("full_node", "get_blocks", """{"start": 2, "end": 6}""");
        var coins = (await Call("full_node", "get_coin_records_by_puzzle_hash", $$"""{"puzzle_hash": "{{Farmer}}"}""")).GetProperty("coin_records");
        Assert.True(coins.GetArrayLength() > 40);
        await Call("full_node", "get_coin_records_by_puzzle_hashes", $$"""{"puzzle_hashes": ["{{Farmer}}"], "include_spent_coins": true}""");
        await Call("simulator", "get_all_coins");
        await Call("simulator", "get_all_puzzle_hashes");
        await Call("wallet", "get_wallets");
        await Call("wallet", "get_wallet_balances");
        await Call("wallet", "get_transactions", """{"wallet_id": 1}""");
        await Call("wallet", "get_spendable_coins", """{"wallet_id": 1}""");
    }

    [Fact]
    public async Task Coins_are_found_by_id()
    {
        // Id, parent and amounts of a recorded prefarm coin.
        const string id = "0x588d221c515b58dcc7296feb3380fe99deb719b8f400635905b198792b5b61c5";
        var coin = (await Call("full_node", "get_coin_record_by_name", $$"""{"name": "{{id}}"}""")).GetProperty("coin_record").GetProperty("coin");
        Assert.Equal("18375000000000000000", coin.GetProperty("amount").GetRawText());
        Assert.Equal("0xeb8c4d20b322be8d9fddbf9412016bdf00000000000000000000000000000000", coin.GetProperty("parent_coin_info").GetString());
    }

    [Fact]
    public async Task Farming_moves_peak_and_balance()
    {
        var (height, balance) = (_node.State.Height, await Balance("confirmed_wallet_balance"));
        var answer = await Call("simulator", "farm_block", $$"""{"address": "{{Address}}", "blocks": 2, "guarantee_tx_block": true}""");
        Assert.Equal(height + 2, answer.GetProperty("new_peak_height").GetUInt32());
        Assert.Equal(balance + 4_000_000_000_000, await Balance("confirmed_wallet_balance"));
        Assert.Equal(height + 2, (await Call("wallet", "get_height_info")).GetProperty("height").GetUInt32());
    }

    [Fact]
    public async Task A_send_waits_for_a_block()
    {
        var before = await Balance("confirmed_wallet_balance");
        var sent = await Call("wallet", "send_transaction", $$"""{"wallet_id": 1, "amount": 7000, "address": "{{Other}}", "fee": 5, "memos": ["Lunch"]}""");
        var id = $$"""{"transaction_id": "{{sent.GetProperty("transaction_id").GetString()}}"}""";
        Assert.Equal(before, await Balance("confirmed_wallet_balance"));
        Assert.Equal(before - 7005, await Balance("unconfirmed_wallet_balance"));
        Assert.True(await Balance("spendable_balance") < before - 7005);
        Assert.Equal(1, (await Call("wallet", "get_transaction_count", """{"wallet_id": 1, "confirmed": false}""")).GetProperty("count").GetInt32());
        Assert.Equal(0, (await Call("wallet", "get_transaction", id)).GetProperty("transaction").GetProperty("sent").GetInt32());
        Assert.Equal(1, (await Call("wallet", "get_transaction", id)).GetProperty("transaction").GetProperty("sent").GetInt32());
        _node.State.FarmBlocks(1, "00".PadLeft(64, '0'));
        var confirmed = (await Call("wallet", "get_transaction", id)).GetProperty("transaction");
        Assert.True(confirmed.GetProperty("confirmed").GetBoolean());
        Assert.Equal(_node.State.Height, confirmed.GetProperty("confirmed_at_height").GetUInt32());
    }

    [Fact]
    public async Task Built_transactions_are_pushed_later()
    {
        var built = await Call("wallet", "send_transaction", $$"""{"wallet_id": 1, "amount": 7, "address": "{{Other}}", "push": false}""");
        var id = $$"""{"transaction_id": "{{built.GetProperty("transaction_id").GetString()}}"}""";
        Assert.False((await _client.CallAsync("wallet", "get_transaction", id)).GetProperty("success").GetBoolean());
        await Call("wallet", "push_transactions", $$"""{"transactions": {{built.GetProperty("transactions").GetRawText()}}}""");
        await Call("wallet", "get_transaction", id);
        await Call("wallet", "delete_unconfirmed_transactions", """{"wallet_id": 1}""");
        Assert.False((await _client.CallAsync("wallet", "get_transaction", id)).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task Transactions_come_in_pages()
    {
        var count = (await Call("wallet", "get_transaction_count", """{"wallet_id": 1}""")).GetProperty("count").GetInt32();
        Assert.True(count > 50);
        var newest = await Heights("""{"wallet_id": 1, "start": 0, "end": 10, "reverse": true}""");
        Assert.Equal(newest.OrderDescending(), newest);
        Assert.Equal(10, newest.Length);
        Assert.Equal(50, (await Heights("""{"wallet_id": 1}""")).Length);
        Assert.Equal(count - 50, (await Heights("""{"wallet_id": 1, "start": 50, "end": 100}""")).Length);
        Assert.Empty(await Heights("""{"wallet_id": 1, "start": 100000, "end": 100010}"""));
        Assert.Equal(6, (await Heights("""{"wallet_id": 1, "type_filter": {"values": [1], "mode": 1}}""")).Length);
        Assert.NotEmpty(await Heights($$"""{"wallet_id": 1, "to_address": "{{Address}}"}"""));
    }

    [Fact]
    public async Task Sync_ends_after_polls()
    {
        _node.State.WalletSync.Set(SyncState.Syncing, polls: 2);
        var seen = new List<bool>();
        for (var i = 0; i < 3; i++)
        {
            seen.Add((await Call("wallet", "get_sync_status")).GetProperty("synced").GetBoolean());
        }

        Assert.Equal([false, false, true], seen);
        _node.State.WalletSync.Set(SyncState.NotSynced);
        var answer = await _client.CallAsync("wallet", "send_transaction", $$"""{"wallet_id": 1, "amount": 1, "address": "{{Other}}"}""");
        Assert.Equal("Wallet is not connected to any synced peers.", answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Keys_follow_log_in()
    {
        await Call("wallet", "log_in", """{"fingerprint": 3233035169}""");
        Assert.Equal(3233035169, (await Call("wallet", "get_logged_in_fingerprint")).GetProperty("fingerprint").GetUInt32());
        Assert.True(await Balance("confirmed_wallet_balance") is > 0 and < 1_000_000_000_000);
        await Call("wallet", "delete_key", """{"fingerprint": 3233035169}""");
        Assert.Equal("wallet state manager not assigned", (await _client.CallAsync("wallet", "get_sync_status")).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_reorg_makes_other_blocks()
    {
        var before = (await Call("full_node", "get_blockchain_state")).GetProperty("blockchain_state").GetProperty("peak").GetProperty("header_hash").GetString();
        await Call("simulator", "reorg_blocks", """{"num_of_blocks_to_rev": 2, "num_of_new_blocks": 2}""");
        var answer = await _client.CallAsync("full_node", "get_block_record", $$"""{"header_hash": "{{before}}"}""");
        Assert.Equal("BLOCK_DOES_NOT_EXIST", answer.GetProperty("structuredError").GetProperty("code").GetString());
    }

    private async Task<JsonElement> Call(string folder, string route, string request = "{}")
    {
        var answer = await _client.CallAsync(Recorded.Service(folder), route, request);
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        Assert.Empty(Recorded.Shape(folder, route, succeeded: true).Misfits(answer));
        return answer;
    }

    private async Task<decimal> Balance(string field) =>
        decimal.Parse((await Call("wallet", "get_wallet_balance", """{"wallet_id": 1}""")).GetProperty("wallet_balance").GetProperty(field).GetRawText(), CultureInfo.InvariantCulture);

    private async Task<uint[]> Heights(string request) =>
        [.. (await Call("wallet", "get_transactions", request)).GetProperty("transactions").EnumerateArray().Select(t => t.GetProperty("confirmed_at_height").GetUInt32())];
}
