using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>What a full node knows of a coin (<c>full_node/get_coin_record_by_name</c> and its like).</summary>
public sealed class CoinRecord : ChiaObject
{
    private string? _prefix;

    /// <summary>Id of the coin.</summary>
    public string? CoinId => Coin?.CoinId;

    /// <summary>Amount in XCH; the node does not say whether it is a CAT, which has 1,000,000,000 times as many units.</summary>
    public decimal AmountXch => Units.Xch(AmountMojo);

    /// <summary>Amount in mojos.</summary>
    public ulong AmountMojo => Coin?.AmountMojo ?? 0;

    /// <summary>Height of the block that made it.</summary>
    public uint ConfirmedBlockIndex { get; init; }

    /// <summary>Height of the block that spent it; 0 while it is unspent.</summary>
    public uint SpentBlockIndex { get; init; }

    /// <summary>Whether it is spent.</summary>
    [JsonIgnore]
    public bool Spent => SpentFlag ?? SpentBlockIndex > 0;

    /// <summary>It is a block reward.</summary>
    public bool Coinbase { get; init; }

    /// <summary>Time of the block that made it.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The puzzle hash as an address; null while the network is not known.</summary>
    public string? Address => Units.Address(_prefix, PuzzleHash);

    /// <summary>Hash of the puzzle that locks it.</summary>
    public string? PuzzleHash => Coin?.PuzzleHash;

    /// <summary>Id of the coin that made it.</summary>
    public string? ParentCoinInfo => Coin?.ParentCoinInfo;

    /// <summary>Addition or Removal where the coins of a block were asked for, else null.</summary>
    [JsonIgnore]
    public CoinChange? Change { get; internal set; }

    [JsonInclude]
    internal Coin? Coin { get; init; }

    [JsonInclude]
    [JsonPropertyName("spent")]
    internal bool? SpentFlag { get; init; }

    /// <summary>The coin id.</summary>
    public override string ToString() => CoinId ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        _prefix = origin.Prefix;
    }
}

/// <summary>What a block did to a coin.</summary>
public enum CoinChange
{
    /// <summary>The block made it.</summary>
    Addition,

    /// <summary>The block spent it.</summary>
    Removal,
}

/// <summary>The coins that a block made and spent (<c>full_node/get_additions_and_removals</c>).</summary>
internal sealed record AdditionsAndRemovals(CoinRecord[]? Additions, CoinRecord[]? Removals)
{
    /// <summary>All of them, each with what the block did to it.</summary>
    public IEnumerable<CoinRecord> Marked() => Mark(Additions, CoinChange.Addition).Concat(Mark(Removals, CoinChange.Removal));

    private static IEnumerable<CoinRecord> Mark(CoinRecord[]? coins, CoinChange change)
    {
        foreach (var coin in coins ?? [])
        {
            coin.Change = change;
            yield return coin;
        }
    }
}
