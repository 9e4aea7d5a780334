using System.Text.Json;

namespace ChiaPS.Rpc;

/// <summary>What every route takes that builds a transaction. It is never asked to push: that is a call of its own.</summary>
internal abstract record BuildRequest
{
    /// <summary>Mojos.</summary>
    public ulong Fee { get; init; }

    public bool Push { get; }

    public bool Sign { get; init; }

    public bool? AllowUnsynced { get; init; }

    public bool? MergeSpends { get; init; }

    public ulong? MinCoinAmount { get; init; }

    public ulong? MaxCoinAmount { get; init; }

    public IReadOnlyList<ulong>? ExcludedCoinAmounts { get; init; }

    public IReadOnlyCollection<string>? ExcludedCoinIds { get; init; }

    public IReadOnlyList<string>? IncludedCoinIds { get; init; }

    public string? PrimaryCoin { get; init; }

    public bool? ReusePuzhash { get; init; }

    public JsonElement? ExtraConditions { get; init; }

    public ulong? MinTime { get; init; }

    public ulong? MaxTime { get; init; }

    public uint? MinHeight { get; init; }

    public uint? MaxHeight { get; init; }
}

internal sealed record SendTransactionRequest(uint WalletId, ulong Amount, string Address, IReadOnlyList<string> Memos) : BuildRequest;

internal sealed record SendMultiRequest(uint WalletId, IReadOnlyList<Addition> Additions) : BuildRequest;

internal sealed record CatSpendRequest(uint WalletId, IReadOnlyList<Addition> Additions) : BuildRequest;

internal sealed record CreateSignedTransactionRequest(uint WalletId, IReadOnlyList<Addition> Additions) : BuildRequest
{
    public IReadOnlyList<Coin>? Coins { get; init; }

    public string? MorphBytes { get; init; }

    public IReadOnlyList<CoinAnnouncementRequest>? CoinAnnouncements { get; init; }

    public IReadOnlyList<PuzzleAnnouncementRequest>? PuzzleAnnouncements { get; init; }

    public string? ExtraDelta { get; init; }

    public string? TailReveal { get; init; }

    public string? TailSolution { get; init; }

    public IReadOnlyList<PuzzleDecorator>? PuzzleDecorator { get; init; }

    internal sealed record Coin(string ParentCoinInfo, string PuzzleHash, ulong Amount);
}

internal sealed record SplitCoinsRequest(uint WalletId, uint NumberOfCoins, ulong AmountPerCoin, string TargetCoinId) : BuildRequest;

internal sealed record CombineCoinsRequest(uint WalletId) : BuildRequest
{
    public uint? NumberOfCoins { get; init; }

    public uint? CoinNumLimit { get; init; }

    public bool? LargestFirst { get; init; }

    public IReadOnlyList<string>? TargetCoinIds { get; init; }

    public ulong? TargetCoinAmount { get; init; }
}

internal sealed record SpendClawbackRequest(IReadOnlyList<string> CoinIds) : BuildRequest
{
    public uint? BatchSize { get; init; }

    public bool? Force { get; init; }
}

/// <summary>One output: mojos to a puzzle hash.</summary>
internal sealed record Addition(ulong Amount, string PuzzleHash, IReadOnlyList<string>? Memos);

internal sealed record CoinAnnouncementRequest(string CoinId, string Message);

internal sealed record PuzzleAnnouncementRequest(string PuzzleHash, string Message);

internal sealed record PuzzleDecorator(string Decorator, ulong ClawbackTimelock);

/// <summary>The very records that a building route gave.</summary>
internal sealed record PushTransactionsRequest(JsonElement Transactions)
{
    public bool? AllowUnsynced { get; init; }
}

internal sealed record SpendBundleRequest(JsonElement SpendBundle);

internal sealed record SignedTransactionsRequest(JsonElement SignedTransactions);
