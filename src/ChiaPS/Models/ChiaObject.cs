using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>What every object that comes from an RPC has.</summary>
public abstract class ChiaObject
{
    private protected ChiaObject()
    {
    }

    /// <summary>The session that the object came over; binds to -Session, so that a pipeline stays on its farm.</summary>
    [JsonIgnore]
    public string? SessionName { get; internal set; }

    /// <summary>Fields that this release of ChiaPS does not know. Kept, not shown.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Sets what the node does not say; called once, right after the object was read.</summary>
    internal virtual void Stamp(Origin origin) => SessionName = origin.SessionName;
}

/// <summary>Where an object came from.</summary>
/// <param name="SessionName">The session.</param>
/// <param name="Prefix">Address prefix of the network, such as xch; null while it is not known.</param>
internal sealed record Origin(string SessionName, string? Prefix)
{
    /// <summary>The key that is logged in; null where no wallet was asked.</summary>
    public uint? Fingerprint { get; init; }

    /// <summary>The type of each wallet, where amounts must be put into units.</summary>
    public IReadOnlyDictionary<uint, WalletType>? WalletTypes { get; init; }
}

/// <summary>A model that goes back to the node some day, and so keeps the node's own JSON.</summary>
internal interface IKeepsJson
{
    void Keep(string json);
}
