namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for plot NFTs and pools.</summary>
internal static class WalletPools
{
    /// <summary>Point a plot NFT at a pool.</summary>
    public static readonly Endpoint PwJoinPool = new(ChiaService.Wallet, "pw_join_pool") { Changes = true };

    /// <summary>Leave the pool and self pool with a plot NFT.</summary>
    public static readonly Endpoint PwSelfPool = new(ChiaService.Wallet, "pw_self_pool") { Changes = true };

    /// <summary>Claim rewards held by a plot NFT.</summary>
    public static readonly Endpoint PwAbsorbRewards = new(ChiaService.Wallet, "pw_absorb_rewards") { Changes = true };

    /// <summary>State of a plot NFT wallet.</summary>
    public static readonly Endpoint PwStatus = new(ChiaService.Wallet, "pw_status");
}
