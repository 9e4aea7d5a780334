using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>The network of an installation (<c>get_network_info</c>, since 2.3.0 at every service).</summary>
public sealed class Network : ChiaObject
{
    /// <summary>Its name, such as mainnet.</summary>
    public string? NetworkName { get; init; }

    /// <summary>Prefix of its addresses, such as xch or txch.</summary>
    public string? NetworkPrefix { get; init; }

    /// <summary>What its first block builds on.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? GenesisChallenge { get; init; }

    /// <summary>The service that was asked.</summary>
    [JsonIgnore]
    public ChiaService Service { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => NetworkName ?? "";
}
