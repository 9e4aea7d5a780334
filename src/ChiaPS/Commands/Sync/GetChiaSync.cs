using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How far the full node and the wallet have come.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSync")]
[OutputType(typeof(Sync))]
[Rpc("full_node/get_blockchain_state")]
[Rpc("shared/get_connections")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaSync : ReadCmdlet
{
    /// <summary>FullNode or Wallet; both when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("FullNode", "Wallet")]
    public ChiaService[] Service { get; set; } = [ChiaService.FullNode, ChiaService.Wallet];

    /// <summary>A guard for the wallet: another key logged in is the error ChiaWallet.WrongKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    // One service that is down does not hide the other.
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        foreach (var service in Service)
        {
            object item;
            try
            {
                if (service == ChiaService.Wallet)
                {
                    await KeyGuard.CheckAsync(call, Fingerprint).ConfigureAwait(false);
                }

                item = await SyncReader.ReadAsync(call, service).ConfigureAwait(false);
            }
            catch (ChiaException e) when (Service.Length > 1)
            {
                item = new Failure(e, service);
            }

            yield return item;
        }
    }
}
