using System.Text.Json;

namespace ChiaPS.Rpc;

/// <summary>Endpoints of the full node that are its own.</summary>
internal static class FullNode
{
    /// <summary>Peak block, sync state, difficulty, estimated netspace and mempool totals.</summary>
    public static readonly Endpoint<None, BlockchainState> GetBlockchainState = new(ChiaService.FullNode, "get_blockchain_state") { Field = "blockchain_state" };

    /// <summary>One full block by header hash.</summary>
    public static readonly Endpoint<HeaderHashRequest, FullBlock> GetBlock = new(ChiaService.FullNode, "get_block") { Field = "block" };

    /// <summary>Full blocks in a height range.</summary>
    public static readonly ListEndpoint<BlocksRequest, FullBlock> GetBlocks = new(ChiaService.FullNode, "get_blocks") { Field = "blocks", Slow = true };

    /// <summary>Counts of compact and uncompact blocks and of coin hints in the database.</summary>
    public static readonly Endpoint<None, BlockMetrics> GetBlockCountMetrics = new(ChiaService.FullNode, "get_block_count_metrics") { Field = "metrics", Slow = true };

    /// <summary>Block record of the main chain at a height.</summary>
    public static readonly Endpoint<HeightRequest, BlockRecord> GetBlockRecordByHeight = new(ChiaService.FullNode, "get_block_record_by_height") { Field = "block_record" };

    /// <summary>Block record by header hash.</summary>
    public static readonly Endpoint<HeaderHashRequest, BlockRecord> GetBlockRecord = new(ChiaService.FullNode, "get_block_record") { Field = "block_record" };

    /// <summary>Main chain block records in a height range.</summary>
    public static readonly ListEndpoint<RangeRequest, BlockRecord> GetBlockRecords = new(ChiaService.FullNode, "get_block_records") { Field = "block_records" };

    /// <summary>Coin spends of a block, with puzzle and solution.</summary>
    public static readonly ListEndpoint<HeaderHashRequest, CoinSpend> GetBlockSpends = new(ChiaService.FullNode, "get_block_spends") { Field = "block_spends", Slow = true };

    /// <summary>Coin spends of a block together with the conditions each one produced.</summary>
    public static readonly ListEndpoint<HeaderHashRequest, CoinSpendWithConditions> GetBlockSpendsWithConditions = new(ChiaService.FullNode, "get_block_spends_with_conditions") { Field = "block_spends_with_conditions", Slow = true, Since = "2.1.2" };

    /// <summary>Headers of unfinished blocks known above the peak.</summary>
    public static readonly ListEndpoint<None, UnfinishedBlock> GetUnfinishedBlockHeaders = new(ChiaService.FullNode, "get_unfinished_block_headers") { Field = "headers" };

    /// <summary>Estimated netspace between two blocks.</summary>
    public static readonly Endpoint<NetworkSpaceRequest, NetworkSpace> GetNetworkSpace = new(ChiaService.FullNode, "get_network_space");

    /// <summary>Coins created and coins spent by a main chain block.</summary>
    public static readonly Endpoint<HeaderHashRequest, AdditionsAndRemovals> GetAdditionsAndRemovals = new(ChiaService.FullNode, "get_additions_and_removals");

    /// <summary>Extra data that AGG_SIG_ME signatures commit to on this network.</summary>
    public static readonly Endpoint<None, string> GetAggsigAdditionalData = new(ChiaService.FullNode, "get_aggsig_additional_data") { Field = "additional_data", Since = "2.2.1" };

    /// <summary>A recently cached signage point or end of sub slot, and whether a reorg removed it.</summary>
    public static readonly Endpoint<RecentRequest, SignagePointStatus> GetRecentSignagePointOrEos = new(ChiaService.FullNode, "get_recent_signage_point_or_eos");

