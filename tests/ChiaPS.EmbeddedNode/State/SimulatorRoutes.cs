using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The routes a simulator's full node has beside the others.</summary>
internal sealed class SimulatorRoutes(NodeState state)
{
    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("farm_block", FarmBlock),
        ("get_auto_farming", _ => new() { ["auto_farm_enabled"] = state.AutoFarm }),
        ("set_auto_farming", SetAutoFarming),
        ("get_farming_ph", _ => new() { ["puzzle_hash"] = Keys.FarmingPuzzleHash }),
        ("get_all_coins", r => new() { ["coin_records"] = Coins(r) }),
        ("get_all_puzzle_hashes", _ => new() { ["puzzle_hashes"] = PuzzleHashes() }),
        ("get_all_blocks", _ => new() { ["blocks"] = AllBlocks() }),
        ("revert_blocks", RevertBlocks),
        ("reorg_blocks", ReorgBlocks),
    ];

    private JsonObject? FarmBlock(JsonElement request)
    {
        var address = request.Get("address")?.GetString() ?? throw new RpcFailure("address");
        var hash = Address.Decode(address) ?? throw new RpcFailure("Invalid Address");
        state.FarmBlocks((int)(request.Number("blocks") ?? 1), hash, request.Flag("guarantee_tx_block", otherwise: false));
        return Peak();
    }

    private JsonObject? SetAutoFarming(JsonElement request)
    {
        state.AutoFarm = request.Has("auto_farm") ? request.Flag("auto_farm", otherwise: false) : throw new RpcFailure("auto_farm");
        return new() { ["auto_farm_enabled"] = state.AutoFarm };
    }

    private JsonObject? RevertBlocks(JsonElement request)
    {
        var count = request.Flag("delete_all_blocks", otherwise: false) ? state.Height - 1 : request.Number("num_of_blocks") ?? 1;
        if (count <= 0)
        {
            throw new RpcFailure("Cannot revert to a height greater than the current peak height.");
        }

        Revert(count);
        return Peak();
    }

    private JsonObject? ReorgBlocks(JsonElement request)
    {
        var back = request.Number("num_of_blocks_to_rev") ?? 1;
        var forward = request.Number("num_of_new_blocks") ?? back + 1;
        if (forward <= 0)
        {
            throw new RpcFailure("", "INTERNAL_ERROR");
        }

        Revert(back);
        state.FarmBlocks((int)forward);
        return Peak();
    }

    private void Revert(long count)
    {
        // A failed assertion of the real one: no text.
        if (count >= state.Chain.Blocks.Count)
        {
            throw new RpcFailure("", "INTERNAL_ERROR");
        }

        state.Chain.Revert((int)count);
    }

    private JsonObject Peak() => new() { ["new_peak_height"] = state.Height };

    private JsonArray AllBlocks() => new([.. state.Chain.Blocks.Select(b => Blocks.Full(state.Chain, b, withHash: false))]);

    private JsonArray Coins(JsonElement request)
    {
        var withSpent = request.Flag("include_spent_coins", otherwise: false);
        return new JsonArray([.. state.Chain.Coins.Where(c => withSpent || c.Spent == 0).Select(c => c.ToRecord(withSpent: false))]);
    }

    private JsonObject PuzzleHashes()
    {
        var result = new JsonObject();
        foreach (var group in state.Chain.Coins.Where(c => c.Spent == 0).GroupBy(c => c.PuzzleHash, StringComparer.Ordinal))
        {
            result[group.Key] = new JsonArray((decimal)Wallet.Sum(group), group.Count());
        }

        return result;
    }
}
