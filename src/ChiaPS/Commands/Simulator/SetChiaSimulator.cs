using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Turns a simulator's farming of a block for every transaction on or off.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(Simulator))]
[Rpc("simulator/get_auto_farming")]
[Rpc("simulator/get_farming_ph")]
[Rpc("simulator/set_auto_farming")]
public sealed class SetChiaSimulator : ServiceChangeCmdlet
{
    /// <summary>$true or $false: whether a block is made for every transaction that comes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public bool AutoFarm { get; set; }

    private protected override void Change(Call call)
    {
        var now = Wait(SimulatorReader.ReadAsync(call));
        if (now.AutoFarm == AutoFarm)
        {
            WriteWarning($"Auto farming is {(AutoFarm ? "on" : "off")} already: nothing changes.");
            WriteObject(now);
        }
        else if (ShouldProcess($"simulator of session '{call.Session.Name}'", $"Turn auto farming {(AutoFarm ? "on" : "off")}"))
        {
            Wait(call.SendAsync(Simulation.SetAutoFarming, new(AutoFarm)));
            WriteObject(Wait(SimulatorReader.ReadAsync(call)));
        }
    }
}
