using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>The farmer got a signage point (<c>new_signage_point</c>).</summary>
public sealed class NewSignagePointEvent : EventData
{
    /// <summary>The signage point.</summary>
    public SignagePointData? SignagePoint { get; init; }

    /// <summary>Proofs found for it so far, as JSON: pairs of a plot file and the proof.</summary>
    [JsonPropertyName("proofs")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? ProofsJson { get; init; }

    /// <summary>How many proofs these are.</summary>
    [JsonIgnore]
    public int ProofCount => EventJson.Length(ProofsJson);

    /// <summary>Signage points that were skipped before this one.</summary>
    [JsonIgnore]
    public uint MissingCount => MissingSignagePoints is [_, var count, ..] ? (uint)count : 0;

    /// <summary>When those that were skipped were missed; null when none were.</summary>
    [JsonIgnore]
    public DateTimeOffset? MissingTime => MissingSignagePoints is [var time, ..] ? DateTimeOffset.UnixEpoch.AddSeconds((double)time) : null;

    [JsonInclude]
    internal decimal[]? MissingSignagePoints { get; init; }

    /// <summary>Index and challenge.</summary>
    public override string ToString() => $"{SignagePoint}{(MissingCount > 0 ? FormattableString.Invariant($", {MissingCount} missed before it") : "")}";
}

/// <summary>A signage point as the farmer or the full node tells of it.</summary>
public sealed class SignagePointData
{
    /// <summary>Challenge of its sub-slot.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeHash { get; init; }

    /// <summary>Its hash on the challenge chain.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeChainSp { get; init; }

    /// <summary>Its hash on the reward chain.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? RewardChainSp { get; init; }

    /// <summary>Difficulty.</summary>
    public ulong Difficulty { get; init; }

    /// <summary>VDF iterations of the sub-slot.</summary>
    public ulong SubSlotIters { get; init; }

    /// <summary>0 to 63 within the sub-slot.</summary>
    public byte SignagePointIndex { get; init; }

    /// <summary>Height of the peak; only from the full node.</summary>
    public uint? PeakHeight { get; init; }

    /// <summary>Height of the last transaction block; only from the full node.</summary>
    public uint? LastTxHeight { get; init; }

    /// <summary>What proofs of version 2 are filtered by; only from the full node.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? FilterChallenge { get; init; }

    /// <summary>What a farmer signs, as JSON; only from the full node.</summary>
    [JsonPropertyName("sp_source_data")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? SpSourceDataJson { get; init; }

    /// <summary>Index and challenge.</summary>
    public override string ToString() => FormattableString.Invariant($"signage point {SignagePointIndex} of {ChallengeHash}");
}

/// <summary>A harvester told the farmer of its look-up for a signage point (<c>new_farming_info</c>).</summary>
public sealed class NewFarmingInfoEvent : EventData
{
    /// <summary>The look-up.</summary>
    public FarmingInfoData? FarmingInfo { get; init; }

    /// <summary>Plots, proofs and time.</summary>
    public override string ToString() => FarmingInfo?.ToString() ?? "";
}

/// <summary>A look-up as the farmer heard of it.</summary>
public sealed class FarmingInfoData
{
    /// <summary>Challenge of the sub-slot.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeHash { get; init; }

    /// <summary>The signage point's hash on the challenge chain.</summary>
    [JsonPropertyName("signage_point")]
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeChainSp { get; init; }

    /// <summary>Plots that passed the filter.</summary>
    public uint PassedFilter { get; init; }

    /// <summary>Proofs that were found.</summary>
    [JsonPropertyName("proofs")]
    public uint ProofCount { get; init; }

    /// <summary>All plots of the harvester.</summary>
    [JsonPropertyName("total_plots")]
    public uint PlotCount { get; init; }

    /// <summary>When it was.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The harvester.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? NodeId { get; init; }

    /// <summary>How long the look-up took; the farmer tells it in microseconds.</summary>
    [JsonConverter(typeof(MicrosecondsConverter))]
    public TimeSpan? LookupTime { get; init; }

    /// <summary>Plots, proofs and time.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{PassedFilter} of {PlotCount} plots passed, {ProofCount} proofs, {LookupTime?.TotalSeconds:0.000} s");
}

/// <summary>A harvester finished a look-up (<c>farming_info</c> of the harvester).</summary>
public sealed class FarmingInfoEvent : EventData
{
    /// <summary>Challenge of the sub-slot.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeHash { get; init; }

    /// <summary>All plots of the harvester.</summary>
    [JsonPropertyName("total_plots")]
    public uint PlotCount { get; init; }

    /// <summary>Plots that passed the filter.</summary>
    [JsonPropertyName("eligible_plots")]
    public uint PassedFilter { get; init; }

    /// <summary>Proofs that were found.</summary>
    [JsonPropertyName("found_proofs")]
    public uint ProofCount { get; init; }

    /// <summary>Partial proofs of version 2 that were found (since 2.5.7).</summary>
    [JsonPropertyName("found_v2_partial_proofs")]
    public uint? PartialProofCount { get; init; }

    /// <summary>How long the look-up took.</summary>
    [JsonPropertyName("time")]
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? LookupTime { get; init; }

    /// <summary>Plots, proofs and time.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{PassedFilter} of {PlotCount} plots passed, {ProofCount} proofs, {LookupTime?.TotalSeconds:0.000} s");
}

/// <summary>A proof of space was handed to the full node: a block may come of it (<c>proof</c>).</summary>
public sealed class ProofEvent : EventData
{
    /// <summary>Always true.</summary>
    public bool PassedFilter { get; init; }

    /// <summary>What the farmer declared, with the proof and its signatures, as JSON.</summary>
    [JsonPropertyName("proof")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? ProofJson { get; init; }

    /// <summary>The signage point's hash on the challenge chain.</summary>
    [JsonIgnore]
    public string? ChallengeChainSp => Values.Hex.Normalize(EventJson.Text(ProofJson, "challenge_chain_sp"));

    /// <summary>Where the farmer's reward goes.</summary>
    [JsonIgnore]
    public string? FarmerPuzzleHash => Values.Hex.Normalize(EventJson.Text(ProofJson, "farmer_puzzle_hash"));

    /// <summary>The signage point.</summary>
    public override string ToString() => $"for signage point {ChallengeChainSp}";
}

/// <summary>Small looks into JSON that is kept as text.</summary>
internal static class EventJson
{
    public static int Length(string? json)
    {
        using var document = JsonDocument.Parse(json is { Length: > 0 } ? json : "[]");
        return document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.GetArrayLength() : 0;
    }

    public static string? Text(string? json, string name)
    {
        using var document = JsonDocument.Parse(json is { Length: > 0 } ? json : "{}");
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
    }
}
