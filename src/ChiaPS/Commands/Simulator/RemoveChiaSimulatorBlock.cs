using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Deletes blocks from the top of a simulator's chain.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaSimulatorBlock", DefaultParameterSetName = "Count", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BlockchainState))]
[Rpc("simulator/get_auto_farming")]
[Rpc("simulator/revert_blocks")]
[Rpc("full_node/get_blockchain_state")]
public sealed class RemoveChiaSimulatorBlock : ServiceChangeCmdlet
{
    /// <summary>How many blocks; 1 unless said otherwise.</summary>
    [Parameter(ParameterSetName = "Count", Position = 0)]
    [WholeNumber]
    [ValidateRange(1, int.MaxValue)]
    public uint Count { get; set; } = 1;

    /// <summary>All but the first two, which stay at heights 0 and 1.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    private protected override void Change(Call call)
    {
        var height = Wait(SimulatorReader.HeightAsync(call));
        var left = All ? 1 : (long)height - Count;
        if (left < 1 || left == height)
        {
            throw new ChiaException(
                "ChiaArgument.Count", string.Create(CultureInfo.InvariantCulture, $"The chain has height {height}, and blocks 0 and 1 stay: {(All ? "there is nothing to delete" : $"{Count} blocks cannot be deleted")}."), "Give a smaller -Count.");
        }

        if (ShouldProcess($"simulator of session '{call.Session.Name}'", string.Create(CultureInfo.InvariantCulture, $"Delete {height - left} block(s): height {height} becomes {left}")))
        {
            Wait(call.SendAsync(Simulation.RevertBlocks, All ? new(null, true) : new(Count, null)));
            WriteWarning("Wallets are not told and stay ahead of the chain: delete their databases, or use Invoke-ChiaSimulatorReorg instead, which they follow.");
            WriteObject(Wait(call.SendAsync(FullNode.GetBlockchainState)));
        }
    }
}
