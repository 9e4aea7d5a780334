using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Whole blocks, with proofs and transactions.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaBlock", DefaultParameterSetName = "HeaderHash")]
[OutputType(typeof(FullBlock))]
[Rpc("full_node/get_block")]
[Rpc("full_node/get_blocks")]
[Rpc("full_node/get_blockchain_state")]
[Rpc("simulator/get_all_blocks")]
public sealed class GetChiaBlock : ReadCmdlet
{
    /// <summary>Header hashes; blocks of forks are found too.</summary>
    [Parameter(ParameterSetName = "HeaderHash", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] HeaderHash { get; set; } = [];

    /// <summary>First height of a range.</summary>
    [Parameter(ParameterSetName = "Range", Mandatory = true)]
    [WholeNumber]
    public uint StartHeight { get; set; }

    /// <summary>Last height of the range, included; the peak when it is left out.</summary>
    [Parameter(ParameterSetName = "Range")]
    [WholeNumber]
    public uint? EndHeight { get; set; }

    /// <summary>Leave out blocks of forks that the node keeps at these heights.</summary>
    [Parameter(ParameterSetName = "Range")]
    public SwitchParameter ExcludeReorged { get; set; }

    /// <summary>Every block of the chain; simulators only.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    private protected override object? Target => HeaderHash is [var only] ? only : HeaderHash is [] ? null : HeaderHash;

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName switch
    {
        "HeaderHash" => EachAsync(HeaderHash, hash => call.SendAsync(FullNode.GetBlock, new(hash))),
        "Range" => RangeAsync(call),
        _ => call.StreamAsync(Simulation.GetAllBlocks, None.Value),
    };

    private async IAsyncEnumerable<object> RangeAsync(Call call)
    {
        if ((EndHeight ?? (await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false)).Height) is not { } last)
        {
            yield break;
        }

        var read = Heights.ReadAsync(
            StartHeight, last, (start, end) => call.StreamAsync(FullNode.GetBlocks, new(start, end, ExcludeReorged)), Heights.BlockPiece, block => block.Height);
        await foreach (var block in read.ConfigureAwait(false))
        {
            yield return block;
        }
    }
}
