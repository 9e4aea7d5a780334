using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>A coin: its id follows from the other three values.</summary>
public sealed class Coin : ChiaObject
{
    private string? _prefix;

    /// <summary>Its id: SHA-256 of parent, puzzle hash and amount.</summary>
    public string? CoinId => CoinIds.Compute(ParentCoinInfo, PuzzleHash, AmountMojo);

    /// <summary>Amount in XCH; a CAT coin has 1,000,000,000 times as many CAT units.</summary>
    public decimal AmountXch => Units.Xch(AmountMojo);

    /// <summary>Amount in mojos.</summary>
    [JsonPropertyName("amount")]
    public ulong AmountMojo { get; init; }

    /// <summary>Id of the coin that made it.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ParentCoinInfo { get; init; }

    /// <summary>Hash of the puzzle that locks it.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PuzzleHash { get; init; }

    /// <summary>The puzzle hash as an address; null while the network is not known.</summary>
    public string? Address => Units.Address(_prefix, PuzzleHash);

    /// <summary>The coin id.</summary>
    public override string ToString() => CoinId ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        _prefix = origin.Prefix;
    }
}
