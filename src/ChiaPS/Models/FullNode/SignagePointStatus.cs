using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>What became of a signage point or the end of a sub-slot (<c>full_node/get_recent_signage_point_or_eos</c>).</summary>
public sealed class SignagePointStatus : ChiaObject
{
    /// <summary>The signage point; null where an end of sub-slot was asked for.</summary>
    [JsonIgnore]
    public string? SignagePointHash { get; internal set; }

    /// <summary>Challenge of the end of sub-slot; null where a signage point was asked for.</summary>
    [JsonIgnore]
    public string? ChallengeHash { get; internal set; }

    /// <summary>When the full node got it.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? TimeReceived { get; init; }

    /// <summary>A reorg removed it: what was found for it is lost.</summary>
    public bool Reverted { get; init; }

    /// <summary>VDFs and proofs of the signage point, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? SignagePoint { get; init; }

    /// <summary>The end of the sub-slot, as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Eos { get; init; }

    /// <summary>The hash and what became of it.</summary>
    public override string ToString() => $"{SignagePointHash ?? ChallengeHash}{(Reverted ? " (reverted)" : "")}";
}
