namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for data layer singletons and mirrors.</summary>
internal static class WalletDataLayer
{
    /// <summary>Create a data layer singleton.</summary>
    public static readonly Endpoint CreateNewDl = new(ChiaService.Wallet, "create_new_dl") { Changes = true };

    /// <summary>Start tracking a data layer singleton.</summary>
    public static readonly Endpoint DlTrackNew = new(ChiaService.Wallet, "dl_track_new") { Changes = true };

    /// <summary>Stop tracking a data layer singleton.</summary>
    public static readonly Endpoint DlStopTracking = new(ChiaService.Wallet, "dl_stop_tracking") { Changes = true };

    /// <summary>Latest record of a data layer singleton.</summary>
    public static readonly Endpoint DlLatestSingleton = new(ChiaService.Wallet, "dl_latest_singleton");

    /// <summary>Records of a singleton that have a given root.</summary>
    public static readonly Endpoint DlSingletonsByRoot = new(ChiaService.Wallet, "dl_singletons_by_root");

    /// <summary>Publish a new root for one singleton.</summary>
    public static readonly Endpoint DlUpdateRoot = new(ChiaService.Wallet, "dl_update_root") { Changes = true };

    /// <summary>Publish new roots for several singletons.</summary>
    public static readonly Endpoint DlUpdateMultiple = new(ChiaService.Wallet, "dl_update_multiple") { Changes = true };

    /// <summary>Record history of a singleton.</summary>
    public static readonly Endpoint DlHistory = new(ChiaService.Wallet, "dl_history");

    /// <summary>Data layer singletons owned by this wallet.</summary>
    public static readonly Endpoint DlOwnedSingletons = new(ChiaService.Wallet, "dl_owned_singletons");

    /// <summary>Mirrors of a singleton.</summary>
    public static readonly Endpoint DlGetMirrors = new(ChiaService.Wallet, "dl_get_mirrors");

    /// <summary>Create a mirror announcement.</summary>
    public static readonly Endpoint DlNewMirror = new(ChiaService.Wallet, "dl_new_mirror") { Changes = true };

    /// <summary>Withdraw a mirror announcement.</summary>
    public static readonly Endpoint DlDeleteMirror = new(ChiaService.Wallet, "dl_delete_mirror") { Changes = true };

    /// <summary>Verify a data layer proof of inclusion.</summary>
    public static readonly Endpoint DlVerifyProof = new(ChiaService.Wallet, "dl_verify_proof") { Since = "2.2.1" };
}
