using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>The chain as a full node sees it (<c>full_node/get_blockchain_state</c>).</summary>
public sealed class BlockchainState : ChiaObject
{
    /// <summary>Height of the peak; null before the first block.</summary>
    public uint? Height => Peak?.Height;

    /// <summary>Header hash of the peak.</summary>
    [JsonIgnore]
    public string? HeaderHash => Peak?.HeaderHash;

    /// <summary>Time of the peak, or null when the peak is no transaction block.</summary>
    [JsonIgnore]
    public DateTimeOffset? Timestamp => Peak?.Timestamp;

    /// <summary>The node is synced; false also while it has no peer.</summary>
    public bool Synced => Sync?.Synced == true;

    /// <summary>The node is in long sync.</summary>
    public bool SyncMode => Sync?.SyncMode == true;

    /// <summary>The height that a long sync goes to; 0 when there is none.</summary>
    public uint SyncTipHeight => Sync?.SyncTipHeight ?? 0;

    /// <summary>The height that a long sync has reached; 0 when there is none.</summary>
    public uint SyncProgressHeight => Sync?.SyncProgressHeight ?? 0;

    /// <summary>Difficulty of the next block.</summary>
    public ulong Difficulty { get; init; }

    /// <summary>VDF iterations of a sub-slot.</summary>
    public ulong SubSlotIters { get; init; }

    /// <summary>Estimated space of the network in bytes.</summary>
    public decimal Space { get; init; }

    /// <summary>Mean time between blocks over the last 4608.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? AverageBlockTime { get; init; }

    /// <summary>Items in the mempool.</summary>
    public uint MempoolSize { get; init; }

    /// <summary>CLVM cost of the mempool.</summary>
    public ulong MempoolCost { get; init; }

    /// <summary>Fees in the mempool in XCH; null while the node starts.</summary>
    [JsonIgnore]
    public decimal? MempoolFeesXch => Units.Xch(MempoolFeesMojo);

    /// <summary>Fees in the mempool in mojos; null while the node starts.</summary>
    [JsonPropertyName("mempool_fees")]
    public ulong? MempoolFeesMojo { get; init; }

    /// <summary>Mojos that a transaction of cost 5,000,000 must pay for each unit of cost; 0 while there is room.</summary>
    [JsonIgnore]
    public decimal? MempoolMinFeeRate => MempoolMinFees?.Cost5000000;

    /// <summary>CLVM cost that fits into the mempool.</summary>
    public ulong MempoolMaxTotalCost { get; init; }

    /// <summary>CLVM cost that fits into a block.</summary>
    public ulong BlockMaxCost { get; init; }

    /// <summary>The node has its genesis challenge, that is, it has started.</summary>
    public bool GenesisChallengeInitialized { get; init; }

    /// <summary>The node's peer id.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? NodeId { get; init; }

    /// <summary>The block record of the peak; null before the first block.</summary>
    public BlockRecord? Peak { get; init; }

    /// <summary>Counts of blocks and hints; null unless they were asked for (<c>full_node/get_block_count_metrics</c>).</summary>
    [JsonIgnore]
    public BlockMetrics? Metrics { get; internal set; }

    [JsonInclude]
    internal NodeSyncState? Sync { get; init; }

    [JsonInclude]
    internal MempoolMinimumFees? MempoolMinFees { get; init; }

    /// <summary>The height.</summary>
    public override string ToString() => $"height {Height}";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Peak?.Stamp(origin);
    }

    internal sealed class NodeSyncState
    {
        public bool SyncMode { get; init; }

        public bool Synced { get; init; }

        public uint SyncTipHeight { get; init; }

        public uint SyncProgressHeight { get; init; }
    }

    internal sealed class MempoolMinimumFees
    {
        [JsonPropertyName("cost_5000000")]
        public decimal? Cost5000000 { get; init; }
    }
}

/// <summary>Counts over the whole database of a full node (<c>full_node/get_block_count_metrics</c>).</summary>
public sealed class BlockMetrics : ChiaObject
{
    /// <summary>Blocks with compact VDF proofs.</summary>
    public ulong CompactBlocks { get; init; }

    /// <summary>Blocks without.</summary>
    public ulong UncompactBlocks { get; init; }

    /// <summary>Coin hints.</summary>
    public ulong HintCount { get; init; }
}
