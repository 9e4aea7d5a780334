using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>The record of a block (<c>full_node/get_block_record</c> and its like).</summary>
public sealed class BlockRecord : ChiaObject
{
    /// <summary>Height of the block.</summary>
    public uint Height { get; init; }

    /// <summary>Its id.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? HeaderHash { get; init; }

    /// <summary>Id of the block before.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PrevHash { get; init; }

    /// <summary>Time of the block; null unless it is a transaction block.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Whether it is a transaction block.</summary>
    public bool IsTransactionBlock => Timestamp is not null;

    /// <summary>Fees in XCH; null unless it is a transaction block.</summary>
    public decimal? FeesXch => Units.Xch(FeesMojo);

    /// <summary>Fees in mojos; null unless it is a transaction block.</summary>
    [JsonPropertyName("fees")]
    public ulong? FeesMojo { get; init; }

    /// <summary>Sum of the difficulties up to here.</summary>
    public decimal Weight { get; init; }

    /// <summary>VDF iterations from the beginning.</summary>
    public decimal TotalIters { get; init; }

    /// <summary>Index of the signage point in its sub-slot, 0 to 63.</summary>
    public byte SignagePointIndex { get; init; }

    /// <summary>VDF iterations of a sub-slot.</summary>
    public ulong SubSlotIters { get; init; }

    /// <summary>Iterations that the proof of space required.</summary>
    public ulong RequiredIters { get; init; }

    /// <summary>Blocks still missing to the next challenge block.</summary>
    public byte Deficit { get; init; }

    /// <summary>Infused in the sub-slot after that of its signage point.</summary>
    public bool Overflow { get; init; }

    /// <summary>Where the pool's part of the reward goes.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PoolPuzzleHash { get; init; }

    /// <summary>Where the farmer's part of the reward goes.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? FarmerPuzzleHash { get; init; }

    /// <summary>Height of the last transaction block before.</summary>
    public uint PrevTransactionBlockHeight { get; init; }

    /// <summary>Id of the last transaction block before; null unless this is one.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PrevTransactionBlockHash { get; init; }

    /// <summary>Reward coins that this block pays out; null unless it is a transaction block.</summary>
    public Coin[]? RewardClaimsIncorporated { get; init; }

    /// <summary>Challenge of the reward chain after this block.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? RewardInfusionNewChallenge { get; init; }

    /// <summary>Hash of the challenge block information.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeBlockInfoHash { get; init; }

    /// <summary>Output of the challenge chain's VDF.</summary>
    [JsonConverter(typeof(ClassgroupConverter))]
    public string? ChallengeVdfOutput { get; init; }

    /// <summary>Output of the infused challenge chain's VDF.</summary>
    [JsonConverter(typeof(ClassgroupConverter))]
    public string? InfusedChallengeVdfOutput { get; init; }

    /// <summary>Challenge slots that ended before this block.</summary>
    [JsonConverter(typeof(HexArrayConverter))]
    public string[]? FinishedChallengeSlotHashes { get; init; }

    /// <summary>Infused challenge slots that ended before this block.</summary>
    [JsonConverter(typeof(HexArrayConverter))]
    public string[]? FinishedInfusedChallengeSlotHashes { get; init; }

    /// <summary>Reward slots that ended before this block.</summary>
    [JsonConverter(typeof(HexArrayConverter))]
    public string[]? FinishedRewardSlotHashes { get; init; }

    /// <summary>The sub-epoch summary in this block, where there is one.</summary>
    public SubEpochSummary? SubEpochSummaryIncluded { get; init; }

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

/// <summary>What a sub-epoch ended with.</summary>
public sealed class SubEpochSummary
{
    /// <summary>Hash of the summary before.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PrevSubepochSummaryHash { get; init; }

    /// <summary>Hash of the reward chain at its end.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? RewardChainHash { get; init; }

    /// <summary>Blocks beyond the nominal length of the sub-epoch.</summary>
    public byte NumBlocksOverflow { get; init; }

    /// <summary>Difficulty from here on; null when it stays.</summary>
    public ulong? NewDifficulty { get; init; }

    /// <summary>Iterations of a sub-slot from here on; null when they stay.</summary>
    public ulong? NewSubSlotIters { get; init; }

    /// <summary>Root over the challenges; null before it was introduced.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeMerkleRoot { get; init; }
}
