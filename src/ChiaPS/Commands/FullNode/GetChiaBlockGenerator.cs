using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>What the full node would put into a block now.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaBlockGenerator")]
[OutputType(typeof(BlockGenerator))]
[Rpc("full_node/create_block_generator")]
public sealed class GetChiaBlockGenerator : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        yield return await call.SendAsync(FullNode.CreateBlockGenerator).ConfigureAwait(false);
    }
}
