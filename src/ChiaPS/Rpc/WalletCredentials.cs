namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for verified credentials.</summary>
internal static class WalletCredentials
{
    /// <summary>Mint a verifiable credential.</summary>
    public static readonly Endpoint VcMint = new(ChiaService.Wallet, "vc_mint") { Changes = true };

    /// <summary>One verifiable credential.</summary>
    public static readonly Endpoint VcGet = new(ChiaService.Wallet, "vc_get");

    /// <summary>Page of verifiable credentials with their proofs.</summary>
    public static readonly Endpoint VcGetList = new(ChiaService.Wallet, "vc_get_list");

    /// <summary>Spend a verifiable credential, to move it or change its proofs.</summary>
    public static readonly Endpoint VcSpend = new(ChiaService.Wallet, "vc_spend") { Changes = true };

    /// <summary>Store proofs for later use.</summary>
    public static readonly Endpoint VcAddProofs = new(ChiaService.Wallet, "vc_add_proofs") { Changes = true };

    /// <summary>Stored proofs for a proof root.</summary>
    public static readonly Endpoint VcGetProofsForRoot = new(ChiaService.Wallet, "vc_get_proofs_for_root");

    /// <summary>Revoke a verifiable credential.</summary>
    public static readonly Endpoint VcRevoke = new(ChiaService.Wallet, "vc_revoke") { Changes = true };
}
