using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>What a peer is, by Chia's own number.</summary>
public enum NodeType
{
    /// <summary>Not told.</summary>
    None,

    /// <summary>A full node.</summary>
    FullNode,

    /// <summary>A harvester.</summary>
    Harvester,

    /// <summary>A farmer.</summary>
    Farmer,

    /// <summary>A timelord.</summary>
    Timelord,

    /// <summary>An introducer.</summary>
    Introducer,

    /// <summary>A wallet.</summary>
    Wallet,

    /// <summary>A data layer.</summary>
    DataLayer,

    /// <summary>A solver.</summary>
    Solver,
}

/// <summary>A connection of a service to another node (<c>get_connections</c> of every service).</summary>
public sealed class Peer : ChiaObject
{
    /// <summary>The service whose connection it is.</summary>
    [JsonIgnore]
    public ChiaService Service { get; internal set; }

    /// <summary>What the peer is.</summary>
    [JsonPropertyName("type")]
    [JsonConverter(typeof(NumberEnumConverter<NodeType>))]
    public NodeType NodeType { get; init; }

    /// <summary>Its address.</summary>
    public string? PeerHost { get; init; }

    /// <summary>The port that this connection has on its side.</summary>
    public ushort PeerPort { get; init; }

    /// <summary>The port that it listens on, as it says; 0 or null when it does not listen.</summary>
    public ushort? PeerServerPort { get; init; }

    /// <summary>The port that the service listens on; null when it does not.</summary>
    public ushort? LocalPort { get; init; }

    /// <summary>SHA-256 of its TLS certificate.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? NodeId { get; init; }

    /// <summary>When the connection was made.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When something last came; null before the first message.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? LastMessageTime { get; init; }

    /// <summary>Bytes that came.</summary>
    public ulong BytesRead { get; init; }

    /// <summary>Bytes that went.</summary>
    public ulong BytesWritten { get; init; }

    /// <summary>Highest peak heard of it; null where a service other than the full node was asked or the peer is no full node.</summary>
    public uint? PeakHeight { get; init; }

    /// <summary>Weight of that peak.</summary>
    public decimal? PeakWeight { get; init; }

    /// <summary>Header hash of that peak.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PeakHash { get; init; }

    /// <summary>What it is and where.</summary>
    public override string ToString() => FormattableString.Invariant($"{NodeType} {PeerHost}:{PeerPort}");
}
