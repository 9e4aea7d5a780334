namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for signatures and signing elsewhere.</summary>
internal static class WalletSigning
{
    /// <summary>Sign a text with the key behind an own address.</summary>
    public static readonly Endpoint SignMessageByAddress = new(ChiaService.Wallet, "sign_message_by_address") { Secret = true };

    /// <summary>Sign a text with the key that owns a DID or NFT.</summary>
    public static readonly Endpoint SignMessageById = new(ChiaService.Wallet, "sign_message_by_id") { Secret = true };

    /// <summary>Verify a BLS signature over a message.</summary>
    public static readonly Endpoint VerifySignature = new(ChiaService.Wallet, "verify_signature");

    /// <summary>Signing instructions for coin spends.</summary>
    public static readonly Endpoint GatherSigningInfo = new(ChiaService.Wallet, "gather_signing_info") { Since = "2.4.0" };

    /// <summary>Attach signatures to coin spends.</summary>
    public static readonly Endpoint ApplySignatures = new(ChiaService.Wallet, "apply_signatures") { Since = "2.4.0" };

    /// <summary>Send signed transactions to the network.</summary>
    public static readonly Endpoint<SignedTransactionsRequest, string[]> SubmitTransactions = new(ChiaService.Wallet, "submit_transactions") { Field = "mempool_ids", Changes = true, Since = "2.4.0" };

    /// <summary>Sign with the keys of this wallet.</summary>
    public static readonly Endpoint ExecuteSigningInstructions = new(ChiaService.Wallet, "execute_signing_instructions") { Secret = true, Since = "2.4.3" };
}
