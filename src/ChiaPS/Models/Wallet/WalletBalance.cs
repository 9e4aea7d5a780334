using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>Balances of a wallet (<c>wallet/get_wallet_balance</c>): in units, and under ...Mojo in the smallest unit.</summary>
public sealed class WalletBalance : ChiaObject
{
    private string? _prefix;

    /// <summary>Number of the wallet.</summary>
    public uint WalletId { get; init; }

    /// <summary>What it holds.</summary>
    public WalletType WalletType { get; init; }

    /// <summary>What the amounts without suffix count: XCH, TXCH or CAT.</summary>
    [JsonIgnore]
    public string Unit => WalletType.UnitName(_prefix);

    /// <summary>Confirmed on chain, in units; pending transactions do not change it.</summary>
    [JsonIgnore]
    public decimal ConfirmedWalletBalance => In(ConfirmedWalletBalanceMojo);

    /// <summary>As if all pending transactions were confirmed, in units.</summary>
    [JsonIgnore]
    public decimal UnconfirmedWalletBalance => In(UnconfirmedWalletBalanceMojo);

    /// <summary>What can be spent now, in units: pending transactions lock whole coins.</summary>
    [JsonIgnore]
    public decimal SpendableBalance => In(SpendableBalanceMojo);

    /// <summary>What pending transactions will give back, in units.</summary>
    [JsonIgnore]
    public decimal PendingChange => In(PendingChangeMojo);

    /// <summary>The most that one transaction can send, in units.</summary>
    [JsonIgnore]
    public decimal MaxSendAmount => In(MaxSendAmountMojo);

    /// <summary>What waits for approval in a restricted CAT, in units; null for others.</summary>
    [JsonIgnore]
    public decimal? PendingApprovalBalance => PendingApprovalBalanceMojo is { } mojo ? In(mojo) : null;

    /// <summary>Number of unspent coins.</summary>
    public uint UnspentCoinCount { get; init; }

    /// <summary>Number of coins that pending transactions spend.</summary>
    public uint PendingCoinRemovalCount { get; init; }

    /// <summary>The asset of a CAT; null for others.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? AssetId { get; init; }

    /// <summary>The key that the wallet belongs to.</summary>
    [JsonInclude]
    public uint? Fingerprint { get; internal set; }

    /// <summary><see cref="ConfirmedWalletBalance"/> in mojos.</summary>
    [JsonPropertyName("confirmed_wallet_balance")]
    public decimal ConfirmedWalletBalanceMojo { get; init; }

    /// <summary><see cref="UnconfirmedWalletBalance"/> in mojos.</summary>
    [JsonPropertyName("unconfirmed_wallet_balance")]
    public decimal UnconfirmedWalletBalanceMojo { get; init; }

    /// <summary><see cref="SpendableBalance"/> in mojos.</summary>
    [JsonPropertyName("spendable_balance")]
    public decimal SpendableBalanceMojo { get; init; }

    /// <summary><see cref="PendingChange"/> in mojos.</summary>
    [JsonPropertyName("pending_change")]
    public decimal PendingChangeMojo { get; init; }

    /// <summary><see cref="MaxSendAmount"/> in mojos.</summary>
    [JsonPropertyName("max_send_amount")]
    public decimal MaxSendAmountMojo { get; init; }

    /// <summary><see cref="PendingApprovalBalance"/> in mojos.</summary>
    [JsonPropertyName("pending_approval_balance")]
    public decimal? PendingApprovalBalanceMojo { get; init; }

    /// <summary>Wallet and confirmed balance.</summary>
    public override string ToString() => FormattableString.Invariant($"wallet {WalletId}: {ConfirmedWalletBalance} {Unit}");

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        _prefix = origin.Prefix;
        Fingerprint ??= origin.Fingerprint;
    }

    private decimal In(decimal mojo) => Units.Of(WalletType.Unit(), mojo);
}
