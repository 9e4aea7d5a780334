using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>What fee brings a transaction into a block in time (<c>full_node/get_fee_estimate</c>, <c>wallet/get_fee_estimate</c>).</summary>
public sealed class FeeEstimate : ChiaObject
{
    /// <summary>How long the transaction may wait; null from the wallet, which knows the rate only.</summary>
    [JsonIgnore]
    public TimeSpan? TargetTime { get; private set; }

    /// <summary>The fee in XCH; null from the wallet.</summary>
    [JsonIgnore]
    public decimal? Fee => Units.Xch(FeeMojo);

    /// <summary>The fee in mojos; null from the wallet.</summary>
    [JsonIgnore]
    public ulong? FeeMojo { get; private set; }

    /// <summary>Mojos for each unit of CLVM cost now; from the wallet a whole number.</summary>
    [JsonIgnore]
    public decimal FeeRate => CurrentFeeRate ?? FeePerCost ?? 0;

    /// <summary>How full the mempool is, 0 to 1: while it is not, a fee of 0 gets in too. Null from the wallet and while the node starts.</summary>
    [JsonIgnore]
    public decimal? MempoolFull => MempoolMaxSize is > 0 ? (decimal?)MempoolSize / MempoolMaxSize : null;

    /// <summary>CLVM cost of the mempool.</summary>
    public ulong? MempoolSize { get; init; }

    /// <summary>CLVM cost that fits into the mempool.</summary>
    public ulong? MempoolMaxSize { get; init; }

    /// <summary>Items in the mempool.</summary>
    [JsonPropertyName("num_spends")]
    public uint? MempoolItems { get; init; }

    /// <summary>Fees in the mempool in XCH.</summary>
    [JsonIgnore]
    public decimal? MempoolFeesXch => Units.Xch(MempoolFeesMojo);

    /// <summary>Fees in the mempool in mojos.</summary>
    [JsonPropertyName("mempool_fees")]
    public ulong? MempoolFeesMojo { get; init; }

    /// <summary>The node is synced; without that no estimate is good.</summary>
    public bool? FullNodeSynced { get; init; }

    /// <summary>Height of the peak.</summary>
    public uint? PeakHeight { get; init; }

    /// <summary>Time of the peak.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? LastPeakTimestamp { get; init; }

    /// <summary>The node's clock.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? NodeTimeUtc { get; init; }

    /// <summary>Height of the last transaction block.</summary>
    public uint? LastTxBlockHeight { get; init; }

    /// <summary>CLVM cost of that block.</summary>
    public ulong? LastBlockCost { get; init; }

    /// <summary>Its fees in XCH.</summary>
    [JsonIgnore]
    public decimal? FeesLastBlockXch => Units.Xch(FeesLastBlockMojo);

    /// <summary>Its fees in mojos.</summary>
    [JsonPropertyName("fees_last_block")]
    public ulong? FeesLastBlockMojo { get; init; }

    /// <summary>Mojos for each unit of cost in that block.</summary>
    public decimal? FeeRateLastBlock { get; init; }

    [JsonInclude]
    internal decimal? CurrentFeeRate { get; init; }

    [JsonInclude]
    internal ulong? FeePerCost { get; init; }

    [JsonInclude]
    internal ulong[]? Estimates { get; init; }

    [JsonInclude]
    internal ulong[]? TargetTimes { get; init; }

    /// <summary>The fee, or the rate where only that is known.</summary>
    public override string ToString() => FeeMojo is null ? FormattableString.Invariant($"{FeeRate} mojos a cost") : FormattableString.Invariant($"{Fee} within {TargetTime}");

    /// <summary>One object for each target time of the answer.</summary>
    internal IEnumerable<FeeEstimate> Each()
    {
        foreach (var (seconds, fee) in (TargetTimes ?? []).Zip(Estimates ?? []))
        {
            var one = (FeeEstimate)MemberwiseClone();
            (one.TargetTime, one.FeeMojo) = (TimeSpan.FromSeconds(seconds), fee);
            yield return one;
        }
    }
}

/// <summary>Kinds of spends that a full node knows the usual cost of.</summary>
public enum SpendType
{
    /// <summary>XCH to an address.</summary>
    SendXchTransaction,

    /// <summary>A CAT to an address.</summary>
    CatSpend,

    /// <summary>An offer taken.</summary>
    TakeOffer,

    /// <summary>An offer cancelled.</summary>
    CancelOffer,

    /// <summary>The DID of an NFT set.</summary>
    NftSetNftDid,

    /// <summary>An NFT to an address.</summary>
    NftTransferNft,

    /// <summary>A plot NFT made.</summary>
    CreateNewPoolWallet,

    /// <summary>Rewards of a plot NFT claimed.</summary>
    PwAbsorbRewards,

    /// <summary>A DID made.</summary>
    CreateNewDidWallet,
}
