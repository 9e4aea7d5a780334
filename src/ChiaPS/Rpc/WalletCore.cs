namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints: sync, wallets, balances, addresses, coins, transactions, notifications.</summary>
internal static class WalletCore
{
    /// <summary>Mark the current wallet for a resync at the next start, or clear the mark.</summary>
    public static readonly Endpoint<ResyncRequest, None> SetWalletResyncOnStartup = new(ChiaService.Wallet, "set_wallet_resync_on_startup") { Changes = true };

    /// <summary>Whether the wallet is synced or syncing.</summary>
    public static readonly Endpoint<None, WalletSyncStatus> GetSyncStatus = new(ChiaService.Wallet, "get_sync_status");

    /// <summary>Number of full nodes this wallet is connected to.</summary>
    public static readonly Endpoint<None, ulong?> GetFullNodePeerCount = new(ChiaService.Wallet, "get_full_node_peer_count") { Field = "peer_count", Since = "2.7.2" };

    /// <summary>Height the wallet is synced to, or the chain tip.</summary>
    public static readonly Endpoint<HeightInfoRequest, WalletHeight> GetHeightInfo = new(ChiaService.Wallet, "get_height_info");

    /// <summary>Send a spend bundle to the connected full nodes.</summary>
    public static readonly Endpoint<SpendBundleRequest, None> PushTx = new(ChiaService.Wallet, "push_tx") { Changes = true };

    /// <summary>Submit previously created transaction records.</summary>
    public static readonly Endpoint<PushTransactionsRequest, None> PushTransactions = new(ChiaService.Wallet, "push_transactions") { Changes = true };

    /// <summary>Timestamp of the block at or before a height.</summary>
    public static readonly Endpoint<HeightRequest, BlockTimestamp> GetTimestampForHeight = new(ChiaService.Wallet, "get_timestamp_for_height");

    /// <summary>Current fee per unit of cost from a full node peer.</summary>
    public static readonly Endpoint<None, FeeEstimate> GetFeeEstimate = new(ChiaService.Wallet, "get_fee_estimate") { Since = "2.7.2" };

    /// <summary>Change automatic claiming of clawback coins.</summary>
    public static readonly Endpoint<AutoClaimRequest, AutoClaim> SetAutoClaim = new(ChiaService.Wallet, "set_auto_claim") { Changes = true };

    /// <summary>Settings for automatic claiming of clawback coins.</summary>
    public static readonly Endpoint<None, AutoClaim> GetAutoClaim = new(ChiaService.Wallet, "get_auto_claim");

    /// <summary>Wallets of the current key, optionally of one type.</summary>
    public static readonly ListEndpoint<WalletsRequest, Wallet> GetWallets = new(ChiaService.Wallet, "get_wallets") { Field = "wallets" };

    /// <summary>Create a CAT, DID, NFT, pool or remote wallet.</summary>
    public static readonly Endpoint CreateNewWallet = new(ChiaService.Wallet, "create_new_wallet") { Changes = true };

    /// <summary>Balances of one wallet.</summary>
    public static readonly Endpoint<WalletIdRequest, WalletBalance> GetWalletBalance = new(ChiaService.Wallet, "get_wallet_balance") { Field = "wallet_balance" };

    /// <summary>Balances of several or all wallets.</summary>
    public static readonly Endpoint<WalletIdsRequest, Dictionary<string, WalletBalance>> GetWalletBalances = new(ChiaService.Wallet, "get_wallet_balances") { Field = "wallet_balances" };

    /// <summary>One transaction record by its name.</summary>
    public static readonly Endpoint<TransactionIdRequest, TransactionRecord> GetTransaction = new(ChiaService.Wallet, "get_transaction") { Field = "transaction" };

    /// <summary>Page of transaction records of a wallet.</summary>
    public static readonly ListEndpoint<TransactionsRequest, TransactionRecord> GetTransactions = new(ChiaService.Wallet, "get_transactions") { Field = "transactions" };

    /// <summary>Number of transaction records of a wallet.</summary>
    public static readonly Endpoint<TransactionCountRequest, uint> GetTransactionCount = new(ChiaService.Wallet, "get_transaction_count") { Field = "count" };

    /// <summary>Current or a fresh receive address.</summary>
    public static readonly Endpoint<NextAddressRequest, WalletAddress> GetNextAddress = new(ChiaService.Wallet, "get_next_address") { Changes = true };

    /// <summary>Send XCH to one address.</summary>
    public static readonly ListEndpoint<SendTransactionRequest, TransactionRecord> SendTransaction = new(ChiaService.Wallet, "send_transaction") { Field = "transactions", Changes = true };

