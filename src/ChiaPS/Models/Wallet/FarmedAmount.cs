using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>What a key has farmed (<c>wallet/get_farmed_amount</c>). Amounts are XCH, or TXCH on test networks.</summary>
public sealed class FarmedAmount : ChiaObject
{
    private string? _prefix;

    /// <summary>All rewards and fees together.</summary>
    [JsonIgnore]
    public decimal Amount => Units.Xch(AmountMojo);

    /// <summary>The pool's part of rewards that came to this key.</summary>
    [JsonIgnore]
    public decimal PoolRewardAmount => Units.Xch(PoolRewardAmountMojo);

    /// <summary>The farmer's part of rewards, without fees.</summary>
    [JsonIgnore]
    public decimal FarmerRewardAmount => Units.Xch(FarmerRewardAmountMojo);

    /// <summary>Fees of transactions in blocks that it won.</summary>
    [JsonIgnore]
    public decimal FeeAmount => Units.Xch(FeeAmountMojo);

    /// <summary>XCH, or TXCH on test networks.</summary>
    [JsonIgnore]
    public string Unit => WalletType.Standard.UnitName(_prefix);

    /// <summary>Blocks that it won.</summary>
    public uint? BlocksWon { get; init; }

    /// <summary>Height of the last of them; 0 when there is none.</summary>
    public uint LastHeightFarmed { get; init; }

    /// <summary>When the last one was made.</summary>
    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? LastTimeFarmed { get; init; }

    /// <summary><see cref="Amount"/> in mojos.</summary>
    [JsonPropertyName("farmed_amount")]
    public ulong AmountMojo { get; init; }

    /// <summary><see cref="PoolRewardAmount"/> in mojos.</summary>
    [JsonPropertyName("pool_reward_amount")]
    public ulong PoolRewardAmountMojo { get; init; }

    /// <summary><see cref="FarmerRewardAmount"/> in mojos.</summary>
    [JsonPropertyName("farmer_reward_amount")]
    public ulong FarmerRewardAmountMojo { get; init; }

    /// <summary><see cref="FeeAmount"/> in mojos.</summary>
    [JsonPropertyName("fee_amount")]
    public ulong FeeAmountMojo { get; init; }

    /// <summary>The key.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>The amount.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount} {Unit}");

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
        _prefix = origin.Prefix;
    }
}
