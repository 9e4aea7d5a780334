using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>A transaction as the wallet keeps it (<c>wallet/get_transactions</c>, <c>wallet/get_transaction</c>).</summary>
public sealed class TransactionRecord : ChiaObject, IKeepsJson
{
    private WalletType _walletType;
    private string? _prefix;

    /// <summary>Its id. Sender and receiver each have a record of their own, with ids of their own.</summary>
    [JsonPropertyName("name")]
    [JsonConverter(typeof(HexConverter))]
    public string? TransactionId { get; init; }

    /// <summary>When the wallet made the record.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? CreatedAtTime { get; init; }

    /// <summary>Incoming, outgoing, a reward, a clawback.</summary>
    public TransactionType Type { get; init; }

    /// <summary>What moved, in units of the wallet.</summary>
    [JsonIgnore]
    public decimal Amount => Units.Of(_walletType.Unit(), AmountMojo);

    /// <summary>What <see cref="Amount"/> counts: XCH, TXCH or CAT.</summary>
    [JsonIgnore]
    public string Unit => _walletType.UnitName(_prefix);

    /// <summary>The fee in XCH.</summary>
    [JsonIgnore]
    public decimal Fee => Units.Xch(FeeMojo);

    /// <summary>It is on chain.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Height at which it was confirmed; 0 before.</summary>
    public uint ConfirmedAtHeight { get; init; }

    /// <summary>Where it went.</summary>
    public string? ToAddress { get; init; }

    /// <summary>The first memo that is readable text; null when there is none.</summary>
    public string? MemoText => Memos?.Values.SelectMany(list => list).Select(MemoTexts.Read).FirstOrDefault(text => text is not null);

    /// <summary>What moved, in mojos.</summary>
    [JsonPropertyName("amount")]
    public ulong AmountMojo { get; init; }

    /// <summary>The fee in mojos.</summary>
    [JsonPropertyName("fee_amount")]
    public ulong FeeMojo { get; init; }

    /// <summary>The wallet it belongs to.</summary>
    public uint WalletId { get; init; }

    /// <summary>The key it belongs to.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>Puzzle hash of <see cref="ToAddress"/>.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? ToPuzzleHash { get; init; }

    /// <summary>How often it was sent to nodes.</summary>
    public uint Sent { get; init; }

    /// <summary>What each node said to it.</summary>
    public SentTo[]? SentTo { get; init; }

    /// <summary>Memos by coin id, as hex of their bytes.</summary>
    [JsonConverter(typeof(MemosConverter))]
    [JsonInclude]
    public Dictionary<string, string[]>? Memos { get; internal set; }

    /// <summary>Coins that it makes.</summary>
    public Coin[]? Additions { get; init; }

    /// <summary>Coins that it spends.</summary>
    public Coin[]? Removals { get; init; }

    /// <summary>The trade it belongs to; null when there is none.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? TradeId { get; init; }

    /// <summary>When it is valid.</summary>
    public ValidTimes? ValidTimes { get; init; }

    /// <summary>What the wallet keeps about clawbacks and pending approvals, as JSON; null for others.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Metadata { get; init; }

    /// <summary>The spend bundle as the node's own JSON; null for incoming ones.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? SpendBundle { get; init; }

    /// <summary>The whole record as the node's own JSON, so that it can be sent again.</summary>
    [JsonIgnore]
    public string? TransactionJson { get; private set; }

    /// <summary>The transaction id.</summary>
    public override string ToString() => TransactionId ?? "";

    void IKeepsJson.Keep(string json) => TransactionJson = json;

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
        _prefix = origin.Prefix;
        _walletType = origin.WalletTypes?.GetValueOrDefault(WalletId) ?? WalletType.Standard;
        foreach (var coin in (Additions ?? []).Concat(Removals ?? []))
        {
            coin.Stamp(origin);
        }
    }
}

/// <summary>Kinds of transactions, by Chia's numbers.</summary>
public enum TransactionType
{
    /// <summary>Received.</summary>
    Incoming = 0,

    /// <summary>Sent.</summary>
    Outgoing = 1,

    /// <summary>The pool's part of a block reward.</summary>
    PoolReward = 2,

    /// <summary>The farmer's part of a block reward, with the fees.</summary>
    FarmerReward = 3,

    /// <summary>Received by an offer.</summary>
    IncomingTrade = 4,

    /// <summary>Given by an offer.</summary>
    OutgoingTrade = 5,

    /// <summary>A clawback that this key will receive.</summary>
    IncomingClawbackReceive = 6,

    /// <summary>A clawback that this key sent and can take back.</summary>
    IncomingClawbackSend = 7,

    /// <summary>A clawback claimed or taken back.</summary>
    OutgoingClawback = 8,

    /// <summary>A restricted CAT that waits for approval.</summary>
    IncomingCrCatPending = 9,
}

/// <summary>What a node said when it was sent a transaction.</summary>
[JsonConverter(typeof(SentToConverter))]
public sealed class SentTo
{
    /// <summary>The node's peer id.</summary>
    public string? NodeId { get; init; }

    /// <summary>Its verdict.</summary>
    public MempoolStatus Status { get; init; }

    /// <summary>Why not, such as DOUBLE_SPEND; null when there is nothing to say.</summary>
    public string? Error { get; init; }

    /// <summary>Verdict and reason.</summary>
    public override string ToString() => Error is null ? Status.ToString() : $"{Status}: {Error}";
}

/// <summary>A node's verdict on a transaction.</summary>
public enum MempoolStatus
{
    /// <summary>It is in the mempool.</summary>
    Success = 1,

    /// <summary>It has to wait, for a height or for room.</summary>
    Pending = 2,

    /// <summary>It was refused.</summary>
    Failed = 3,
}

/// <summary>When a transaction is valid; null where there is no limit.</summary>
public sealed class ValidTimes
{
    /// <summary>Not before this time.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? MinTime { get; init; }

    /// <summary>Not before this height.</summary>
    public uint? MinHeight { get; init; }

    /// <summary>Only before this time.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? MaxTime { get; init; }

    /// <summary>Only before this height.</summary>
    public uint? MaxHeight { get; init; }

    /// <summary>Seconds that its coins must be old.</summary>
    public ulong? MinSecsSinceCreated { get; init; }

    /// <summary>Blocks that its coins must be old.</summary>
    public uint? MinBlocksSinceCreated { get; init; }

    /// <summary>Seconds that its coins may be old.</summary>
    public ulong? MaxSecsAfterCreated { get; init; }

    /// <summary>Blocks that its coins may be old.</summary>
    public uint? MaxBlocksAfterCreated { get; init; }
}
