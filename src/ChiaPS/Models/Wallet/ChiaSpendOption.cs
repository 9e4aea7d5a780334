using System.Diagnostics.CodeAnalysis;

namespace ChiaPS;

/// <summary>What few spends need: which coins, which conditions, when. Made by New-ChiaSpendOption or from a hashtable of the same names.</summary>
public sealed class ChiaSpendOption
{
    /// <summary>Use only coins of at least this amount; a bare number is units of the wallet.</summary>
    public Amount? MinCoinAmount { get; init; }

    /// <summary>Use only coins of at most this amount.</summary>
    public Amount? MaxCoinAmount { get; init; }

    /// <summary>Use no coins of exactly these amounts.</summary>
    public Amount[]? ExcludeCoinAmount { get; init; }

    /// <summary>Use none of these coins.</summary>
    public string[]? ExcludeCoinId { get; init; }

    /// <summary>Use these coins, whatever else is used.</summary>
    public string[]? IncludeCoinId { get; init; }

    /// <summary>The coin to put first.</summary>
    public string? PrimaryCoinId { get; init; }

    /// <summary>Change goes to an address that was used before; null leaves it to the wallet's configuration.</summary>
    public bool? ReuseAddress { get; init; }

    /// <summary>Keep the spends apart, not in one bundle.</summary>
    public bool NoMerge { get; init; }

    /// <summary>Conditions that are added to the spend, as a JSON array of opcode and args; null for none.</summary>
    public string? Condition { get; init; }

    /// <summary>Valid from this time on.</summary>
    public DateTimeOffset? ValidAfter { get; init; }

    /// <summary>Valid only before this time.</summary>
    public DateTimeOffset? ValidBefore { get; init; }

    /// <summary>Valid from this height on.</summary>
    public uint? ValidAfterHeight { get; init; }

    /// <summary>Valid only before this height.</summary>
    public uint? ValidBeforeHeight { get; init; }

    /// <summary>Build without a signature; with -NoPush only.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "Chia's word for a transaction without signature.")]
    public bool Unsigned { get; init; }

    /// <summary>Wait until the wallet is synced, where it would be an error that it is not.</summary>
    public bool WaitForSync { get; init; }

    /// <summary>The names of what is set.</summary>
    public override string ToString() => string.Join(' ', typeof(ChiaSpendOption).GetProperties().Where(property => property.GetValue(this) is not (null or false)).Select(property => property.Name));
}
