using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Replaces the top of a simulator's chain by a longer fork.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ChiaSimulatorReorg", DefaultParameterSetName = "Depth", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(BlockchainState))]
[Rpc("simulator/get_auto_farming")]
[Rpc("simulator/reorg_blocks")]
[Rpc("full_node/get_blockchain_state")]
public sealed class InvokeChiaSimulatorReorg : ServiceChangeCmdlet
{
    /// <summary>How many blocks are replaced; 1 unless said otherwise.</summary>
    [Parameter(ParameterSetName = "Depth", Position = 0)]
    [WholeNumber]
    [ValidateRange(1, int.MaxValue)]
    public uint Depth { get; set; } = 1;

    /// <summary>Replace all but the first two blocks.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>How many blocks the chain grows by; 1 unless said otherwise.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, 100_000)]
    public uint NewBlock { get; set; } = 1;

    /// <summary>Make the same fork each time, instead of a random one.</summary>
    [Parameter]
    public SwitchParameter Repeatable { get; set; }

    private protected override void Change(Call call)
    {
        var height = Wait(SimulatorReader.HeightAsync(call));
        var fork = All ? 1 : (long)height - Depth;
        if (fork < 1)
        {
            throw new ChiaException(
                "ChiaArgument.Depth", string.Create(CultureInfo.InvariantCulture, $"The chain has height {height}, and blocks 0 and 1 stay: {Depth} blocks cannot be replaced."), "Give a smaller -Depth.");
        }

        var action = string.Create(CultureInfo.InvariantCulture, $"Replace {height - fork} block(s) above height {fork}: height {height} becomes {height + NewBlock}, transactions in them go away");
        if (ShouldProcess($"simulator of session '{call.Session.Name}'", action))
        {
            Wait(call.SendAsync(Simulation.ReorgBlocks, new(All ? null : Depth, NewBlock, All ? true : null, !Repeatable)));
            WriteObject(Wait(call.SendAsync(FullNode.GetBlockchainState)));
        }
    }
}
