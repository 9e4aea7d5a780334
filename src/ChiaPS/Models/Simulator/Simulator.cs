using ChiaPS.Values;

namespace ChiaPS;

/// <summary>How a simulator farms (<c>simulator/get_auto_farming</c>, <c>simulator/get_farming_ph</c>).</summary>
public sealed class Simulator : ChiaObject
{
    private string? _prefix;

    /// <summary>A block is made for every transaction that comes.</summary>
    public bool AutoFarm { get; init; }

    /// <summary>The puzzle hash as an address; null while the network is not known.</summary>
    public string? Address => Units.Address(_prefix, PuzzleHash);

    /// <summary>Where rewards go that have no other address.</summary>
    public string? PuzzleHash { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => Address ?? PuzzleHash ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        _prefix = origin.Prefix;
    }
}

/// <summary>What a puzzle hash holds on a simulator's chain (<c>simulator/get_all_puzzle_hashes</c>).</summary>
public sealed class SimulatorBalance : ChiaObject
{
    private string? _prefix;

    /// <summary>The puzzle hash as an address; null while the network is not known.</summary>
    public string? Address => Units.Address(_prefix, PuzzleHash);

    /// <summary>Sum of the unspent coins in XCH.</summary>
    public decimal AmountXch => Units.Xch(AmountMojo);

    /// <summary>The same in mojos; with the prefarm more than 64 bits.</summary>
    public decimal AmountMojo { get; init; }

    /// <summary>Unspent coins.</summary>
    public ulong CoinCount { get; init; }

    /// <summary>The puzzle hash.</summary>
    public string? PuzzleHash { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => Address ?? PuzzleHash ?? "";

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        _prefix = origin.Prefix;
    }
}
