namespace ChiaPS.Rpc;

/// <summary>Routes that newer releases no longer have. They get no cmdlet; <c>Invoke-ChiaRpc</c> reaches them on old nodes.</summary>
internal static class Removed
{
    public static readonly IReadOnlyList<Endpoint> All =
    [
        new(ChiaService.FullNode, "get_initial_freeze_period") { Until = "2.4.3" },
        new(ChiaService.Wallet, "dao_add_funds_to_treasury") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_adjust_filter_level") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_close_proposal") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_create_proposal") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_exit_lockup") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_free_coins_from_finished_proposals") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_get_proposal_state") { Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_get_proposals") { Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_get_rules") { Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_get_treasury_balance") { Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_get_treasury_id") { Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_parse_proposal") { Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_send_to_lockup") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "dao_vote_on_proposal") { Changes = true, Until = "2.5.2" },
        new(ChiaService.Wallet, "did_create_attest") { Changes = true, Until = "2.5.6" },
        new(ChiaService.Wallet, "did_get_information_needed_for_recovery") { Until = "2.5.6" },
        new(ChiaService.Wallet, "did_get_recovery_list") { Until = "2.5.6" },
        new(ChiaService.Wallet, "did_recovery_spend") { Changes = true, Until = "2.5.6" },
        new(ChiaService.Wallet, "did_update_recovery_ids") { Changes = true, Until = "2.5.6" },
        new(ChiaService.Wallet, "farm_block") { Changes = true, Until = "2.3.1" },
        new(ChiaService.Wallet, "get_initial_freeze_period") { Until = "2.4.3" },
    ];
}
