namespace ChiaPS.Rpc;

/// <summary>Endpoints of the data layer that are its own.</summary>
internal static class DataLayer
{
    /// <summary>Log the wallet service into a key.</summary>
    public static readonly Endpoint<FingerprintRequest, None> WalletLogIn = new(ChiaService.DataLayer, "wallet_log_in") { Changes = true, Since = "2.1.0" };

    /// <summary>Create a new data store on chain.</summary>
    public static readonly Endpoint CreateDataStore = new(ChiaService.DataLayer, "create_data_store") { Changes = true };

    /// <summary>Ids of stores owned by the logged in wallet.</summary>
    public static readonly Endpoint GetOwnedStores = new(ChiaService.DataLayer, "get_owned_stores");

    /// <summary>Apply a list of changes to one store.</summary>
    public static readonly Endpoint BatchUpdate = new(ChiaService.DataLayer, "batch_update") { Changes = true };

    /// <summary>Apply changes to several stores with one transaction set.</summary>
    public static readonly Endpoint MultistoreBatchUpdate = new(ChiaService.DataLayer, "multistore_batch_update") { Changes = true, Since = "2.4.0" };

    /// <summary>Publish the pending batch of one store.</summary>
    public static readonly Endpoint SubmitPendingRoot = new(ChiaService.DataLayer, "submit_pending_root") { Changes = true, Since = "2.3.0" };

    /// <summary>Publish all pending batches.</summary>
    public static readonly Endpoint SubmitAllPendingRoots = new(ChiaService.DataLayer, "submit_all_pending_roots") { Changes = true, Since = "2.4.0" };

    /// <summary>Value stored under a key.</summary>
    public static readonly Endpoint GetValue = new(ChiaService.DataLayer, "get_value");

    /// <summary>All keys of a store.</summary>
    public static readonly Endpoint GetKeys = new(ChiaService.DataLayer, "get_keys") { Slow = true };

    /// <summary>All keys and values of a store.</summary>
    public static readonly Endpoint GetKeysValues = new(ChiaService.DataLayer, "get_keys_values") { Slow = true };

    /// <summary>Ancestor nodes of a node in the store tree.</summary>
    public static readonly Endpoint GetAncestors = new(ChiaService.DataLayer, "get_ancestors");

    /// <summary>Latest confirmed on-chain root of a store.</summary>
    public static readonly Endpoint GetRoot = new(ChiaService.DataLayer, "get_root");

    /// <summary>Root of the local copy of a store.</summary>
    public static readonly Endpoint GetLocalRoot = new(ChiaService.DataLayer, "get_local_root");

    /// <summary>Latest confirmed roots of several stores.</summary>
    public static readonly Endpoint GetRoots = new(ChiaService.DataLayer, "get_roots");

    /// <summary>Delete a key and publish.</summary>
    public static readonly Endpoint DeleteKey = new(ChiaService.DataLayer, "delete_key") { Changes = true };

    /// <summary>Insert a key with a value and publish.</summary>
    public static readonly Endpoint Insert = new(ChiaService.DataLayer, "insert") { Changes = true };

    /// <summary>Subscribe to a store.</summary>
    public static readonly Endpoint Subscribe = new(ChiaService.DataLayer, "subscribe") { Changes = true };

    /// <summary>Drop a subscription.</summary>
    public static readonly Endpoint Unsubscribe = new(ChiaService.DataLayer, "unsubscribe") { Changes = true };

    /// <summary>Announce mirror URLs for a store on chain.</summary>
    public static readonly Endpoint AddMirror = new(ChiaService.DataLayer, "add_mirror") { Changes = true };

    /// <summary>Spend a mirror coin to withdraw the mirror.</summary>
    public static readonly Endpoint DeleteMirror = new(ChiaService.DataLayer, "delete_mirror") { Changes = true };

    /// <summary>Mirrors known for a store.</summary>
    public static readonly Endpoint GetMirrors = new(ChiaService.DataLayer, "get_mirrors");

    /// <summary>Remove server URLs from a subscription.</summary>
    public static readonly Endpoint RemoveSubscriptions = new(ChiaService.DataLayer, "remove_subscriptions") { Changes = true };

    /// <summary>Ids of subscribed stores.</summary>
    public static readonly Endpoint Subscriptions = new(ChiaService.DataLayer, "subscriptions");

    /// <summary>Inserted and deleted pairs between two roots.</summary>
    public static readonly Endpoint GetKvDiff = new(ChiaService.DataLayer, "get_kv_diff");

    /// <summary>Roots a store has had.</summary>
    public static readonly Endpoint GetRootHistory = new(ChiaService.DataLayer, "get_root_history");

    /// <summary>Write data files that are missing.</summary>
    public static readonly Endpoint AddMissingFiles = new(ChiaService.DataLayer, "add_missing_files") { Changes = true, Slow = true };

    /// <summary>Make an offer to exchange store inclusions.</summary>
    public static readonly Endpoint MakeOffer = new(ChiaService.DataLayer, "make_offer") { Changes = true };

    /// <summary>Take a data layer offer.</summary>
    public static readonly Endpoint TakeOffer = new(ChiaService.DataLayer, "take_offer") { Changes = true };

    /// <summary>Check a data layer offer without taking it.</summary>
    public static readonly Endpoint VerifyOffer = new(ChiaService.DataLayer, "verify_offer");

    /// <summary>Cancel an offer.</summary>
    public static readonly Endpoint CancelOffer = new(ChiaService.DataLayer, "cancel_offer") { Changes = true };

    /// <summary>Local against on-chain generation of a store.</summary>
    public static readonly Endpoint GetSyncStatus = new(ChiaService.DataLayer, "get_sync_status");

    /// <summary>Query configured uploader and downloader plugins.</summary>
    public static readonly Endpoint CheckPlugins = new(ChiaService.DataLayer, "check_plugins") { Slow = true };

    /// <summary>Drop pending roots of a store.</summary>
    public static readonly Endpoint ClearPendingRoots = new(ChiaService.DataLayer, "clear_pending_roots") { Changes = true, Since = "2.0.0" };

    /// <summary>Proof of inclusion for keys in a store.</summary>
    public static readonly Endpoint GetProof = new(ChiaService.DataLayer, "get_proof") { Since = "2.2.1" };

    /// <summary>Verify a proof of inclusion.</summary>
    public static readonly Endpoint VerifyProof = new(ChiaService.DataLayer, "verify_proof") { Since = "2.2.1" };
}
