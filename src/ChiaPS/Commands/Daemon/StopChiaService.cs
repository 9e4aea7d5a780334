using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Stops services through their daemon, or the daemon with all of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ChiaService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ServiceStatus))]
[Rpc("daemon/stop_service")]
[Rpc("daemon/exit")]
[Rpc("daemon/running_services")]
[Rpc("shared/stop_node")]
[Rpc("shared/healthz")]
public sealed class StopChiaService : ServiceControlCmdlet
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Ask the service itself to end, also one that the daemon did not start.</summary>
    [Parameter]
    public SwitchParameter Direct { get; set; }

    private protected override void Change(Call call, ChiaService service)
    {
        if (service == ChiaService.Daemon)
        {
            if (IsWanted(call, service, "Stop the daemon and every service that it started"))
            {
                Wait(ServiceControl.StopAsync(call, service));
                var status = new ServiceStatus { Service = service, IsRunning = false, Port = call.Session.Locate(service).Port };
                status.Stamp(Wait(call.OriginAsync(service).AsTask()));
                WriteObject(status);
            }
        }
        else if (IsWanted(call, service, Direct ? "Tell the service to end" : "Stop the service"))
        {
            Wait(Direct ? ServiceControl.StopDirectAsync(call, service, Patience) : ServiceControl.StopAsync(call, service));
            WriteObject(Wait(ServiceControl.StatusAsync(call, service, detailed: false)));
        }
    }
}
