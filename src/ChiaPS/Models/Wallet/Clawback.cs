using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

/// <summary>Which side of a clawback this key is.</summary>
public enum ClawbackRole
{
    /// <summary>It was sent by this key, which can take it back until it is claimed.</summary>
    Sender,

    /// <summary>It is meant for this key, which can claim it once the time is over.</summary>
    Receiver,
}

/// <summary>A payment that can be taken back for a time (<c>wallet/get_transactions</c>, types 6 and 7).</summary>
public sealed class Clawback : ChiaObject
{
    /// <summary>The coin that holds it; binds to Complete-ChiaClawback.</summary>
    public string? CoinId { get; init; }

    /// <summary>Which side this key is.</summary>
    public ClawbackRole Role { get; init; }

    /// <summary>The amount in XCH.</summary>
    public decimal Amount { get; init; }

    /// <summary>The amount in mojos.</summary>
    public ulong AmountMojo { get; init; }

    /// <summary>XCH, or TXCH on test networks.</summary>
    public string? Unit { get; init; }

    /// <summary>From when on the receiver can claim it; until then, and until it is claimed, the sender can take it back.</summary>
    public DateTimeOffset? ClaimableAt { get; init; }

    /// <summary>How long it cannot be claimed, from the block that made it.</summary>
    public TimeSpan TimeLock { get; init; }

    /// <summary>It is claimed or taken back.</summary>
    public bool Spent { get; init; }

    /// <summary>A transaction that claims it or takes it back is on its way.</summary>
    public bool Pending { get; init; }

    /// <summary>Time of the block that made it.</summary>
    public DateTimeOffset? CreatedAtTime { get; init; }

    /// <summary>Height of that block.</summary>
    public uint ConfirmedAtHeight { get; init; }

    /// <summary>Whom it is for.</summary>
    public string? Recipient { get; init; }

    /// <summary>Who sent it.</summary>
    public string? Sender { get; init; }

    /// <summary>The wallet.</summary>
    public uint WalletId { get; init; }

    /// <summary>The key.</summary>
    public uint? Fingerprint { get; init; }

    /// <summary>The record of it.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The coin id.</summary>
    public override string ToString() => CoinId ?? "";

    internal static Clawback? Of(TransactionRecord record, WalletCoinState state, Origin origin)
    {
        var data = record.Metadata is { } json ? JsonSerializer.Deserialize<ClawbackData>(json, ChiaJson.Answers) : null;
        return data?.CoinId is not { } coin ? null : new()
        {
            SessionName = record.SessionName,
            CoinId = coin,
            Role = record.Type == TransactionType.IncomingClawbackSend ? ClawbackRole.Sender : ClawbackRole.Receiver,
            Amount = record.Amount,
            AmountMojo = record.AmountMojo,
            Unit = record.Unit,
            TimeLock = TimeSpan.FromSeconds(Math.Min(data.TimeLock, uint.MaxValue)),
            ClaimableAt = record.CreatedAtTime?.AddSeconds(Math.Min(data.TimeLock, uint.MaxValue)),
            Spent = data.Spent || state == WalletCoinState.Spent,
            Pending = state == WalletCoinState.Pending,
            CreatedAtTime = record.CreatedAtTime,
            ConfirmedAtHeight = record.ConfirmedAtHeight,
            Recipient = Units.Address(origin.Prefix, data.RecipientPuzzleHash),
            Sender = Units.Address(origin.Prefix, data.SenderPuzzleHash),
            WalletId = record.WalletId,
            Fingerprint = record.Fingerprint,
            TransactionId = record.TransactionId,
        };
    }

    private sealed class ClawbackData
    {
        [JsonConverter(typeof(HexConverter))]
        public string? CoinId { get; init; }

        public string? RecipientPuzzleHash { get; init; }

        public string? SenderPuzzleHash { get; init; }

        public ulong TimeLock { get; init; }

        public bool Spent { get; init; }
    }
}
