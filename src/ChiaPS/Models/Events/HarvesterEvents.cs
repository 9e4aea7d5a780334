using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>Plots of a harvester changed (<c>harvester_update</c> of the farmer).</summary>
public sealed class HarvesterUpdateEvent : EventData
{
    /// <summary>The harvester.</summary>
    [JsonIgnore]
    public string? NodeId => Values.Hex.Normalize(Connection?.NodeId);

    /// <summary>Its address.</summary>
    [JsonIgnore]
    public string? PeerHost => Connection?.Host;

    /// <summary>Its port.</summary>
    [JsonIgnore]
    public ushort? PeerPort => Connection?.Port;

    /// <summary>Plots that it farms.</summary>
    [JsonPropertyName("plots")]
    public uint PlotCount { get; init; }

    /// <summary>Plots that cannot be opened.</summary>
    [JsonPropertyName("failed_to_open_filenames")]
    public uint FailedToOpenCount { get; init; }

    /// <summary>Plots whose keys are not there.</summary>
    [JsonPropertyName("no_key_filenames")]
    public uint NoKeyCount { get; init; }

    /// <summary>Plots that are there twice.</summary>
    [JsonPropertyName("duplicates")]
    public uint DuplicateCount { get; init; }

    /// <summary>Size of the plots in bytes.</summary>
    public ulong TotalPlotSize { get; init; }

    /// <summary>Size of the plots as if they were not compressed, in bytes.</summary>
    public ulong TotalEffectivePlotSize { get; init; }

    /// <summary>When its list was last brought up to date; null before the first time.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? LastSyncTime { get; init; }

    /// <summary>1 on the processor, 2 on a graphics card.</summary>
    public int? HarvestingMode { get; init; }

    /// <summary>Its list is being brought up to date.</summary>
    [JsonIgnore]
    public bool IsSyncing => Syncing is not null;

    /// <summary>Plot files it has gone through while its list is brought up to date.</summary>
    [JsonIgnore]
    public uint? PlotFilesProcessed => Syncing?.PlotFilesProcessed;

    /// <summary>Plot files to go through.</summary>
    [JsonIgnore]
    public uint? PlotFilesTotal => Syncing?.PlotFilesTotal;

    [JsonInclude]
    internal HarvesterPlace? Connection { get; init; }

    [JsonInclude]
    internal HarvesterSyncing? Syncing { get; init; }

    /// <summary>Harvester and plots.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{PeerHost}: {PlotCount} plots{(IsSyncing ? $", reading {PlotFilesProcessed} of {PlotFilesTotal}" : "")}");
}

/// <summary>Where a harvester is.</summary>
internal sealed record HarvesterPlace(string? NodeId, string? Host, ushort? Port);

/// <summary>How far a harvester has read its plots.</summary>
internal sealed record HarvesterSyncing(bool Initial, uint PlotFilesProcessed, uint PlotFilesTotal);

/// <summary>A harvester is gone (<c>harvester_removed</c> of the farmer).</summary>
public sealed class HarvesterRemovedEvent : EventData
{
    /// <summary>The harvester.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? NodeId { get; init; }

    /// <summary>The harvester.</summary>
    public override string ToString() => NodeId ?? "";
}

/// <summary>A plot was deleted through the harvester (<c>get_plots</c>).</summary>
public sealed class PlotsEvent : EventData
{
    /// <summary>The plots that are left, as JSON.</summary>
    [JsonPropertyName("plots")]
    [JsonConverter(typeof(RawJsonConverter))]
    public string? PlotsJson { get; init; }

    /// <summary>How many these are.</summary>
    [JsonIgnore]
    public int PlotCount => EventJson.Length(PlotsJson);

    /// <summary>Files that cannot be opened.</summary>
    [JsonPropertyName("failed_to_open_filenames")]
    public string[] FailedToOpen { get; init; } = [];

    /// <summary>Files that are not there any more.</summary>
    [JsonPropertyName("not_found_filenames")]
    public string[] NotFound { get; init; } = [];

    /// <summary>How many plots are left.</summary>
    public override string ToString() => FormattableString.Invariant($"{PlotCount} plots");
}

/// <summary>A partial was sent to a pool, which answered, also where it refused it (<c>submitted_partial</c>).</summary>
public sealed class SubmittedPartialEvent : EventData
{
    /// <summary>The plot NFT.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? LauncherId { get; init; }

    /// <summary>The pool.</summary>
    public string? PoolUrl { get; init; }

    /// <summary>The difficulty it asks for.</summary>
    public ulong? CurrentDifficulty { get; init; }

    /// <summary>Points it acknowledged since the farmer started.</summary>
    public ulong PointsAcknowledgedSinceStart { get; init; }

    /// <summary>Points it acknowledged in the last 24 hours.</summary>
    [JsonIgnore]
    public decimal PointsAcknowledged24H => PointList.Sum(point => point is [_, var points, ..] ? points : 0);

    [JsonInclude]
    [JsonPropertyName("points_acknowledged_24h")]
    internal decimal[][] PointList { get; init; } = [];

    /// <summary>Pool and points.</summary>
    public override string ToString() => FormattableString.Invariant($"{PoolUrl}: {PointsAcknowledgedSinceStart} points acknowledged");
}

/// <summary>A partial could not be sent (<c>failed_partial</c>).</summary>
public sealed class FailedPartialEvent : EventData
{
    /// <summary>Where rewards of the plot NFT go.</summary>
    [JsonPropertyName("p2_singleton_puzzle_hash")]
    [JsonConverter(typeof(HexConverter))]
    public string? P2SingletonPuzzleHash { get; init; }

    /// <summary>The plot NFT's puzzle hash.</summary>
    public override string ToString() => P2SingletonPuzzleHash ?? "";
}
