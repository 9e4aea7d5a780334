using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>How far the addresses of a key are derived (<c>wallet/get_current_derivation_index</c>).</summary>
public sealed class DerivationIndex : ChiaObject
{
    /// <summary>The highest index; null while there is none.</summary>
    public uint? Index { get; init; }

    /// <summary>The key.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>The index.</summary>
    public override string ToString() => FormattableString.Invariant($"{Index}");

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
    }
}
