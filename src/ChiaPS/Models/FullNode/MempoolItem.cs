using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>A spend bundle that waits for a block (<c>full_node/get_all_mempool_items</c> and its like).</summary>
public sealed class MempoolItem : ChiaObject
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("spend_bundle_name")]
    [JsonConverter(typeof(HexConverter))]
    public string? SpendBundleId { get; init; }

    /// <summary>The fee in XCH; null where only the id was asked for, as all that follows.</summary>
    [JsonIgnore]
    public decimal? FeeXch => Units.Xch(FeeMojo);

    /// <summary>CLVM cost.</summary>
    public ulong? Cost { get; init; }

    /// <summary>Mojos for each unit of cost: what the mempool is ordered by.</summary>
    [JsonIgnore]
    public decimal? FeePerCost => Cost is > 0 ? (decimal?)FeeMojo / Cost : null;

    /// <summary>The fee in mojos.</summary>
    [JsonPropertyName("fee")]
    public ulong? FeeMojo { get; init; }

    /// <summary>Coins that it makes.</summary>
    public Coin[]? Additions { get; init; }

    /// <summary>Coins that it spends.</summary>
    public Coin[]? Removals { get; init; }

    /// <summary>The spend bundle as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? SpendBundle { get; init; }

    /// <summary>What running it gave (conditions, cost, signatures), as the node's own JSON.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? NpcResult { get; init; }

    /// <summary>The spend bundle id.</summary>
    public override string ToString() => SpendBundleId ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        foreach (var coin in (Additions ?? []).Concat(Removals ?? []))
        {
            coin.Stamp(origin);
        }
    }
}
