using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>A signage point that the farmer still holds, and what its plots found for it (<c>farmer/get_signage_points</c>).</summary>
public sealed class SignagePoint : ChiaObject
{
    /// <summary>Its index in the sub-slot, 0 to 63 on mainnet.</summary>
    [JsonIgnore]
    public byte? SignagePointIndex => Point?.SignagePointIndex;

    /// <summary>Its hash; binds to -SignagePointHash. At index 0 it is the challenge itself.</summary>
    [JsonIgnore]
    public string? ChallengeChainSp => Point?.ChallengeChainSp;

    /// <summary>The challenge of the sub-slot.</summary>
    [JsonIgnore]
    public string? ChallengeHash => Point?.ChallengeHash;

    /// <summary>The same point on the reward chain.</summary>
    [JsonIgnore]
    public string? RewardChainSp => Point?.RewardChainSp;

    /// <summary>Difficulty that proofs are measured by.</summary>
    [JsonIgnore]
    public ulong? Difficulty => Point?.Difficulty;

    /// <summary>VDF iterations of the sub-slot.</summary>
    [JsonIgnore]
    public ulong? SubSlotIters => Point?.SubSlotIters;

    /// <summary>Proofs that the farm's plots found for it.</summary>
    public FoundProof[] Proofs { get; init; } = [];

    [JsonInclude]
    [JsonPropertyName("signage_point")]
    internal Values? Point { get; init; }

    /// <summary>The hash.</summary>
    public override string ToString() => ChallengeChainSp ?? "";

    internal sealed class Values
    {
        [JsonConverter(typeof(HexConverter))]
        public string? ChallengeHash { get; init; }

        [JsonConverter(typeof(HexConverter))]
        public string? ChallengeChainSp { get; init; }

        [JsonConverter(typeof(HexConverter))]
        public string? RewardChainSp { get; init; }

        public ulong? Difficulty { get; init; }

        public ulong? SubSlotIters { get; init; }

        public byte? SignagePointIndex { get; init; }
    }
}

/// <summary>A proof that a plot of the farm found.</summary>
[JsonConverter(typeof(FoundProofConverter))]
public sealed class FoundProof
{
    /// <summary>Path of the plot file on its harvester.</summary>
    public string? Filename { get; init; }

    /// <summary>The proof.</summary>
    public ProofOfSpace? ProofOfSpace { get; init; }

    /// <summary>The plot as the farmer names it: challenge and path in one text.</summary>
    public string? PlotIdentifier { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Filename ?? "";
}
