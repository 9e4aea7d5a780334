using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>A plot file (<c>farmer/get_harvester_plots_valid</c> and its like, <c>harvester/get_plots</c>).</summary>
public sealed class Plot : ChiaObject
{
    private const byte SecondFormat = 0x80;

    /// <summary>Id of the plot; null for files that are not farmed, as all that follows but path, state and harvester.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PlotId { get; init; }

    /// <summary>As the RPC says it: k of a plot of the first format; 128 and the strength for the second.</summary>
    public byte? Size { get; init; }

    /// <summary>1 or 2.</summary>
    [JsonIgnore]
    public byte? FormatVersion => Size is { } size ? (byte)(size < SecondFormat ? 1 : 2) : null;

    /// <summary>Strength of a plot of the second format; null for the first.</summary>
    [JsonIgnore]
    public byte? Strength => Size is >= SecondFormat ? (byte)(Size.Value - SecondFormat) : null;

    /// <summary>Size of the file in bytes.</summary>
    public ulong? FileSize { get; init; }

    /// <summary>Which list it is in: Valid, Invalid, KeyMissing or Duplicate.</summary>
    [JsonIgnore]
    public PlotState State { get; private set; }

    /// <summary>Path of the file on the harvester's machine.</summary>
    public string? Filename { get; init; }

    /// <summary>When the file was last written.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? TimeModified { get; init; }

    /// <summary>Compression, 0 for none.</summary>
    public byte? CompressionLevel { get; init; }

    /// <summary>Pool contract that it is made for; null where it is made for a pool key.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PoolContractPuzzleHash { get; init; }

    /// <summary>Pool public key that it is made for; null where it is made for a pool contract.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PoolPublicKey { get; init; }

    /// <summary>Public key of the plot.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PlotPublicKey { get; init; }

    /// <summary>Index in its group, second format only; null from releases before 2.7.5.</summary>
    public ushort? PlotIndex { get; init; }

    /// <summary>Its group, second format only; null from releases before 2.7.5.</summary>
    public byte? MetaGroup { get; init; }

    /// <summary>Id of the harvester; null where a harvester was asked that does not know its own.</summary>
    [JsonIgnore]
    public string? NodeId { get; private set; }

    /// <summary>Where the harvester connected from; null where it was asked itself.</summary>
    [JsonIgnore]
    public string? PeerHost { get; private set; }

    /// <summary>The path.</summary>
    public override string ToString() => Filename ?? "";

    /// <summary>Sets where it is and in which list.</summary>
    internal void Place(Harvester? harvester, PlotState state) => Place(harvester?.NodeId, harvester?.PeerHost, state);

    internal void Place(string? nodeId, string? peerHost, PlotState state) => (NodeId, PeerHost, State) = (nodeId, peerHost, state);
}

/// <summary>What a harvester makes of a plot file.</summary>
public enum PlotState
{
    /// <summary>It is farmed.</summary>
    Valid,

    /// <summary>It cannot be opened as a plot.</summary>
    Invalid,

    /// <summary>The farmer lacks its keys.</summary>
    KeyMissing,

    /// <summary>Another file with the same plot is farmed.</summary>
    Duplicate,
}

/// <summary>What a list of plots is sorted by.</summary>
public enum PlotOrder
{
    /// <summary>The path.</summary>
    Filename,

    /// <summary>The size as the RPC says it.</summary>
    Size,

    /// <summary>The plot id.</summary>
    PlotId,

    /// <summary>Bytes of the file.</summary>
    FileSize,

    /// <summary>When the file was last written.</summary>
    TimeModified,
}

/// <summary>A page of plots of one harvester; pages begin at 0.</summary>
internal sealed class PlotPage : ChiaObject
{
    [JsonConverter(typeof(HexConverter))]
    public string? NodeId { get; init; }

    public uint Page { get; init; }

    public uint PageCount { get; init; }

    public ulong TotalCount { get; init; }

    public Plot[] Plots { get; init; } = [];

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        foreach (var plot in Plots)
        {
            plot.Stamp(origin);
        }
    }
}

/// <summary>A page of paths of one harvester; pages begin at 0.</summary>
internal sealed class PlotFilePage : ChiaObject
{
    [JsonConverter(typeof(HexConverter))]
    public string? NodeId { get; init; }

    public uint Page { get; init; }

    public uint PageCount { get; init; }

    public ulong TotalCount { get; init; }

    public string[] Plots { get; init; } = [];
}
