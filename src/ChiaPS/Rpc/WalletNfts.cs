namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for NFTs.</summary>
internal static class WalletNfts
{
    /// <summary>Mint one NFT.</summary>
    public static readonly Endpoint NftMintNft = new(ChiaService.Wallet, "nft_mint_nft") { Changes = true };

    /// <summary>Number of NFTs in one or all NFT wallets.</summary>
    public static readonly Endpoint NftCountNfts = new(ChiaService.Wallet, "nft_count_nfts");

    /// <summary>Page of NFTs in one or all NFT wallets.</summary>
    public static readonly Endpoint NftGetNfts = new(ChiaService.Wallet, "nft_get_nfts");

    /// <summary>NFT wallet that belongs to a DID.</summary>
    public static readonly Endpoint<DidIdRequest, uint> NftGetByDid = new(ChiaService.Wallet, "nft_get_by_did") { Field = "wallet_id" };

    /// <summary>Assign an NFT to a DID, or remove it from one.</summary>
    public static readonly Endpoint NftSetNftDid = new(ChiaService.Wallet, "nft_set_nft_did") { Changes = true };

    /// <summary>Mark an NFT as in a transaction or free.</summary>
    public static readonly Endpoint NftSetNftStatus = new(ChiaService.Wallet, "nft_set_nft_status") { Changes = true };

    /// <summary>DID that an NFT wallet belongs to.</summary>
    public static readonly Endpoint NftGetWalletDid = new(ChiaService.Wallet, "nft_get_wallet_did");

    /// <summary>NFT wallets that belong to a DID, with the DID wallet.</summary>
    public static readonly Endpoint<None, NftWalletDid[]> NftGetWalletsWithDids = new(ChiaService.Wallet, "nft_get_wallets_with_dids") { Field = "nft_wallets" };

    /// <summary>Look up any NFT on chain by its id or a coin id.</summary>
    public static readonly Endpoint NftGetInfo = new(ChiaService.Wallet, "nft_get_info") { Slow = true };

    /// <summary>Send an NFT to an address.</summary>
    public static readonly Endpoint NftTransferNft = new(ChiaService.Wallet, "nft_transfer_nft") { Changes = true };

    /// <summary>Add a URI to an NFT.</summary>
    public static readonly Endpoint NftAddUri = new(ChiaService.Wallet, "nft_add_uri") { Changes = true };

    /// <summary>Royalties for a set of NFTs and amounts, calculation only.</summary>
    public static readonly Endpoint NftCalculateRoyalties = new(ChiaService.Wallet, "nft_calculate_royalties");

    /// <summary>Build the spend for many NFTs, never sent by the wallet itself.</summary>
    public static readonly Endpoint NftMintBulk = new(ChiaService.Wallet, "nft_mint_bulk") { Changes = true, Slow = true };

    /// <summary>Assign several NFTs to a DID.</summary>
    public static readonly Endpoint NftSetDidBulk = new(ChiaService.Wallet, "nft_set_did_bulk") { Changes = true };

    /// <summary>Send several NFTs to one address.</summary>
    public static readonly Endpoint NftTransferBulk = new(ChiaService.Wallet, "nft_transfer_bulk") { Changes = true };
}
