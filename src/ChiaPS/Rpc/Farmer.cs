namespace ChiaPS.Rpc;

/// <summary>Endpoints of the farmer that are its own.</summary>
internal static class Farmer
{
    /// <summary>One cached signage point and the proofs found for it.</summary>
    public static readonly Endpoint<SignagePointRequest, SignagePoint> GetSignagePoint = new(ChiaService.Farmer, "get_signage_point");

    /// <summary>All cached signage points with their proofs.</summary>
    public static readonly ListEndpoint<None, SignagePoint> GetSignagePoints = new(ChiaService.Farmer, "get_signage_points") { Field = "signage_points" };

    /// <summary>Farmer and pool reward addresses, optionally with a key ownership check.</summary>
    public static readonly Endpoint<RewardTargetRequest, RewardTarget> GetRewardTargets = new(ChiaService.Farmer, "get_reward_targets") { Slow = true };

    /// <summary>Change farmer and/or pool reward address, in memory and in config.yaml.</summary>
    public static readonly Endpoint<SetRewardTargetRequest, None> SetRewardTargets = new(ChiaService.Farmer, "set_reward_targets") { Changes = true };

    /// <summary>Pooling state of every plot NFT this farmer knows.</summary>
    public static readonly ListEndpoint<None, PoolState> GetPoolState = new(ChiaService.Farmer, "get_pool_state") { Field = "pool_state" };

    /// <summary>Change the payout instructions sent to the pool for one plot NFT.</summary>
    public static readonly Endpoint<PayoutRequest, None> SetPayoutInstructions = new(ChiaService.Farmer, "set_payout_instructions") { Changes = true };

    /// <summary>Every connected harvester with its full plot lists.</summary>
    public static readonly ListEndpoint<None, Harvester> GetHarvesters = new(ChiaService.Farmer, "get_harvesters") { Field = "harvesters", Slow = true };

    /// <summary>Every connected harvester with counts in place of plot lists.</summary>
    public static readonly ListEndpoint<None, Harvester> GetHarvestersSummary = new(ChiaService.Farmer, "get_harvesters_summary") { Field = "harvesters" };

    /// <summary>Page of loaded plots of one harvester.</summary>
    public static readonly Endpoint<PlotPageRequest, PlotPage> GetHarvesterPlotsValid = new(ChiaService.Farmer, "get_harvester_plots_valid");

    /// <summary>Page of plot files that could not be opened.</summary>
    public static readonly Endpoint<PlotFilePageRequest, PlotFilePage> GetHarvesterPlotsInvalid = new(ChiaService.Farmer, "get_harvester_plots_invalid");

    /// <summary>Page of plot files whose keys this farmer lacks.</summary>
    public static readonly Endpoint<PlotFilePageRequest, PlotFilePage> GetHarvesterPlotsKeysMissing = new(ChiaService.Farmer, "get_harvester_plots_keys_missing");

    /// <summary>Page of plot files that duplicate a loaded plot.</summary>
    public static readonly Endpoint<PlotFilePageRequest, PlotFilePage> GetHarvesterPlotsDuplicates = new(ChiaService.Farmer, "get_harvester_plots_duplicates");

    /// <summary>Signed login URL for the pool web site of a plot NFT.</summary>
    public static readonly Endpoint<LauncherIdRequest, string> GetPoolLoginLink = new(ChiaService.Farmer, "get_pool_login_link") { Field = "login_link", Secret = true };

    /// <summary>Disconnect any solver and connect to another.</summary>
    public static readonly Endpoint<HostPortRequest, None> ConnectToSolver = new(ChiaService.Farmer, "connect_to_solver") { Changes = true, Since = "2.5.7" };
}
