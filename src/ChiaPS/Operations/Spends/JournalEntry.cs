using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>What the journal knows of a bundle; the wallet's records stand on the file's second line.</summary>
internal sealed record JournalEntry
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public string TransactionId { get; init; } = "";

    public string[] TransactionIds { get; init; } = [];

    public string? SpendBundleId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public SpendStatus Status { get; init; }

    public string? RefusedBecause { get; init; }

    public uint Fingerprint { get; init; }

    public ulong FeeMojo { get; init; }

    public JournalRow[] Rows { get; init; } = [];

    /// <summary>Removed by the user: only its references are still known.</summary>
    public bool Removed { get; init; }

    public bool IsFinished => Status is SpendStatus.Confirmed or SpendStatus.Refused;

    /// <summary>As the user sees it, a row each.</summary>
    public IEnumerable<SpendResult> Results(string? sessionName, string? transactionJson) => Rows.Select(row => new SpendResult
    {
        SessionName = sessionName,
        Reference = row.Reference,
        TransactionId = TransactionId,
        TransactionIds = TransactionIds,
        SpendBundleId = SpendBundleId,
        WalletId = row.WalletId,
        AssetId = row.AssetId,
        Address = row.Address,
        Amount = Units.Of(row.WalletType.Unit(), row.AmountMojo),
        AmountMojo = row.AmountMojo,
        Unit = row.Unit,
        Fee = Units.Xch(FeeMojo),
        FeeMojo = FeeMojo,
        Status = Status,
        RefusedBecause = RefusedBecause,
        CreatedAt = CreatedAt,
        Fingerprint = Fingerprint,
        TransactionJson = transactionJson,
    });

    public static JournalEntry Of(SpendOrder order, Bundle bundle, uint fingerprint, string? prefix) => new()
    {
        TransactionId = bundle.TransactionId,
        TransactionIds = bundle.TransactionIds,
        SpendBundleId = bundle.SpendBundleId,
        CreatedAt = bundle.CreatedAt ?? DateTimeOffset.UtcNow,
        Status = SpendStatus.Built,
        Fingerprint = fingerprint,
        FeeMojo = order.FeeMojo,
        Rows =
        [
            .. order.Rows.Select(row => new JournalRow(row.Reference, row.Address, row.AmountMojo, order.WalletId, order.WalletType, row.AssetId, order.WalletType.UnitName(prefix)) { Subject = row.Subject }),
        ],
    };
}

/// <summary>One payment of a bundle.</summary>
internal sealed record JournalRow(string? Reference, string? Address, ulong AmountMojo, uint WalletId, WalletType WalletType, string? AssetId, string? Unit)
{
    /// <summary>What it is about where there is no address, such as the coin that is split.</summary>
    public string? Subject { get; init; }

    /// <summary>The same payment: address, amount and asset.</summary>
    public bool IsSame(SpendRow row) =>
        Address == row.Address && Subject == row.Subject && AssetId == row.AssetId && (row.AmountIsOpen || AmountMojo == row.AmountMojo);
}
