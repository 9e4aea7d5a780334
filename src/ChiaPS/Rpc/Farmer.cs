namespace ChiaPS.Rpc;

/// <summary>Endpoints of the farmer that are its own.</summary>
internal static class Farmer
{
    /// <summary>One cached signage point and the proofs found for it.</summary>
    public static readonly Endpoint GetSignagePoint = new(ChiaService.Farmer, "get_signage_point");

    /// <summary>All cached signage points with their proofs.</summary>
    public static readonly Endpoint GetSignagePoints = new(ChiaService.Farmer, "get_signage_points");

    /// <summary>Farmer and pool reward addresses, optionally with a key ownership check.</summary>
    public static readonly Endpoint GetRewardTargets = new(ChiaService.Farmer, "get_reward_targets") { Slow = true };

    /// <summary>Change farmer and/or pool reward address, in memory and in config.yaml.</summary>
    public static readonly Endpoint SetRewardTargets = new(ChiaService.Farmer, "set_reward_targets") { Changes = true };

    /// <summary>Pooling state of every plot NFT this farmer knows.</summary>
    public static readonly Endpoint GetPoolState = new(ChiaService.Farmer, "get_pool_state");

    /// <summary>Change the payout instructions sent to the pool for one plot NFT.</summary>
    public static readonly Endpoint SetPayoutInstructions = new(ChiaService.Farmer, "set_payout_instructions") { Changes = true };

    /// <summary>Every connected harvester with its full plot lists.</summary>
    public static readonly Endpoint GetHarvesters = new(ChiaService.Farmer, "get_harvesters") { Slow = true };

    /// <summary>Every connected harvester with counts in place of plot lists.</summary>
    public static readonly Endpoint GetHarvestersSummary = new(ChiaService.Farmer, "get_harvesters_summary");

    /// <summary>Page of loaded plots of one harvester.</summary>
    public static readonly Endpoint GetHarvesterPlotsValid = new(ChiaService.Farmer, "get_harvester_plots_valid");

    /// <summary>Page of plot files that could not be opened.</summary>
    public static readonly Endpoint GetHarvesterPlotsInvalid = new(ChiaService.Farmer, "get_harvester_plots_invalid");

    /// <summary>Page of plot files whose keys this farmer lacks.</summary>
    public static readonly Endpoint GetHarvesterPlotsKeysMissing = new(ChiaService.Farmer, "get_harvester_plots_keys_missing");

    /// <summary>Page of plot files that duplicate a loaded plot.</summary>
    public static readonly Endpoint GetHarvesterPlotsDuplicates = new(ChiaService.Farmer, "get_harvester_plots_duplicates");

    /// <summary>Signed login URL for the pool web site of a plot NFT.</summary>
    public static readonly Endpoint GetPoolLoginLink = new(ChiaService.Farmer, "get_pool_login_link") { Secret = true };

    /// <summary>Disconnect any solver and connect to another.</summary>
    public static readonly Endpoint ConnectToSolver = new(ChiaService.Farmer, "connect_to_solver") { Changes = true, Since = "2.5.7" };
}
