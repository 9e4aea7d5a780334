using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>When a block was made, as the wallet learns it from its peers (<c>wallet/get_timestamp_for_height</c>).</summary>
public sealed class BlockTimestamp : ChiaObject
{
    /// <summary>The height that was asked for.</summary>
    [JsonIgnore]
    public uint Height { get; internal set; }

    /// <summary>Time of the block, or of the last transaction block before it.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The key that is logged in at the wallet.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>The height.</summary>
    public override string ToString() => FormattableString.Invariant($"height {Height}");

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
    }
}
