using System.Management.Automation;

namespace ChiaPS.Commands;

/// <summary>Waits until the full node and the wallet are synced.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ChiaSync")]
[OutputType(typeof(Sync))]
[Rpc("full_node/get_blockchain_state")]
[Rpc("shared/get_connections")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class WaitChiaSync : OneSessionCmdlet
{
    /// <summary>FullNode or Wallet; both, in this order, when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("FullNode", "Wallet")]
    public ChiaService[] Service { get; set; } = [ChiaService.FullNode, ChiaService.Wallet];

    /// <summary>Seconds to wait for each service; 600 unless said otherwise. Then it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var service in Service)
        {
            Attempt(service, () => WriteObject(WaitForSync(Open(), service, WaitTimeoutSec)), mayEnd: !SessionIsPiped);
        }
    }
}
