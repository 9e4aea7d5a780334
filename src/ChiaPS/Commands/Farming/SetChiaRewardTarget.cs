using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Changes where the rewards of a farm go; what is left out stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaRewardTarget", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RewardTarget))]
[Rpc("farmer/get_reward_targets")]
[Rpc("farmer/set_reward_targets")]
public sealed class SetChiaRewardTarget : ServiceChangeCmdlet
{
    /// <summary>Address of this network, or puzzle hash, for the farmer's part and the fees.</summary>
    [Parameter]
    public string? FarmerAddress { get; set; }

    /// <summary>Address of this network, or puzzle hash, for the pool's part.</summary>
    [Parameter]
    public string? PoolAddress { get; set; }

    private protected override void Change(Call call)
    {
        if (FarmerAddress is null && PoolAddress is null)
        {
            throw new ChiaException("ChiaArgument.Missing", "No address is given.", "Give -FarmerAddress, -PoolAddress or both.");
        }

        // The farmer takes addresses of other networks and keeps what does not decode.
        var farmer = Checked(call, FarmerAddress);
        var pool = Checked(call, PoolAddress);
        var now = Wait(call.SendAsync(Farmer.GetRewardTargets, new(SearchForPrivateKey: false, null)));
        var request = new SetRewardTargetRequest(farmer == now.FarmerTarget ? null : farmer, pool == now.PoolTarget ? null : pool);
        if (request == new SetRewardTargetRequest(null, null))
        {
            WriteWarning("The rewards go there already: nothing changes.");
            WriteObject(now);
        }
        else if (IsWanted(call, ChiaService.Farmer, Describe(request, now)))
        {
            Wait(call.SendAsync(Farmer.SetRewardTargets, request));
            WriteObject(Wait(ReadBackAsync(call, request)));
        }
    }

    private string? Checked(Call call, string? address) => address is null ? null : Wait(NetworkAddress.ReadAsync(call, ChiaService.Farmer, address)).Address;

    private static string Describe(SetRewardTargetRequest request, RewardTarget now) => string.Join("; ", new[]
    {
        request.FarmerTarget is null ? null : $"Pay the farmer's part of rewards to {request.FarmerTarget} instead of {now.FarmerTarget}",
        request.PoolTarget is null ? null : $"Pay the pool's part of rewards to {request.PoolTarget} instead of {now.PoolTarget}",
    }.OfType<string>());

    private static async Task<RewardTarget> ReadBackAsync(Call call, SetRewardTargetRequest request)
    {
        var set = await call.SendAsync(Farmer.GetRewardTargets, new(SearchForPrivateKey: false, null)).ConfigureAwait(false);
        return (request.FarmerTarget ?? set.FarmerTarget) == set.FarmerTarget && (request.PoolTarget ?? set.PoolTarget) == set.PoolTarget
            ? set
            : throw new ChiaRpcException(
                "ChiaRpc.NotSet", $"The farmer says that it took the addresses, but it pays to {set}.", "Somebody else may have changed them meanwhile: look with Get-ChiaRewardTarget.")
            { Route = Farmer.SetRewardTargets.Route, Service = ChiaService.Farmer };
    }
}
