using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>A whole block (<c>full_node/get_block</c>, <c>full_node/get_blocks</c>, <c>simulator/get_all_blocks</c>).</summary>
public sealed class FullBlock : ChiaObject
{
    /// <summary>Its height.</summary>
    [JsonIgnore]
    public uint Height => RewardChainBlock?.Height ?? 0;

    /// <summary>Its id: SHA-256 of the foliage, computed where the node does not say it.</summary>
    [JsonIgnore]
    public string? HeaderHash => SaidHeaderHash ?? Foliage?.Hash();

    /// <summary>Id of the block before.</summary>
    [JsonIgnore]
    public string? PrevBlockHash => Foliage?.PrevBlockHash;

    /// <summary>Time of the block; null unless it is a transaction block, as the next properties.</summary>
    [JsonIgnore]
    public DateTimeOffset? Timestamp => FoliageTransactionBlock?.Timestamp;

    /// <summary>Whether it is a transaction block.</summary>
    [JsonIgnore]
    public bool IsTransactionBlock => RewardChainBlock?.IsTransactionBlock ?? FoliageTransactionBlock is not null;

    /// <summary>Id of the transaction block before.</summary>
    [JsonIgnore]
    public string? PrevTransactionBlockHash => FoliageTransactionBlock?.PrevTransactionBlockHash;

    /// <summary>Fees in XCH.</summary>
    [JsonIgnore]
    public decimal? FeesXch => Units.Xch(FeesMojo);

    /// <summary>Fees in mojos.</summary>
    [JsonIgnore]
    public ulong? FeesMojo => TransactionsInfo?.Fees;

    /// <summary>CLVM cost of its transactions.</summary>
    [JsonIgnore]
    public ulong? Cost => TransactionsInfo?.Cost;

    /// <summary>Reward coins that it pays out.</summary>
    [JsonIgnore]
    public Coin[]? RewardClaimsIncorporated => TransactionsInfo?.RewardClaimsIncorporated;

    /// <summary>BLS signature of all its spends.</summary>
    [JsonIgnore]
    public string? AggregatedSignature => TransactionsInfo?.AggregatedSignature;

    /// <summary>Where the farmer's part of the reward goes.</summary>
    [JsonIgnore]
    public string? FarmerRewardPuzzleHash => Foliage?.FoliageBlockData?.FarmerRewardPuzzleHash;

    /// <summary>Where the pool's part of the reward goes.</summary>
    [JsonIgnore]
    public string? PoolTargetPuzzleHash => Foliage?.FoliageBlockData?.PoolTarget?.PuzzleHash;

    /// <summary>Sum of the difficulties up to here.</summary>
    [JsonIgnore]
    public decimal Weight => RewardChainBlock?.Weight ?? 0;

    /// <summary>VDF iterations from the beginning.</summary>
    [JsonIgnore]
    public decimal TotalIters => RewardChainBlock?.TotalIters ?? 0;

    /// <summary>Index of the signage point in its sub-slot, 0 to 63 on mainnet.</summary>
    [JsonIgnore]
    public byte SignagePointIndex => RewardChainBlock?.SignagePointIndex ?? 0;

    /// <summary>The proof that won it.</summary>
    [JsonIgnore]
    public ProofOfSpace? ProofOfSpace => RewardChainBlock?.ProofOfSpace;

    /// <summary>The program that gives its spends, as serialised CLVM; null where there are none.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? TransactionsGenerator { get; init; }

    /// <summary>Heights of blocks whose generators it refers to.</summary>
    public uint[] TransactionsGeneratorRefList { get; init; } = [];

    /// <summary>The generator of a later format as JSON; null so far.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? TransactionsGeneratorBuffer { get; init; }

    /// <summary>Format of the block; null from releases before 2.7.</summary>
    public byte? Version { get; init; }

    /// <summary>Sub-slots that ended since the block before, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? FinishedSubSlots { get; init; }

    /// <summary>Proof of the challenge chain's VDF at the signage point, as the node's own JSON; null at a sub-slot's begin.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? ChallengeChainSpProof { get; init; }

    /// <summary>Proof of the challenge chain's VDF at the infusion point, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? ChallengeChainIpProof { get; init; }

    /// <summary>Proof of the reward chain's VDF at the signage point, as the node's own JSON; null at a sub-slot's begin.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? RewardChainSpProof { get; init; }

    /// <summary>Proof of the reward chain's VDF at the infusion point, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? RewardChainIpProof { get; init; }

    /// <summary>Proof of the infused challenge chain's VDF, as the node's own JSON; null where there is none.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? InfusedChallengeChainIpProof { get; init; }

    [JsonInclude]
    [JsonPropertyName("header_hash")]
    [JsonConverter(typeof(HexConverter))]
    internal string? SaidHeaderHash { get; init; }

    [JsonInclude]
    internal RewardChainBlock? RewardChainBlock { get; init; }

    [JsonInclude]
    internal Foliage? Foliage { get; init; }

    [JsonInclude]
    internal FoliageTransactionBlock? FoliageTransactionBlock { get; init; }

    [JsonInclude]
    internal TransactionsInfo? TransactionsInfo { get; init; }

    /// <summary>The header hash.</summary>
    public override string ToString() => HeaderHash ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        foreach (var coin in RewardClaimsIncorporated ?? [])
        {
            coin.Stamp(origin);
        }
    }
}
