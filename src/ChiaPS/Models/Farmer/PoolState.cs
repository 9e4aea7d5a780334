using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>How pooling goes for a plot NFT, as the farmer sees it (<c>farmer/get_pool_state</c>).</summary>
public sealed class PoolState : ChiaObject
{
    /// <summary>The plot NFT.</summary>
    [JsonIgnore]
    public string? LauncherId => Config?.LauncherId;

    /// <summary>The pool; empty when self pooling.</summary>
    [JsonIgnore]
    public string? PoolUrl => Config?.PoolUrl;

    /// <summary>Difficulty of partials that the pool set; null until the pool was reached.</summary>
    [JsonPropertyName("current_difficulty")]
    public ulong? Difficulty { get; init; }

    /// <summary>Points that the pool counts now.</summary>
    public ulong CurrentPoints { get; init; }

    /// <summary>Points that were found in the last 24 hours.</summary>
    [JsonIgnore]
    public ulong PointsFound24H => Sum(PointsFound);

    /// <summary>Points that the pool acknowledged in the last 24 hours.</summary>
    [JsonIgnore]
    public ulong PointsAcknowledged24H => Sum(PointsAcknowledged);

    /// <summary>Points found since the farmer started.</summary>
    public ulong PointsFoundSinceStart { get; init; }

    /// <summary>Points acknowledged since the farmer started.</summary>
    public ulong PointsAcknowledgedSinceStart { get; init; }

    /// <summary>Partials of the last 24 hours that the pool took.</summary>
    [JsonIgnore]
    public int ValidPartials24H => Count(ValidPartials);

    /// <summary>Partials of the last 24 hours that it refused as invalid.</summary>
    [JsonIgnore]
    public int InvalidPartials24H => Count(InvalidPartials);

    /// <summary>Partials of the last 24 hours that came too late.</summary>
    [JsonIgnore]
    public int StalePartials24H => Count(StalePartials);

    /// <summary>Partials of the last 24 hours that were not good enough.</summary>
    [JsonIgnore]
    public int InsufficientPartials24H => Count(InsufficientPartials);

    /// <summary>Partials of the last 24 hours that the farmer could not send.</summary>
    [JsonIgnore]
    public int MissingPartials24H => Count(MissingPartials);

    /// <summary>Valid partials since the farmer started; null from old releases, as the counts that follow.</summary>
    public ulong? ValidPartialsSinceStart { get; init; }

    /// <summary>Invalid partials since the farmer started.</summary>
    public ulong? InvalidPartialsSinceStart { get; init; }

    /// <summary>Stale partials since the farmer started.</summary>
    public ulong? StalePartialsSinceStart { get; init; }

    /// <summary>Insufficient partials since the farmer started.</summary>
    public ulong? InsufficientPartialsSinceStart { get; init; }

    /// <summary>Missing partials since the farmer started.</summary>
    public ulong? MissingPartialsSinceStart { get; init; }

    /// <summary>What the pool complained of in the last 24 hours.</summary>
    [JsonIgnore]
    public PoolError[] PoolErrors24H => [.. (PoolErrors ?? []).Select(one => new PoolError { Time = one.Time, ErrorCode = one.Value?.ErrorCode, ErrorMessage = one.Value?.ErrorMessage })];

    /// <summary>Plots that are made for it.</summary>
    public ulong PlotCount { get; init; }

    /// <summary>Where the pool pays to: mostly a puzzle hash, without 0x as the pool gets it.</summary>
    [JsonIgnore]
    public string? PayoutInstructions => Config?.PayoutInstructions;

    /// <summary>Where the pool's part of rewards goes.</summary>
    [JsonIgnore]
    public string? TargetPuzzleHash => Config?.TargetPuzzleHash;

    /// <summary>What plots are made for: the puzzle hash of the contract.</summary>
    [JsonConverter(typeof(HexConverter))]
    [JsonPropertyName("p2_singleton_puzzle_hash")]
    public string? P2SingletonPuzzleHash { get; init; }

    /// <summary>Key that owns the plot NFT.</summary>
    [JsonIgnore]
    public string? OwnerPublicKey => Config?.OwnerPublicKey;

    /// <summary>Index that the owner's key is derived at; null before 2.7.2, -1 where it is not known.</summary>
    [JsonIgnore]
    public int? KeyDerivationIndex => Config?.KeyDerivationIndex;

    /// <summary>Format of the plot NFT, 1 or 2; null before 2.7.2.</summary>
    [JsonIgnore]
    public int? Version => Config?.Version;

    /// <summary>How long a log-in at the pool is good, in minutes; null until the pool was reached.</summary>
    public byte? AuthenticationTokenTimeout { get; init; }

    /// <summary>When the farmer looks at the pool next; null is at once.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? NextFarmerUpdate { get; init; }

    /// <summary>When it reads the pool's settings next; null is at once.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? NextPoolInfoUpdate { get; init; }

    /// <summary>A secret for minutes: the link that logs in at the pool's site, as SecureString unless plain text was asked for; null unless it was asked for.</summary>
    [JsonIgnore]
    public object? LoginLink { get; internal set; }

    [JsonInclude]
    [JsonPropertyName("pool_config")]
    internal PoolConfig? Config { get; init; }

    [JsonInclude]
    [JsonPropertyName("points_found_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? PointsFound { get; init; }

    [JsonInclude]
    [JsonPropertyName("points_acknowledged_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? PointsAcknowledged { get; init; }

    [JsonInclude]
    [JsonPropertyName("valid_partials_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? ValidPartials { get; init; }

    [JsonInclude]
    [JsonPropertyName("invalid_partials_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? InvalidPartials { get; init; }

    [JsonInclude]
    [JsonPropertyName("stale_partials_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? StalePartials { get; init; }

    [JsonInclude]
    [JsonPropertyName("insufficient_partials_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? InsufficientPartials { get; init; }

    [JsonInclude]
    [JsonPropertyName("missing_partials_24h")]
    [JsonConverter(typeof(TimedConverter<ulong>))]
    internal Timed<ulong>[]? MissingPartials { get; init; }

    [JsonInclude]
    [JsonPropertyName("pool_errors_24h")]
    [JsonConverter(typeof(TimedConverter<PoolError>))]
    internal Timed<PoolError>[]? PoolErrors { get; init; }

    /// <summary>The launcher id.</summary>
    public override string ToString() => LauncherId ?? "";

    private static ulong Sum(Timed<ulong>[]? points) => points?.Aggregate(0UL, (sum, one) => sum + one.Value) ?? 0;

    private static int Count(Timed<ulong>[]? points) => points?.Length ?? 0;
}

/// <summary>A complaint of a pool.</summary>
public sealed class PoolError
{
    /// <summary>When it came; null from old releases.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time { get; init; }

    /// <summary>The pool protocol's number for it.</summary>
    public ushort? ErrorCode { get; init; }

    /// <summary>The pool's words.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Number and words.</summary>
    public override string ToString() => $"{ErrorCode}: {ErrorMessage}";
}

/// <summary>What the farmer keeps about a plot NFT.</summary>
internal sealed class PoolConfig
{
    [JsonConverter(typeof(HexConverter))]
    public string? LauncherId { get; init; }

    public string? PoolUrl { get; init; }

    public string? PayoutInstructions { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? TargetPuzzleHash { get; init; }

    [JsonConverter(typeof(HexConverter))]
    [JsonPropertyName("p2_singleton_puzzle_hash")]
    public string? P2SingletonPuzzleHash { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? OwnerPublicKey { get; init; }

    public int? KeyDerivationIndex { get; init; }

    public int? Version { get; init; }
}
