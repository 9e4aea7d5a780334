using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>A coin of a wallet (<c>wallet/get_coin_records</c>).</summary>
public sealed class WalletCoin : ChiaObject
{
    private string? _prefix;

    /// <summary>Id of the coin.</summary>
    [JsonPropertyName("id")]
    [JsonConverter(typeof(HexConverter))]
    public string? CoinId { get; init; }

    /// <summary>Amount in units of the wallet.</summary>
    [JsonIgnore]
    public decimal Amount => Units.Of(WalletType.Unit(), AmountMojo);

    /// <summary>What <see cref="Amount"/> counts: XCH, TXCH or CAT.</summary>
    [JsonIgnore]
    public string Unit => WalletType.UnitName(_prefix);

    /// <summary>Whether it can be spent.</summary>
    [JsonIgnore]
    public WalletCoinState State { get; internal set; }

    /// <summary>Height at which it was made.</summary>
    public uint ConfirmedHeight { get; init; }

    /// <summary>Height at which it was spent; 0 before.</summary>
    public uint SpentHeight { get; init; }

    /// <summary>Kind of the coin.</summary>
    [JsonPropertyName("type")]
    public CoinType CoinType { get; init; }

    /// <summary>The wallet it belongs to.</summary>
    [JsonIgnore]
    public uint WalletId => Wallet?.Id ?? 0;

    /// <summary>What that wallet holds.</summary>
    [JsonIgnore]
    public WalletType WalletType => Wallet?.Type ?? WalletType.Standard;

    /// <summary>The key it belongs to.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>Amount in mojos.</summary>
    [JsonPropertyName("amount")]
    public ulong AmountMojo { get; init; }

    /// <summary>It is a block reward.</summary>
    public bool Coinbase { get; init; }

    /// <summary>Id of the coin that made it.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ParentCoinInfo { get; init; }

    /// <summary>Hash of the puzzle that locks it.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PuzzleHash { get; init; }

    /// <summary>The puzzle hash as an address; null while the network is not known.</summary>
    [JsonIgnore]
    public string? Address => Units.Address(_prefix, PuzzleHash);

    /// <summary>What the wallet keeps about clawbacks and restricted CATs, as JSON; null for others.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Metadata { get; init; }

    [JsonInclude]
    [JsonPropertyName("wallet_identifier")]
    internal WalletIdentifier? Wallet { get; init; }

    /// <summary>The coin id.</summary>
    public override string ToString() => CoinId ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
        _prefix = origin.Prefix;
    }

    internal sealed record WalletIdentifier(uint Id, WalletType Type);
}

/// <summary>Whether a coin can be spent.</summary>
public enum WalletCoinState
{
    /// <summary>It is unspent and in no pending transaction.</summary>
    Spendable,

    /// <summary>A pending transaction spends it.</summary>
    Pending,

    /// <summary>It is spent.</summary>
    Spent,
}

/// <summary>Kinds of coins, by Chia's numbers.</summary>
public enum CoinType
{
    /// <summary>An ordinary coin.</summary>
    Normal = 0,

    /// <summary>Sent with a time for taking it back; claimed or taken back, not spent.</summary>
    Clawback = 1,

    /// <summary>A restricted CAT that waits for approval.</summary>
    RestrictedCatPending = 2,

    /// <summary>A restricted CAT.</summary>
    RestrictedCat = 3,
}

/// <summary>Orders of coins, lowest first, by Chia's numbers.</summary>
public enum CoinOrder
{
    /// <summary>By the height at which they were made.</summary>
    ConfirmedHeight = 1,

    /// <summary>By the height at which they were spent; unspent ones have height 0.</summary>
    SpentHeight = 2,

    /// <summary>By amount.</summary>
    Amount = 3,
}

/// <summary>Of <c>wallet/get_spendable_coins</c>.</summary>
internal sealed record SpendableCoins(CoinRecord[]? ConfirmedRecords, CoinRecord[]? UnconfirmedRemovals, Coin[]? UnconfirmedAdditions);
