using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>A harvester that is connected to the farmer (<c>farmer/get_harvesters_summary</c>, <c>farmer/get_harvesters</c>).</summary>
public sealed class Harvester : ChiaObject
{
    /// <summary>Where it connected from: an IP address.</summary>
    [JsonIgnore]
    public string? PeerHost => Connection?.Host;

    /// <summary>The port it connected from.</summary>
    [JsonIgnore]
    public ushort? PeerPort => Connection?.Port;

    /// <summary>Its id: SHA-256 of its certificate.</summary>
    [JsonIgnore]
    public string? NodeId => Connection?.NodeId;

    /// <summary>Plots that it farms.</summary>
    [JsonIgnore]
    public ulong Plots => PlotsOrCount?.Count ?? 0;

    /// <summary>Size of the plot files in bytes.</summary>
    public ulong TotalPlotSize { get; init; }

    /// <summary>Size in bytes that the plots would have uncompressed: what counts in the netspace.</summary>
    public ulong? TotalEffectivePlotSize { get; init; }

    /// <summary>Files that hold the same plot as another.</summary>
    [JsonIgnore]
    public ulong Duplicates => DuplicatesOrCount?.Count ?? 0;

    /// <summary>Files that cannot be opened as plots.</summary>
    [JsonIgnore]
    public ulong Invalid => FailedOrCount?.Count ?? 0;

    /// <summary>Plots whose keys the farmer lacks.</summary>
    [JsonIgnore]
    public ulong KeyMissing => NoKeyOrCount?.Count ?? 0;

    /// <summary>When its list of plots was last complete at the farmer; null before the first time.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? LastSyncTime { get; init; }

    /// <summary>A list of plots is on its way to the farmer.</summary>
    [JsonIgnore]
    public bool Syncing => Sync is not null;

    /// <summary>It is the first since the harvester connected: the counts are not complete yet.</summary>
    [JsonIgnore]
    public bool InitialSync => Sync?.Initial == true;

    /// <summary>Plot files that this sync has seen; null when none runs.</summary>
    [JsonIgnore]
    public uint? PlotFilesProcessed => Sync?.PlotFilesProcessed;

    /// <summary>Plot files that this sync will see; null when none runs.</summary>
    [JsonIgnore]
    public uint? PlotFilesTotal => Sync?.PlotFilesTotal;

    /// <summary>Cpu or Gpu; null before it said so.</summary>
    public HarvestingMode? HarvestingMode { get; init; }

    /// <summary>The plots; null unless they were asked for, as the lists that follow.</summary>
    [JsonIgnore]
    public Plot[]? PlotList => PlotsOrCount?.Items;

    /// <summary>Paths of the duplicates.</summary>
    [JsonIgnore]
    public string[]? DuplicateList => DuplicatesOrCount?.Items;

    /// <summary>Paths of the files that cannot be opened.</summary>
    [JsonIgnore]
    public string[]? InvalidList => FailedOrCount?.Items;

    /// <summary>Paths of the plots whose keys are missing.</summary>
    [JsonIgnore]
    public string[]? KeyMissingList => NoKeyOrCount?.Items;

    [JsonInclude]
    internal Peer? Connection { get; init; }

    [JsonInclude]
    [JsonPropertyName("plots")]
    [JsonConverter(typeof(CountOrListConverter<Plot>))]
    internal CountOrList<Plot>? PlotsOrCount { get; init; }

    [JsonInclude]
    [JsonPropertyName("duplicates")]
    [JsonConverter(typeof(CountOrListConverter<string>))]
    internal CountOrList<string>? DuplicatesOrCount { get; init; }

    [JsonInclude]
    [JsonPropertyName("failed_to_open_filenames")]
    [JsonConverter(typeof(CountOrListConverter<string>))]
    internal CountOrList<string>? FailedOrCount { get; init; }

    [JsonInclude]
    [JsonPropertyName("no_key_filenames")]
    [JsonConverter(typeof(CountOrListConverter<string>))]
    internal CountOrList<string>? NoKeyOrCount { get; init; }

    [JsonInclude]
    [JsonPropertyName("syncing")]
    internal PlotSync? Sync { get; init; }

    /// <summary>Host and number of plots.</summary>
    public override string ToString() => $"{PeerHost}: {Plots} plots";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        foreach (var plot in PlotList ?? [])
        {
            plot.Stamp(origin);
            plot.Place(this, PlotState.Valid);
        }
    }

    internal sealed class Peer
    {
        [JsonConverter(typeof(HexConverter))]
        public string? NodeId { get; init; }

        public string? Host { get; init; }

        public ushort? Port { get; init; }
    }

    internal sealed class PlotSync
    {
        public bool Initial { get; init; }

        public uint PlotFilesProcessed { get; init; }

        public uint PlotFilesTotal { get; init; }
    }
}

/// <summary>What a harvester looks up and decompresses proofs with.</summary>
public enum HarvestingMode
{
    /// <summary>The processor.</summary>
    Cpu = 1,

    /// <summary>A graphics card.</summary>
    Gpu = 2,
}
