namespace ChiaPS;

/// <summary>How a spend stands.</summary>
public enum SpendStatus
{
    /// <summary>Built, not sent.</summary>
    Built,

    /// <summary>The wallet has it; no full node has said anything yet, or it has to wait for a time or height.</summary>
    Pending,

    /// <summary>A full node has it in its mempool.</summary>
    InMempool,

    /// <summary>It was refused, and will not confirm.</summary>
    Refused,

    /// <summary>It is on chain.</summary>
    Confirmed,

    /// <summary>Whether it was sent is not known: the answer was lost. Get-ChiaSpend -Unfinished | Submit-ChiaTransaction settles it.</summary>
    Unknown,
}

/// <summary>What became of one payment or other spend; several of one bundle share its ids.</summary>
public sealed class SpendResult : ChiaObject
{
    /// <summary>The reference it was given; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Id of the transaction record that carries the spend bundle.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Ids of all its transaction records, such as one for the fee of a CAT payment.</summary>
    public string[] TransactionIds { get; init; } = [];

    /// <summary>Id of its spend bundle, as the mempool knows it; null for an unsigned one.</summary>
    public string? SpendBundleId { get; init; }

    /// <summary>The wallet it came from.</summary>
    public uint WalletId { get; init; }

    /// <summary>The asset of a CAT; null for XCH.</summary>
    public string? AssetId { get; init; }

    /// <summary>Where it went; null when it stays in the wallet.</summary>
    public string? Address { get; init; }

    /// <summary>What moved, in units of the wallet.</summary>
    public decimal Amount { get; init; }

    /// <summary>The same in mojos.</summary>
    public ulong AmountMojo { get; init; }

    /// <summary>What <see cref="Amount"/> counts: XCH, TXCH or CAT.</summary>
    public string? Unit { get; init; }

    /// <summary>The fee of the whole bundle in XCH.</summary>
    public decimal Fee { get; init; }

    /// <summary>The same in mojos.</summary>
    public ulong FeeMojo { get; init; }

    /// <summary>How it stands.</summary>
    public SpendStatus Status { get; internal set; }

    /// <summary>Why it was refused or has to wait, in the node's words; null when there is nothing to say.</summary>
    public string? RefusedBecause { get; internal set; }

    /// <summary>When it was built.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The key that signed it.</summary>
    public uint? Fingerprint { get; init; }

    /// <summary>The wallet's own records as a JSON array: what Submit-ChiaTransaction sends, from a file or another day too.</summary>
    public string? TransactionJson { get; init; }

    internal SpendResult With(SpendStatus status, string? because)
    {
        var copy = (SpendResult)MemberwiseClone();
        (copy.Status, copy.RefusedBecause) = (status, because);
        return copy;
    }

    /// <summary>The transaction id and how it stands.</summary>
    public override string ToString() => $"{TransactionId}: {Status}";
}
