using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Stops services that run and starts them again.</summary>
[Cmdlet(VerbsLifecycle.Restart, "ChiaService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ServiceStatus))]
[Rpc("daemon/stop_service")]
[Rpc("daemon/start_service")]
[Rpc("daemon/running_services")]
[Rpc("shared/healthz")]
[Rpc("shared/get_version")]
public sealed class RestartChiaService : ServiceControlCmdlet
{
    /// <summary>Wait until it answers.</summary>
    [Parameter]
    public new SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait with -Wait; 600 unless said otherwise. Then it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    private protected override void Change(Call call, ChiaService service)
    {
        if (service == ChiaService.Daemon)
        {
            throw new ChiaException("ChiaArgument.Service", "A daemon that was stopped cannot be asked to start again.", "Restart it on its machine: 'chia stop -d all', then 'chia start'.");
        }

        var runs = base.Wait(ServiceControl.IsRunningAsync(call, service));
        if (runs is null)
        {
            // Without a daemon it is not known, which is no service that does not run: the daemon's own error says so.
            base.Wait(call.SendAsync(Rpc.Daemon.RunningServices));
        }

        if (runs != true)
        {
            WriteVerbose($"The {Rpc.ServiceFacts.Of(service).Title} of '{call.Session.Name}' does not run: it is passed over.");
        }
        else if (IsWanted(call, service, "Stop the service and start it again"))
        {
            base.Wait(ServiceControl.StopAsync(call, service));
            Start(call, service, Wait ? WaitTimeoutSec : null);
        }
    }
}
