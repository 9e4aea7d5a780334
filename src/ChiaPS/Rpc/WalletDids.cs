namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for DIDs.</summary>
internal static class WalletDids
{
    /// <summary>Rename a DID wallet.</summary>
    public static readonly Endpoint DidSetWalletName = new(ChiaService.Wallet, "did_set_wallet_name") { Changes = true };

    /// <summary>Name of a DID wallet.</summary>
    public static readonly Endpoint DidGetWalletName = new(ChiaService.Wallet, "did_get_wallet_name");

    /// <summary>Replace the metadata of a DID on chain.</summary>
    public static readonly Endpoint DidUpdateMetadata = new(ChiaService.Wallet, "did_update_metadata") { Changes = true };

    /// <summary>A fresh public key of a DID wallet.</summary>
    public static readonly Endpoint DidGetPubkey = new(ChiaService.Wallet, "did_get_pubkey") { Changes = true };

    /// <summary>DID and current coin of a DID wallet.</summary>
    public static readonly Endpoint DidGetDid = new(ChiaService.Wallet, "did_get_did");

    /// <summary>Metadata of a DID wallet.</summary>
    public static readonly Endpoint DidGetMetadata = new(ChiaService.Wallet, "did_get_metadata");

    /// <summary>Current coin of a DID wallet.</summary>
    public static readonly Endpoint DidGetCurrentCoinInfo = new(ChiaService.Wallet, "did_get_current_coin_info");

    /// <summary>Backup text of a DID wallet.</summary>
    public static readonly Endpoint DidCreateBackupFile = new(ChiaService.Wallet, "did_create_backup_file");

    /// <summary>Transfer a DID to another address.</summary>
    public static readonly Endpoint DidTransferDid = new(ChiaService.Wallet, "did_transfer_did") { Changes = true };

    /// <summary>Spend a DID to make announcements, by default without sending.</summary>
    public static readonly Endpoint DidMessageSpend = new(ChiaService.Wallet, "did_message_spend") { Changes = true };

    /// <summary>Look up any DID on chain by its id or a coin id.</summary>
    public static readonly Endpoint DidGetInfo = new(ChiaService.Wallet, "did_get_info") { Slow = true };

    /// <summary>Recreate the wallet of a DID that this key owns.</summary>
    public static readonly Endpoint DidFindLostDid = new(ChiaService.Wallet, "did_find_lost_did") { Changes = true, Slow = true };
}
