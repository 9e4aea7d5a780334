using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>What became of a block.</summary>
public enum ReceiveBlockResult
{
    /// <summary>Not told.</summary>
    None,

    /// <summary>It is the new peak.</summary>
    NewPeak,

    /// <summary>It was stored beside the chain.</summary>
    Orphan,

    /// <summary>It was refused.</summary>
    Invalid,

    /// <summary>It was there already.</summary>
    AlreadyHave,

    /// <summary>It builds on a block that is not there.</summary>
    Disconnected,
}

/// <summary>A block was added to the chain or stored beside it (<c>block</c> of the full node). After a long sync or a reorg of the simulator all of it is empty.</summary>
public sealed class BlockEvent : EventData
{
    /// <summary>Its height.</summary>
    public uint? Height { get; init; }

    /// <summary>Its header hash.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? HeaderHash { get; init; }

    /// <summary>It carries transactions, or could.</summary>
    public bool? TransactionBlock { get; init; }

    /// <summary>What became of it.</summary>
    [JsonConverter(typeof(NumberEnumConverter<ReceiveBlockResult>))]
    public ReceiveBlockResult ReceiveBlockResult { get; init; }

    /// <summary>Where the chain forks off the former one; null when the peak did not change.</summary>
    public uint? ForkHeight { get; init; }

    /// <summary>Coin records that were rolled back.</summary>
    public uint? RolledBackRecords { get; init; }

    /// <summary>Its time; transaction blocks only.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Fees in XCH; transaction blocks only.</summary>
    [JsonIgnore]
    public decimal? BlockFeesXch => Units.Xch(BlockFeesMojo);

    /// <summary>Fees in mojos; transaction blocks only.</summary>
    [JsonPropertyName("block_fees")]
    public ulong? BlockFeesMojo { get; init; }

    /// <summary>CLVM cost; transaction blocks only.</summary>
    public ulong? BlockCost { get; init; }

    /// <summary>Bytes of the generator; null without one.</summary>
    public uint? TransactionGeneratorSizeBytes { get; init; }

    /// <summary>Heights whose generators it refers to.</summary>
    [JsonPropertyName("transaction_generator_ref_list")]
    public uint[] TransactionGeneratorRef { get; init; } = [];

    /// <summary>How long it took to validate.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? ValidationTime { get; init; }

    /// <summary>How long the work before that took.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? PreValidationTime { get; init; }

    /// <summary>k of its plot; null for a proof of version 2.</summary>
    public byte? KSize { get; init; }

    /// <summary>Strength of its plot; null for a proof of version 1.</summary>
    public byte? Strength { get; init; }

    /// <summary>Height, hash and what became of it.</summary>
    public override string ToString() => Height is { } height ? FormattableString.Invariant($"{height} {HeaderHash} {ReceiveBlockResult}") : "the chain changed";
}

/// <summary>The full node sent a signage point to the farmers (<c>signage_point</c>).</summary>
public sealed class SignagePointEvent : EventData
{
    /// <summary>The signage point.</summary>
    [JsonPropertyName("broadcast_farmer")]
    public SignagePointData? SignagePoint { get; init; }

    /// <summary>Index and challenge.</summary>
    public override string ToString() => SignagePoint?.ToString() ?? "";
}

/// <summary>An unfinished block was accepted (<c>unfinished_block</c>, since 2.4.0).</summary>
public sealed class UnfinishedBlockEvent : EventData
{
    /// <summary>Time since the former block.</summary>
    [JsonPropertyName("block_duration_in_seconds")]
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? BlockDuration { get; init; }

    /// <summary>How long it took to validate.</summary>
    [JsonPropertyName("validation_time_in_seconds")]
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? ValidationTime { get; init; }

    /// <summary>How long the work before that took.</summary>
    [JsonPropertyName("pre_validation_time_in_seconds")]
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? PreValidationTime { get; init; }

    /// <summary>The block as JSON.</summary>
    [JsonPropertyName("unfinished_block")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? UnfinishedBlockJson { get; init; }

    /// <summary>How long after the former one.</summary>
    public override string ToString() => FormattableString.Invariant($"{BlockDuration?.TotalSeconds:0.0} s after the former block");
}

/// <summary>A height that the timelord tells: a new peak, or one that it passes over because it is ahead.</summary>
public sealed class PeakEvent : EventData
{
    /// <summary>The height.</summary>
    public uint Height { get; init; }

    /// <summary>The height.</summary>
    public override string ToString() => FormattableString.Invariant($"height {Height}");
}

/// <summary>The timelord finished a proof of time (<c>finished_pot</c>).</summary>
public sealed class FinishedPotEvent : EventData
{
    /// <summary>Iterations a second, as estimated.</summary>
    public double EstimatedIps { get; init; }

    /// <summary>Iterations that were needed.</summary>
    public ulong IterationsNeeded { get; init; }

    /// <summary>1 challenge, 2 reward, 3 infused challenge, 4 bluebox.</summary>
    public int Chain { get; init; }

    /// <summary>Input and output of the proof, as JSON.</summary>
    [JsonPropertyName("vdf_info")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? VdfInfoJson { get; init; }

    /// <summary>The proof, as JSON.</summary>
    [JsonPropertyName("vdf_proof")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? VdfProofJson { get; init; }

    /// <summary>Chain and speed.</summary>
    public override string ToString() => FormattableString.Invariant($"chain {Chain}: {IterationsNeeded} iterations, {EstimatedIps:0.#} a second");
}

/// <summary>A bluebox made a compact proof (<c>new_compact_proof</c>).</summary>
public sealed class CompactProofEvent : EventData
{
    /// <summary>The block.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? HeaderHash { get; init; }

    /// <summary>Its height.</summary>
    public uint Height { get; init; }

    /// <summary>Which of its proofs of time.</summary>
    public byte FieldVdf { get; init; }

    /// <summary>Height and field.</summary>
    public override string ToString() => FormattableString.Invariant($"height {Height}, field {FieldVdf}");
}

/// <summary>The crawler saved a round (<c>crawl_batch_completed</c>).</summary>
public sealed class CrawlerEvent : EventData
{
    /// <summary>Nodes seen in the last five days.</summary>
    [JsonIgnore]
    public long? TotalLast5Days => PeerCounts?.TotalLast5Days;

    /// <summary>Nodes that answer reliably.</summary>
    [JsonIgnore]
    public long? ReliableNodes => PeerCounts?.ReliableNodes;

    /// <summary>Those with an IPv4 address.</summary>
    [JsonIgnore]
    public long? Ipv4Last5Days => PeerCounts?.Ipv4Last5Days;

    /// <summary>Those with an IPv6 address.</summary>
    [JsonIgnore]
    public long? Ipv6Last5Days => PeerCounts?.Ipv6Last5Days;

    /// <summary>How many nodes there are of each release.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, int>? Version => PeerCounts?.Versions;

    [JsonInclude]
    internal CrawlerCounts? PeerCounts { get; init; }

    /// <summary>How many nodes.</summary>
    public override string ToString() => FormattableString.Invariant($"{TotalLast5Days} nodes, {ReliableNodes} reliable");
}

/// <summary>What a crawler counts.</summary>
internal sealed class CrawlerCounts
{
    [JsonPropertyName("total_last_5_days")]
    public long TotalLast5Days { get; init; }

    public long ReliableNodes { get; init; }

    [JsonPropertyName("ipv4_last_5_days")]
    public long Ipv4Last5Days { get; init; }

    [JsonPropertyName("ipv6_last_5_days")]
    public long Ipv6Last5Days { get; init; }

    public Dictionary<string, int>? Versions { get; init; }
}