    /// <summary>Send XCH or a CAT to several outputs.</summary>
    public static readonly ListEndpoint<SendMultiRequest, TransactionRecord> SendTransactionMulti = new(ChiaService.Wallet, "send_transaction_multi") { Field = "transactions", Changes = true };

    /// <summary>Claim or claw back clawback coins.</summary>
    public static readonly ListEndpoint<SpendClawbackRequest, TransactionRecord> SpendClawbackCoins = new(ChiaService.Wallet, "spend_clawback_coins") { Field = "transactions", Changes = true };

    /// <summary>Totals of farming rewards received by this wallet.</summary>
    public static readonly Endpoint<FarmedAmountRequest, FarmedAmount> GetFarmedAmount = new(ChiaService.Wallet, "get_farmed_amount") { Slow = true };

    /// <summary>Build a transaction with given outputs, by default without sending it.</summary>
    public static readonly ListEndpoint<CreateSignedTransactionRequest, TransactionRecord> CreateSignedTransaction = new(ChiaService.Wallet, "create_signed_transaction") { Field = "transactions", Changes = true };

    /// <summary>Forget all unconfirmed transactions of a wallet.</summary>
    public static readonly Endpoint<WalletIdRequest, None> DeleteUnconfirmedTransactions = new(ChiaService.Wallet, "delete_unconfirmed_transactions") { Changes = true };

    /// <summary>Let the wallet pick coins for an amount.</summary>
    public static readonly Endpoint<SelectCoinsRequest, Coin[]> SelectCoins = new(ChiaService.Wallet, "select_coins") { Field = "coins" };

    /// <summary>Spendable coins and unconfirmed changes of a wallet.</summary>
    public static readonly Endpoint<SpendableCoinsRequest, SpendableCoins> GetSpendableCoins = new(ChiaService.Wallet, "get_spendable_coins");

    /// <summary>Wallet coins by coin id.</summary>
    public static readonly Endpoint GetCoinRecordsByNames = new(ChiaService.Wallet, "get_coin_records_by_names");

    /// <summary>Puzzle and solution of a spent wallet coin.</summary>
    public static readonly Endpoint<CoinNameRequest, CoinSpend> GetPuzzleAndSolution = new(ChiaService.Wallet, "get_puzzle_and_solution") { Since = "2.7.1" };

    /// <summary>Highest derived key index.</summary>
    public static readonly Endpoint<None, DerivationIndex> GetCurrentDerivationIndex = new(ChiaService.Wallet, "get_current_derivation_index");

    /// <summary>Derive keys up to a higher index.</summary>
    public static readonly Endpoint<IndexRequest, DerivationIndex> ExtendDerivationIndex = new(ChiaService.Wallet, "extend_derivation_index") { Changes = true, Slow = true };

    /// <summary>On-chain notifications received.</summary>
    public static readonly Endpoint GetNotifications = new(ChiaService.Wallet, "get_notifications");

    /// <summary>Delete stored notifications.</summary>
    public static readonly Endpoint DeleteNotifications = new(ChiaService.Wallet, "delete_notifications") { Changes = true };

    /// <summary>Send an on-chain notification to a puzzle hash.</summary>
    public static readonly Endpoint SendNotification = new(ChiaService.Wallet, "send_notification") { Changes = true };

    /// <summary>Memos of one transaction.</summary>
    public static readonly Endpoint<TransactionIdRequest, TransactionMemos> GetTransactionMemo = new(ChiaService.Wallet, "get_transaction_memo") { Slow = true };

    /// <summary>Split one coin into several equal coins.</summary>
    public static readonly ListEndpoint<SplitCoinsRequest, TransactionRecord> SplitCoins = new(ChiaService.Wallet, "split_coins") { Field = "transactions", Changes = true, Since = "2.4.4" };

    /// <summary>Combine many coins into one.</summary>
    public static readonly ListEndpoint<CombineCoinsRequest, TransactionRecord> CombineCoins = new(ChiaService.Wallet, "combine_coins") { Field = "transactions", Changes = true, Since = "2.4.4" };

    /// <summary>Track coins in a remote wallet.</summary>
    public static readonly Endpoint RegisterRemoteCoins = new(ChiaService.Wallet, "register_remote_coins") { Changes = true, Since = "2.7.0" };

    /// <summary>Query wallet coin records with filters.</summary>
    public static readonly ListEndpoint<WalletCoinsRequest, WalletCoin> GetCoinRecords = new(ChiaService.Wallet, "get_coin_records") { Field = "coin_records", Slow = true };
}
