using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Headers of blocks that wait for their infusion.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaUnfinishedBlock")]
[OutputType(typeof(UnfinishedBlock))]
[Rpc("full_node/get_unfinished_block_headers")]
public sealed class GetChiaUnfinishedBlock : ReadCmdlet
{
    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => call.StreamAsync(FullNode.GetUnfinishedBlockHeaders, None.Value);
}
