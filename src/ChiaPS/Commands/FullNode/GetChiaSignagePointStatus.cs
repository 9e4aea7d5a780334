using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>When the full node got a signage point or the end of a sub-slot, and whether a reorg removed it.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSignagePointStatus", DefaultParameterSetName = "SignagePointHash")]
[OutputType(typeof(SignagePointStatus))]
[Rpc("full_node/get_recent_signage_point_or_eos")]
public sealed class GetChiaSignagePointStatus : ReadCmdlet
{
    /// <summary>Hashes of signage points.</summary>
    [Parameter(ParameterSetName = "SignagePointHash", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ChallengeChainSp")]
    [Hash(Array = true)]
    public string[] SignagePointHash { get; set; } = [];

    /// <summary>Challenges of sub-slots: when that sub-slot began.</summary>
    [Parameter(ParameterSetName = "ChallengeHash", Mandatory = true)]
    [Hash(Array = true)]
    public string[] ChallengeHash { get; set; } = [];

    private protected override object? Target => SignagePointHash is [var only] ? only : SignagePointHash;

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName == "ChallengeHash"
        ? EachAsync(ChallengeHash, hash => EndAsync(call, hash))
        : EachAsync(SignagePointHash, hash => PointAsync(call, hash));

    private static async Task<SignagePointStatus> EndAsync(Call call, string hash)
    {
        var status = await call.SendAsync(FullNode.GetRecentSignagePointOrEos, new(null, hash)).ConfigureAwait(false);
        status.ChallengeHash = hash;
        return status;
    }

    // The point at index 0 is the end of a sub-slot, whose hash is its challenge.
    private static async Task<SignagePointStatus> PointAsync(Call call, string hash)
    {
        try
        {
            var status = await call.SendAsync(FullNode.GetRecentSignagePointOrEos, new(hash, null)).ConfigureAwait(false);
            status.SignagePointHash = hash;
            return status;
        }
        catch (ChiaRpcException point) when (!point.EndsCommand)
        {
            try
            {
                return await EndAsync(call, hash).ConfigureAwait(false);
            }
            catch (ChiaRpcException)
            {
                throw point;
            }
        }
    }
}
