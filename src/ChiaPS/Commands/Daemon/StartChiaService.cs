using System.Management.Automation;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Starts services through their daemon.</summary>
[Cmdlet(VerbsLifecycle.Start, "ChiaService", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceStatus))]
[Rpc("daemon/start_service")]
[Rpc("daemon/running_services")]
[Rpc("shared/healthz")]
[Rpc("shared/get_version")]
public sealed class StartChiaService : ServiceControlCmdlet
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
        if (IsWanted(call, service, "Start the service"))
        {
            Start(call, service, Wait ? WaitTimeoutSec : null);
        }
    }
}
