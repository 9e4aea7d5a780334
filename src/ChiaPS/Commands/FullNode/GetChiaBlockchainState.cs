using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The chain as the full node sees it.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaBlockchainState")]
[OutputType(typeof(BlockchainState))]
[Rpc("full_node/get_blockchain_state")]
[Rpc("full_node/get_block_count_metrics")]
public sealed class GetChiaBlockchainState : ReadCmdlet
{
    /// <summary>Counts of blocks and hints too: they take from seconds to minutes on mainnet.</summary>
    [Parameter]
    public SwitchParameter IncludeMetric { get; set; }

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        var state = await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false);
        state.Metrics = IncludeMetric ? await call.SendAsync(FullNode.GetBlockCountMetrics).ConfigureAwait(false) : null;
        yield return state;
    }
}
