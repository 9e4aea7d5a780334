using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Where the rewards of a farm go.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaRewardTarget")]
[OutputType(typeof(RewardTarget))]
[Rpc("farmer/get_reward_targets")]
public sealed class GetChiaRewardTarget : ReadCmdlet
{
    /// <summary>Look whether a key of this installation owns the addresses; takes seconds.</summary>
    [Parameter]
    public SwitchParameter CheckKey { get; set; }

    /// <summary>How many addresses of each key to try; 500 unless said otherwise.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, 100_000)]
    public uint? SearchDepth { get; set; }

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        if (SearchDepth is not null && !CheckKey)
        {
            throw new ChiaException("ChiaArgument.Conflict", "-SearchDepth says how far -CheckKey looks, which is not given.", "Add -CheckKey, or leave out -SearchDepth.");
        }

        yield return await call.SendAsync(Farmer.GetRewardTargets, new(CheckKey, SearchDepth)).ConfigureAwait(false);
    }
}
