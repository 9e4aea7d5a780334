using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>Blocks of the chain in the shapes of the RPC: a recorded block with the numbers that matter put in.</summary>
internal static class Blocks
{
    private const ulong Difficulty = 1024;

    public static JsonObject Record(Chain chain, Block block)
    {
        var name = block.Timestamp is null ? "not-a-transaction-block" : block.Height == 0 ? "genesis" : "transaction-block";
        var record = FixtureStore.Instance.Part("full_node", "get_block_record_by_height", "block_record", name);
        record["header_hash"] = "0x" + block.Hash;
        record["height"] = block.Height;
        record["prev_hash"] = "0x" + block.PreviousHash;
        record["farmer_puzzle_hash"] = "0x" + block.Farmer;
        record["pool_puzzle_hash"] = "0x" + block.Farmer;
        record["timestamp"] = block.Timestamp;
        record["weight"] = Difficulty * (block.Height + 1);
        record["total_iters"] = 1500UL * (block.Height + 1);
        if (block.Height > 0)
        {
            var before = chain.TransactionBlock(block.Height - 1);
            record["prev_transaction_block_height"] = before.Height;
            record["prev_transaction_block_hash"] = block.Timestamp is null ? null : "0x" + before.Hash;
        }

        if (block.Timestamp is not null)
        {
            record["reward_claims_incorporated"] = Rewards(block);
        }

        return record;
    }

    public static JsonObject Full(Chain chain, Block block, bool withHash)
    {
        var name = block.Timestamp is null ? "not-a-transaction-block" : block.Removals.Count > 0 ? "with-transactions" : "genesis";
        var full = FixtureStore.Instance.Part("full_node", "get_block", "block", name);
        var foliage = full["foliage"]!;
        foliage["prev_block_hash"] = "0x" + block.PreviousHash;
        foliage["foliage_block_data"]!["farmer_reward_puzzle_hash"] = "0x" + block.Farmer;
        var reward = full["reward_chain_block"]!;
        reward["height"] = block.Height;
        reward["weight"] = Difficulty * (block.Height + 1);
        reward["total_iters"] = 1500UL * (block.Height + 1);
        if (full["foliage_transaction_block"] is { } transactions)
        {
            transactions["timestamp"] = block.Timestamp;
            var before = block.Height == 0 ? block.PreviousHash : chain.TransactionBlock(block.Height - 1).Hash;
            transactions["prev_transaction_block_hash"] = "0x" + before;
            full["transactions_info"]!["reward_claims_incorporated"] = Rewards(block);
        }

        if (withHash)
        {
            full["header_hash"] = "0x" + block.Hash;
        }

        return full;
    }

    private static JsonArray Rewards(Block block) => new([.. block.Rewards.Select(c => c.ToJson())]);
}
