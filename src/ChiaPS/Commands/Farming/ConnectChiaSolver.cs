using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Makes a farmer work with another solver.</summary>
[Cmdlet(VerbsCommunications.Connect, "ChiaSolver", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[Rpc("farmer/connect_to_solver")]
public sealed class ConnectChiaSolver : ServiceChangeCmdlet
{
    /// <summary>Name or IP address of the solver's machine, as the farmer reaches it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string HostName { get; set; } = "";

    /// <summary>The solver's peer port, not that of its RPC; 8666 unless said otherwise.</summary>
    [Parameter(Position = 1)]
    [WholeNumber]
    [ValidateRange(1, ushort.MaxValue)]
    public ushort Port { get; set; } = 8666;

    private protected override object? Target => HostName;

    private protected override void Change(Call call)
    {
        if (IsWanted(call, ChiaService.Farmer, FormattableString.Invariant($"Drop the present solver and connect to {HostName}:{Port}")))
        {
            Wait(call.SendAsync(Farmer.ConnectToSolver, new(HostName, Port)));
        }
    }
}
