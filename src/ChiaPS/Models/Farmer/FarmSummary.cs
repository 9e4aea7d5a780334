namespace ChiaPS;

/// <summary>A farm at a glance, put together from farmer, full node and, where asked for, wallet.</summary>
public sealed class FarmSummary : ChiaObject
{
    /// <summary>Harvesters that are connected.</summary>
    public int Harvesters { get; init; }

    /// <summary>Plots that are farmed.</summary>
    public ulong Plots { get; init; }

    /// <summary>Size of their files in bytes.</summary>
    public decimal TotalPlotSize { get; init; }

    /// <summary>Size in bytes that they would have uncompressed.</summary>
    public decimal TotalEffectivePlotSize { get; init; }

    /// <summary>Files that hold the same plot as another.</summary>
    public ulong Duplicates { get; init; }

    /// <summary>Files that cannot be opened as plots.</summary>
    public ulong Invalid { get; init; }

    /// <summary>Plots whose keys the farmer lacks.</summary>
    public ulong KeyMissing { get; init; }

    /// <summary>Mean time between two wins at today's netspace; null without plots, netspace or full node.</summary>
    public TimeSpan? ExpectedTimeToWin { get; init; }

    /// <summary>The full node is synced; null when it does not answer, as all that follows up to the netspace.</summary>
    public bool? Synced { get; init; }

    /// <summary>Height of its peak.</summary>
    public uint? Height { get; init; }

    /// <summary>Estimated space of the network in bytes.</summary>
    public decimal? NetworkSpace { get; init; }

    /// <summary>Signage points that the farmer holds: about the last half hour.</summary>
    public int SignagePoints { get; init; }

    /// <summary>Proofs found for them.</summary>
    public int Proofs { get; init; }

    /// <summary>Plot NFTs that pool.</summary>
    public int PoolingPlotNfts { get; init; }

    /// <summary>Points found in the last 24 hours, over all pools.</summary>
    public ulong PointsFound24H { get; init; }

    /// <summary>Points acknowledged in the last 24 hours, over all pools.</summary>
    public ulong PointsAcknowledged24H { get; init; }

    /// <summary>What the wallet's key has farmed; null unless it was asked for.</summary>
    public FarmedAmount? Reward { get; init; }

    /// <summary>Harvesters and plots.</summary>
    public override string ToString() => FormattableString.Invariant($"{Harvesters} harvesters, {Plots} plots");
}
