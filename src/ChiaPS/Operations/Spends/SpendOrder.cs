using ChiaPS.Rpc;

namespace ChiaPS.Operations;

/// <summary>One bundle that is wanted: what it does in words and numbers, and the call that builds it.</summary>
internal sealed record SpendOrder(uint WalletId, WalletType WalletType, ulong FeeMojo, IReadOnlyList<SpendRow> Rows, Func<BuildTerms, IAsyncEnumerable<TransactionRecord>> Build)
{
    /// <summary>The verb of the preview: Send, Split, Combine, Claim.</summary>
    public string Verb { get; init; } = "Send";

    public string? AssetId => Rows[0].AssetId;

    /// <summary>What leaves or is moved, without the fee.</summary>
    public decimal AmountMojo => Rows.Aggregate(0m, (sum, row) => sum + row.AmountMojo);

    /// <summary>The rows are payments: each must stand among the outputs that were built.</summary>
    public bool Pays { get; init; } = true;

    /// <summary>Building leaves a mark in the wallet, as for clawbacks, so it is described first and built after the yes.</summary>
    public bool IsBuiltLate { get; init; }

    /// <summary>Coins that it must spend.</summary>
    public IReadOnlyCollection<string> MustSpend { get; init; } = [];

    /// <summary>Its payments can be taken back: none may be built as a plain one.</summary>
    public bool IsClawback { get; init; }

    /// <summary>What older wallets would pass over without a word.</summary>
    public IReadOnlyList<ReleaseNeed> Needs { get; init; } = [];
}

/// <summary>The first release of the wallet that does what is asked, and what those before it do.</summary>
internal sealed record ReleaseNeed(string Since, string What, string Advice = "Update Chia there, or leave it out.")
{
    /// <summary>create_signed_transaction takes puzzle_decorator since 2.6.1.</summary>
    public static readonly ReleaseNeed Clawback = new("2.6.1", "passes over -Clawback and pays for good");

    /// <summary>create_signed_transaction takes extra_delta, tail_reveal and tail_solution since 2.6.1.</summary>
    public static readonly ReleaseNeed Tail = new("2.6.1", "passes over -ExtraDelta, -TailReveal and -TailSolution");

    /// <summary>combine_coins looks at what it picks since 2.7.1.</summary>
    public static readonly ReleaseNeed Combine = new(
        "2.7.1", "combines any coins, spent ones and large ones too, when it picks them itself", "Name the coins: Get-ChiaWalletCoin -Spendable | Join-ChiaCoin. Or update Chia there.");
}

/// <summary>One line of what is wanted, such as one payment.</summary>
internal sealed record SpendRow(ulong AmountMojo, string? Address = null)
{
    /// <summary>Its number in the input, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The user's object, for errors.</summary>
    public object? Input { get; init; }

    /// <summary>Puzzle hash of the address.</summary>
    public string? PuzzleHash { get; init; }

    /// <summary>The asset of a CAT; null for XCH.</summary>
    public string? AssetId { get; init; }

    public string? Reference { get; init; }

    /// <summary>What it is about where there is no address, such as the coin that is split.</summary>
    public string? Subject { get; init; }

    /// <summary>How much is moved shows only once it is built, as when coins are combined.</summary>
    public bool AmountIsOpen { get; init; }

    public IReadOnlyList<string> Memos { get; init; } = [];
}

/// <summary>How a bundle is built this time.</summary>
internal sealed record BuildTerms(ChiaSpendOption Option, AmountUnit Unit, ulong FeeMojo, bool Sign, bool AllowUnsynced, IReadOnlyCollection<string> TakenCoins)
{
    public TRequest Apply<TRequest>(TRequest request)
        where TRequest : BuildRequest => (TRequest)((BuildRequest)request with
        {
            Fee = FeeMojo,
            Sign = Sign,
            AllowUnsynced = AllowUnsynced ? true : null,
            MergeSpends = Option.NoMerge ? false : null,
            MinCoinAmount = Option.MinCoinAmount?.ToMojo(Unit),
            MaxCoinAmount = Option.MaxCoinAmount?.ToMojo(Unit),
            ExcludedCoinAmounts = Option.ExcludeCoinAmount?.Select(amount => amount.ToMojo(Unit)).ToList(),
            ExcludedCoinIds = (Option.ExcludeCoinId?.Length ?? 0) + TakenCoins.Count == 0 ? null : [.. Option.ExcludeCoinId ?? [], .. TakenCoins],
            IncludedCoinIds = Option.IncludeCoinId,
            PrimaryCoin = Option.PrimaryCoinId,
            ReusePuzhash = Option.ReuseAddress,
            ExtraConditions = Option.Condition is { } condition ? System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(condition) : null,
            MinTime = (ulong?)Option.ValidAfter?.ToUnixTimeSeconds(),
            MaxTime = (ulong?)Option.ValidBefore?.ToUnixTimeSeconds(),
            MinHeight = Option.ValidAfterHeight,
            MaxHeight = Option.ValidBeforeHeight,
        });
}

/// <summary>What the user allows and wants of all bundles together.</summary>
internal sealed record SpendSettings(ulong MaxFeeMojo)
{
    public bool AllowUnsynced { get; init; }

    public bool AllowDuplicate { get; init; }

    public bool AllowUnusual { get; init; }

    public ChiaSpendOption Option { get; init; } = new();
}
