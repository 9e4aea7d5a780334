namespace ChiaPS.Values;

/// <summary>Mojos to units, exactly.</summary>
internal static class Units
{
    public static decimal Xch(decimal mojo) => mojo / 1_000_000_000_000m;

    public static decimal? Xch(decimal? mojo) => mojo is { } value ? Xch(value) : null;

    public static decimal Of(AmountUnit unit, decimal mojo) => mojo / Amount.MojoPerUnit(unit);

    /// <summary>The address of a puzzle hash, once the network's prefix is known.</summary>
    public static string? Address(string? prefix, string? puzzleHash) =>
        prefix is not null && Hex.Hash(puzzleHash) is { } hash ? Bech32m.Encode(prefix, hash) : null;
}
