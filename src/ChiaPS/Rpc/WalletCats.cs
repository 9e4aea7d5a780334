namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for CATs.</summary>
internal static class WalletCats
{
    /// <summary>Rename a CAT wallet.</summary>
    public static readonly Endpoint CatSetName = new(ChiaService.Wallet, "cat_set_name") { Changes = true };

    /// <summary>Wallet and name for a CAT asset id.</summary>
    public static readonly Endpoint CatAssetIdToName = new(ChiaService.Wallet, "cat_asset_id_to_name");

    /// <summary>Name of a CAT wallet.</summary>
    public static readonly Endpoint CatGetName = new(ChiaService.Wallet, "cat_get_name");

    /// <summary>CATs received for which there is no wallet.</summary>
    public static readonly Endpoint GetStrayCats = new(ChiaService.Wallet, "get_stray_cats");

    /// <summary>Send a CAT.</summary>
    public static readonly ListEndpoint<CatSpendRequest, TransactionRecord> CatSpend = new(ChiaService.Wallet, "cat_spend") { Field = "transactions", Changes = true };

    /// <summary>Asset id of a CAT wallet.</summary>
    public static readonly Endpoint CatGetAssetId = new(ChiaService.Wallet, "cat_get_asset_id");

    /// <summary>CATs known to this release by default.</summary>
    public static readonly Endpoint GetCatList = new(ChiaService.Wallet, "get_cat_list");

    /// <summary>Claim pending CR-CAT balance.</summary>
    public static readonly Endpoint CrcatApprovePending = new(ChiaService.Wallet, "crcat_approve_pending") { Changes = true, Since = "2.1.0" };
}
