using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The full node's routes about blocks and coins.</summary>
internal sealed class FullNodeRoutes(NodeState state)
{
    private const string Node = "full_node";

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("get_blockchain_state", _ => BlockchainState(state.NodeSync.Poll())),
        ("get_block_record_by_height", GetBlockRecordByHeight),
        ("get_block_record", r => new() { ["block_record"] = Blocks.Record(state.Chain, Known(r, "get_block_record")) }),
        ("get_block_records", r => new() { ["block_records"] = Range(r, b => Blocks.Record(state.Chain, b)) }),
        ("get_block", r => new() { ["block"] = Blocks.Full(state.Chain, Known(r, "get_block"), withHash: false) }),
        ("get_blocks", r => new() { ["blocks"] = Range(r, b => Blocks.Full(state.Chain, b, !r.Flag("exclude_header_hash", otherwise: false))) }),
        ("push_tx", PushTx),
        ("get_additions_and_removals", GetAdditionsAndRemovals),
        ("get_coin_record_by_name", GetCoinRecordByName),
        ("get_coin_records_by_names", r => Records(r, "names", "NAMES_NOT_IN_REQUEST", "Names", c => c.Id)),
        ("get_coin_records_by_parent_ids", r => Records(r, "parent_ids", "PARENT_IDS_NOT_IN_REQUEST", "Parent IDs", c => c.Parent)),
        ("get_coin_records_by_puzzle_hashes", r => Records(r, "puzzle_hashes", "PUZZLE_HASHES_NOT_IN_REQUEST", "Puzzle hashes", c => c.PuzzleHash)),
        ("get_coin_records_by_puzzle_hash", r => Records(r, "puzzle_hash", "PUZZLE_HASH_NOT_IN_REQUEST", "Puzzle hash", c => c.PuzzleHash)),
    ];

    /// <summary>The answer of get_blockchain_state, which is also an event.</summary>
    public JsonObject BlockchainState(SyncState sync)
    {
        var answer = FixtureStore.Instance.Copy(Node, "get_blockchain_state");
        var found = answer["blockchain_state"]!;
        found["peak"] = Blocks.Record(state.Chain, state.Chain.Peak);
        found["sync"] = new JsonObject
        {
            ["sync_mode"] = sync == SyncState.Syncing,
            ["sync_progress_height"] = sync == SyncState.Syncing ? state.Height : 0,
            ["sync_tip_height"] = sync == SyncState.Syncing ? state.Height + 100 : 0,
            ["synced"] = sync == SyncState.Synced,
        };
        return answer;
    }

    private JsonObject? GetBlockRecordByHeight(JsonElement request)
    {
        var height = Request.Height(Field(request, "height", "NO_HEIGHT_IN_REQUEST", "No height in request"));
        return height <= state.Height
            ? new() { ["block_record"] = Blocks.Record(state.Chain, state.Chain.Blocks[(int)height]) }
            : throw new RpcFailure(
                $"Block height {height} not found in chain",
                "BLOCK_HEIGHT_NOT_FOUND",
                new() { ["height"] = height },
                "Block height not found in chain");
    }

    private JsonObject? PushTx(JsonElement request)
    {
        if (request.Get("spend_bundle") is not { ValueKind: JsonValueKind.Object } given || (given.Get("aggregated_signature")?.GetString()?.Length ?? 194) != 194 || FixtureStore.Instance.Cases(Node, "push_tx").Any(one => JsonElement.DeepEquals(one.Request, request)))
        {
            return null;
        }

        var bundle = SpendBundle.Of(JsonNode.Parse(given.GetRawText())!);
        var (status, error) = state.PassOn(bundle);
        return status == Mempool.Failed
            ? throw new RpcFailure(
                $"Failed to include transaction {bundle.Name}, error {error}", "TRANSACTION_FAILED", new() { ["error"] = error, ["spend_name"] = bundle.Name }, $"Failed to include transaction {bundle.Name}, error {error}")
            : new() { ["status"] = status == Mempool.Success ? "SUCCESS" : "PENDING" };
    }

    private JsonObject? GetAdditionsAndRemovals(JsonElement request)
    {
        var block = Known(request, "get_additions_and_removals");
        return new()
        {
            ["additions"] = new JsonArray([.. block.Additions.Select(c => c.ToRecord())]),
            ["removals"] = new JsonArray([.. block.Removals.Select(c => c.ToRecord())]),
        };
    }

    private JsonObject? GetCoinRecordByName(JsonElement request)
    {
        var name = Request.Hash(Field(request, "name", "NAME_NOT_IN_REQUEST", "Name not in request"));
        var height = state.Height - state.Spends.NodeLag;
        return state.Chain.Coin(name) is { } coin && coin.Confirmed <= height
            ? new() { ["coin_record"] = coin.ToRecord(height) }
            : throw new RpcFailure($"Coin record 0x{name} not found", "COIN_RECORD_NOT_FOUND", new() { ["name"] = name }, "Coin record not found");
    }

    private JsonObject? Records(JsonElement request, string field, string code, string words, Func<Coin, string> key)
    {
        var value = Field(request, field, code, words + " not in request");
        var hashes = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Request.Hash) : [Request.Hash(value)];
        var wanted = hashes.ToHashSet(StringComparer.Ordinal);
        var start = request.Get("start_height") is { } s ? Request.Height(s) : 0;
        var end = request.Get("end_height") is { } e ? Request.Height(e) : uint.MaxValue;
        var withSpent = request.Flag("include_spent_coins", otherwise: false);
        var found = state.Chain.Coins.Where(c => wanted.Contains(key(c)) && c.Confirmed >= start && c.Confirmed < end && (withSpent || c.Spent == 0));
        return new() { ["coin_records"] = new JsonArray([.. found.Select(c => c.ToRecord())]) };
    }

    private JsonArray Range(JsonElement request, Func<Block, JsonObject> show)
    {
        var start = Request.Height(Field(request, "start", "NO_START_IN_REQUEST", "No start in request"));
        var end = Request.Height(Field(request, "end", "NO_END_IN_REQUEST", "No end in request"));
        return new JsonArray([.. state.Chain.Blocks.Where(b => b.Height >= start && b.Height < end).Select(show)]);
    }

    private Block Known(JsonElement request, string route)
    {
        // Two routes have words of their own for the same two slips.
        var isRecord = route is "get_block_record";
        var hash = Request.Hash(isRecord
            ? Field(request, "header_hash", "HEADER_HASH_NOT_IN_REQUEST", "header_hash not in request")
            : Field(request, "header_hash", "NO_HEADER_HASH_IN_REQUEST", "No header_hash in request"));
        var (code, words) = isRecord ? ("BLOCK_DOES_NOT_EXIST", "does not exist") : ("BLOCK_NOT_FOUND", "not found");
        return state.Chain.ByHash(hash) ?? throw new RpcFailure($"Block {hash} {words}", code, new() { ["header_hash"] = hash }, $"Block {words}");
    }

    private static JsonElement Field(JsonElement request, string name, string code, string words)
    {
        if (request.ValueKind is JsonValueKind.Null or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        {
            throw new RpcFailure($"argument of type '{Request.PythonType(request)}' is not iterable");
        }

        if (request.ValueKind == JsonValueKind.String && request.GetString()!.Contains(name, StringComparison.Ordinal))
        {
            throw new RpcFailure("string indices must be integers, not 'str'");
        }

        return request.Has(name) ? request.GetProperty(name) : throw new RpcFailure(words, code);
    }
}
