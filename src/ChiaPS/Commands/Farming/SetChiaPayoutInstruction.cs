using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Changes where a pool pays to.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaPayoutInstruction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PoolState))]
[Rpc("farmer/get_pool_state")]
[Rpc("farmer/set_payout_instructions")]
public sealed class SetChiaPayoutInstruction : ServiceChangeCmdlet
{
    /// <summary>The plot NFT.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash]
    [ArgumentCompleter(typeof(LauncherIdCompleter))]
    public string LauncherId { get; set; } = "";

    /// <summary>Address of this network, or puzzle hash.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Address { get; set; } = "";

    private protected override object? Target => LauncherId;

    private protected override void Change(Call call)
    {
        // The farmer answers success for plot NFTs that it does not know, and for any text.
        var (puzzleHash, address) = Wait(NetworkAddress.ReadAsync(call, ChiaService.Farmer, Address));
        var now = Wait(PoolStates.FindAsync(call, LauncherId));
        if (IsPaidTo(now, puzzleHash, address))
        {
            WriteWarning($"The pool of {LauncherId} is told so already: nothing changes.");
            WriteObject(now);
        }
        else if (IsWanted(call, ChiaService.Farmer, $"Let {Pool(now)} pay for plot NFT {LauncherId} to {address} instead of {Text(now)}"))
        {
            Wait(call.SendAsync(Farmer.SetPayoutInstructions, new(LauncherId, puzzleHash[2..])));
            var set = Wait(PoolStates.FindAsync(call, LauncherId));
            if (!IsPaidTo(set, puzzleHash, address))
            {
                WriteWarning($"The farmer has kept the new instructions and tells {Pool(now)} when it asks the pool next; until then the pool pays to {Text(set)}. Get-ChiaPoolState shows when it is done.");
            }

            WriteObject(set);
        }
    }

    private static bool IsPaidTo(PoolState state, string puzzleHash, string address) =>
        Hex.Normalize(state.PayoutInstructions) == puzzleHash || string.Equals(state.PayoutInstructions, address, StringComparison.OrdinalIgnoreCase);

    private static string Pool(PoolState state) => state.PoolUrl is { Length: > 0 } url ? $"pool {url}" : "the pool (none now: it is self pooling)";

    private static string Text(PoolState state) => state.PayoutInstructions is { Length: > 0 } text ? text : "nobody";
}
