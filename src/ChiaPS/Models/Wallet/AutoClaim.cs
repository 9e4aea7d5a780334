using System.Text.Json.Serialization;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>How the wallet claims clawback coins by itself (<c>wallet/get_auto_claim</c>).</summary>
public sealed class AutoClaim : ChiaObject
{
    private string? _prefix;

    /// <summary>It does.</summary>
    public bool Enabled { get; init; }

    /// <summary>Fee of each transaction that claims, in XCH.</summary>
    [JsonIgnore]
    public decimal TransactionFee => Units.Xch(TransactionFeeMojo);

    /// <summary>Only coins of at least this amount are claimed, in XCH.</summary>
    [JsonIgnore]
    public decimal MinAmount => Units.Xch(MinAmountMojo);

    /// <summary>What fee and amount count: XCH, or TXCH on test networks.</summary>
    [JsonIgnore]
    public string Unit => WalletType.Standard.UnitName(_prefix);

    /// <summary>The most coins that one transaction claims.</summary>
    public ushort BatchSize { get; init; }

    /// <summary><see cref="TransactionFee"/> in mojos.</summary>
    [JsonPropertyName("tx_fee")]
    public ulong TransactionFeeMojo { get; init; }

    /// <summary><see cref="MinAmount"/> in mojos.</summary>
    [JsonPropertyName("min_amount")]
    public ulong MinAmountMojo { get; init; }

    /// <summary>The key.</summary>
    [JsonIgnore]
    public uint? Fingerprint { get; private set; }

    /// <summary>Whether it is on.</summary>
    public override string ToString() => Enabled ? "on" : "off";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Fingerprint = origin.Fingerprint;
        _prefix = origin.Prefix;
    }
}