    /// <summary>Consensus constants in force on this node.</summary>
    public static readonly Endpoint<None, Dictionary<string, JsonElement>> GetConstants = new(ChiaService.FullNode, "get_constants") { Field = "constants", Since = "2.7.2" };

    /// <summary>Coins at one puzzle hash.</summary>
    public static readonly ListEndpoint<PuzzleHashRequest, CoinRecord> GetCoinRecordsByPuzzleHash = new(ChiaService.FullNode, "get_coin_records_by_puzzle_hash") { Field = "coin_records" };

    /// <summary>Coins at any of several puzzle hashes.</summary>
    public static readonly ListEndpoint<PuzzleHashesRequest, CoinRecord> GetCoinRecordsByPuzzleHashes = new(ChiaService.FullNode, "get_coin_records_by_puzzle_hashes") { Field = "coin_records" };

    /// <summary>One coin by its id.</summary>
    public static readonly Endpoint<NameRequest, CoinRecord> GetCoinRecordByName = new(ChiaService.FullNode, "get_coin_record_by_name") { Field = "coin_record" };

    /// <summary>Coins by their ids.</summary>
    public static readonly ListEndpoint<NamesRequest, CoinRecord> GetCoinRecordsByNames = new(ChiaService.FullNode, "get_coin_records_by_names") { Field = "coin_records" };

    /// <summary>Coins created by the given parent coins.</summary>
    public static readonly ListEndpoint<ParentIdsRequest, CoinRecord> GetCoinRecordsByParentIds = new(ChiaService.FullNode, "get_coin_records_by_parent_ids") { Field = "coin_records" };

    /// <summary>Coins created with a hint.</summary>
    public static readonly ListEndpoint<HintRequest, CoinRecord> GetCoinRecordsByHint = new(ChiaService.FullNode, "get_coin_records_by_hint") { Field = "coin_records" };

    /// <summary>Submit a spend bundle to the mempool.</summary>
    public static readonly Endpoint<SpendBundleRequest, string> PushTx = new(ChiaService.FullNode, "push_tx") { Field = "status", Changes = true };

    /// <summary>Puzzle and solution that spent a coin.</summary>
    public static readonly Endpoint<CoinSpendRequest, CoinSpend> GetPuzzleAndSolution = new(ChiaService.FullNode, "get_puzzle_and_solution") { Field = "coin_solution" };

    /// <summary>Ids of all spend bundles in the mempool.</summary>
    public static readonly Endpoint<None, string[]> GetAllMempoolTxIds = new(ChiaService.FullNode, "get_all_mempool_tx_ids") { Field = "tx_ids" };

    /// <summary>All mempool items.</summary>
    public static readonly Endpoint<None, Dictionary<string, MempoolItem>> GetAllMempoolItems = new(ChiaService.FullNode, "get_all_mempool_items") { Field = "mempool_items", Slow = true };

    /// <summary>One mempool item by spend bundle id.</summary>
    public static readonly Endpoint<MempoolItemRequest, MempoolItem> GetMempoolItemByTxId = new(ChiaService.FullNode, "get_mempool_item_by_tx_id") { Field = "mempool_item" };

    /// <summary>Mempool items that spend a coin.</summary>
    public static readonly ListEndpoint<CoinNameRequest, MempoolItem> GetMempoolItemsByCoinName = new(ChiaService.FullNode, "get_mempool_items_by_coin_name") { Field = "mempool_items", Since = "2.1.0" };

    /// <summary>Build the block generator the node would make from its mempool now.</summary>
    public static readonly Endpoint<None, BlockGenerator> CreateBlockGenerator = new(ChiaService.FullNode, "create_block_generator") { Slow = true, Since = "2.5.5" };

    /// <summary>Fee estimates for several delays, plus mempool and last block fee figures.</summary>
    public static readonly Endpoint<FeeEstimateRequest, FeeEstimate> GetFeeEstimate = new(ChiaService.FullNode, "get_fee_estimate");
}
