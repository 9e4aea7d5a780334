using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Estimated space of the network between two blocks.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaNetworkSpace", DefaultParameterSetName = "HeaderHash")]
[OutputType(typeof(NetworkSpace))]
[Rpc("full_node/get_network_space")]
[Rpc("full_node/get_block_record_by_height")]
public sealed class GetChiaNetworkSpace : ReadCmdlet
{
    /// <summary>Header hash of the later block.</summary>
    [Parameter(ParameterSetName = "HeaderHash", Mandatory = true, Position = 0)]
    [Hash]
    public string NewerHeaderHash { get; set; } = "";

    /// <summary>Header hash of the earlier block.</summary>
    [Parameter(ParameterSetName = "HeaderHash", Mandatory = true, Position = 1)]
    [Hash]
    public string OlderHeaderHash { get; set; } = "";

    /// <summary>Height of the later block.</summary>
    [Parameter(ParameterSetName = "Height", Mandatory = true)]
    [WholeNumber]
    public uint NewerHeight { get; set; }

    /// <summary>Height of the earlier block.</summary>
    [Parameter(ParameterSetName = "Height", Mandatory = true)]
    [WholeNumber]
    public uint OlderHeight { get; set; }

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        var byHeight = ParameterSetName == "Height";
        var newer = byHeight ? await HashAsync(call, NewerHeight).ConfigureAwait(false) : NewerHeaderHash;
        var older = byHeight ? await HashAsync(call, OlderHeight).ConfigureAwait(false) : OlderHeaderHash;
        var space = await call.SendAsync(FullNode.GetNetworkSpace, new(newer, older)).ConfigureAwait(false);
        (space.NewerHeaderHash, space.OlderHeaderHash) = (newer, older);
        (space.NewerHeight, space.OlderHeight) = byHeight ? (NewerHeight, OlderHeight) : ((uint?)null, (uint?)null);
        yield return space;
    }

    private static async Task<string> HashAsync(Call call, uint height) =>
        (await call.SendAsync(FullNode.GetBlockRecordByHeight, new(height)).ConfigureAwait(false)).HeaderHash ?? "";
}
