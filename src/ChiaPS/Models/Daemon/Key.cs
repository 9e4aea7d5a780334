using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>A key of the keychain, without its secrets (<c>daemon/get_public_keys</c>).</summary>
public sealed class Key : ChiaObject
{
    /// <summary>The number that stands for the key.</summary>
    public uint Fingerprint { get; init; }

    /// <summary>Its label; null when it has none.</summary>
    public string? Label { get; init; }

    /// <summary>It is the one that the wallet works with; null when no wallet could be asked.</summary>
    [JsonIgnore]
    public bool? IsLoggedIn { get; internal set; }

    /// <summary>Its master public key; null when only the wallet could be asked.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PublicKey { get; init; }

    /// <summary>Farmer key for plots; null unless it was asked for (<c>daemon/get_keys_for_plotting</c>) or the key has no secrets here.</summary>
    [JsonIgnore]
    public string? FarmerPublicKey { get; internal set; }

    /// <summary>Pool key for plots; null as <see cref="FarmerPublicKey"/>.</summary>
    [JsonIgnore]
    public string? PoolPublicKey { get; internal set; }

    /// <summary>The fingerprint.</summary>
    public override string ToString() => FormattableString.Invariant($"{Fingerprint}");
}

/// <summary>Of <c>daemon/get_keys_for_plotting</c>.</summary>
internal sealed class PlottingKeys
{
    [JsonConverter(typeof(HexConverter))]
    public string? FarmerPublicKey { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? PoolPublicKey { get; init; }
}
