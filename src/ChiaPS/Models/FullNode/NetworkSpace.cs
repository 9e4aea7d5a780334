using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>Estimated space of the network between two blocks (<c>full_node/get_network_space</c>).</summary>
public sealed class NetworkSpace : ChiaObject
{
    /// <summary>The space in bytes.</summary>
    [JsonPropertyName("space")]
    public decimal Bytes { get; init; }

    /// <summary>The later block.</summary>
    [JsonIgnore]
    public string? NewerHeaderHash { get; internal set; }

    /// <summary>The earlier block.</summary>
    [JsonIgnore]
    public string? OlderHeaderHash { get; internal set; }

    /// <summary>Height of the later block; null where header hashes were given.</summary>
    [JsonIgnore]
    public uint? NewerHeight { get; internal set; }

    /// <summary>Height of the earlier block; null where header hashes were given.</summary>
    [JsonIgnore]
    public uint? OlderHeight { get; internal set; }

    /// <summary>The bytes.</summary>
    public override string ToString() => FormattableString.Invariant($"{Bytes} bytes");
}
