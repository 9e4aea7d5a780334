using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Records of blocks, by height, header hash or range.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaBlockRecord", DefaultParameterSetName = "Height")]
[OutputType(typeof(BlockRecord))]
[Rpc("full_node/get_block_record_by_height")]
[Rpc("full_node/get_block_record")]
[Rpc("full_node/get_block_records")]
[Rpc("full_node/get_blockchain_state")]
public sealed class GetChiaBlockRecord : ReadCmdlet
{
    /// <summary>Heights on the main chain.</summary>
    [Parameter(ParameterSetName = "Height", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    public uint[] Height { get; set; } = [];

    /// <summary>Header hashes; blocks of forks are found too.</summary>
    [Parameter(ParameterSetName = "HeaderHash", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>That many blocks up to the peak.</summary>
    [Parameter(ParameterSetName = "Last", Mandatory = true)]
    [WholeNumber]
    [ValidateRange(1, int.MaxValue)]
    public uint Last { get; set; }

    private protected override object? Target => ParameterSetName switch
    {
        "Height" => Height.Length == 1 ? Height[0] : Height,
        "HeaderHash" => HeaderHash.Length == 1 ? HeaderHash[0] : HeaderHash,
        _ => null,
    };

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName switch
    {
        "Height" => EachAsync(Height, height => call.SendAsync(FullNode.GetBlockRecordByHeight, new(height))),
        "HeaderHash" => EachAsync(HeaderHash, hash => call.SendAsync(FullNode.GetBlockRecord, new(hash))),
        _ => RangeAsync(call),
    };

    private async IAsyncEnumerable<object> RangeAsync(Call call)
    {
        var (first, last) = (StartHeight, EndHeight);
        if (last is null)
        {
            var peak = (await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false)).Height;
            if (peak is null)
            {
                yield break;
            }

            last = peak;
            first = ParameterSetName == "Last" ? peak.Value - Math.Min(peak.Value, Last - 1) : StartHeight;
        }

        await foreach (var record in Heights.ReadAsync(first, last.Value, (start, end) => call.StreamAsync(FullNode.GetBlockRecords, new(start, end))).ConfigureAwait(false))
        {
            yield return record;
        }
    }
}
