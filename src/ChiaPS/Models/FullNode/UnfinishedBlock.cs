using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>Header of a block that waits for its infusion (<c>full_node/get_unfinished_block_headers</c>).</summary>
public sealed class UnfinishedBlock : ChiaObject
{
    /// <summary>Its id as long as it is unfinished.</summary>
    [JsonIgnore]
    public string? UnfinishedRewardBlockHash => Foliage?.FoliageBlockData?.UnfinishedRewardBlockHash;

    /// <summary>Id of the block before.</summary>
    [JsonIgnore]
    public string? PrevBlockHash => Foliage?.PrevBlockHash;

    /// <summary>Time of the block; null unless it may become a transaction block.</summary>
    [JsonIgnore]
    public DateTimeOffset? Timestamp => FoliageTransactionBlock?.Timestamp;

    /// <summary>Index of its signage point in the sub-slot, 0 to 63 on mainnet.</summary>
    [JsonIgnore]
    public byte SignagePointIndex => RewardChainBlock?.SignagePointIndex ?? 0;

    /// <summary>VDF iterations from the beginning of the chain to its infusion.</summary>
    [JsonIgnore]
    public decimal TotalIters => RewardChainBlock?.TotalIters ?? 0;

    /// <summary>Where the farmer's part of the reward goes.</summary>
    [JsonIgnore]
    public string? FarmerRewardPuzzleHash => Foliage?.FoliageBlockData?.FarmerRewardPuzzleHash;

    /// <summary>Where the pool's part of the reward goes.</summary>
    [JsonIgnore]
    public string? PoolTargetPuzzleHash => Foliage?.FoliageBlockData?.PoolTarget?.PuzzleHash;

    /// <summary>The proof that won it.</summary>
    [JsonIgnore]
    public ProofOfSpace? ProofOfSpace => RewardChainBlock?.ProofOfSpace;

    /// <summary>Filter over what its transactions touch.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? TransactionsFilter { get; init; }

    /// <summary>Sub-slots that ended since the block before, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? FinishedSubSlots { get; init; }

    /// <summary>Proof of the challenge chain's VDF at the signage point, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? ChallengeChainSpProof { get; init; }

    /// <summary>Proof of the reward chain's VDF at the signage point, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? RewardChainSpProof { get; init; }

    [JsonInclude]
    internal RewardChainBlock? RewardChainBlock { get; init; }

    [JsonInclude]
    internal Foliage? Foliage { get; init; }

    [JsonInclude]
    internal FoliageTransactionBlock? FoliageTransactionBlock { get; init; }

    /// <summary>The unfinished reward block hash.</summary>
    public override string ToString() => UnfinishedRewardBlockHash ?? "";
}
