using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>A receive address of a wallet (<c>wallet/get_next_address</c>).</summary>
public sealed class WalletAddress : ChiaObject
{
    /// <summary>The address.</summary>
    public string? Address { get; init; }

    /// <summary>The wallet it belongs to.</summary>
    public uint WalletId { get; init; }

    /// <summary>The key it belongs to.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>The address.</summary>
    public override string ToString() => Address ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
    }
}
