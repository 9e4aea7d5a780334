using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Operations;
using ChiaPS.Rpc;

namespace ChiaPS.Commands;

/// <summary>Stops plotting jobs, and takes them out of their queue.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ChiaPlottingJob", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[Rpc("daemon/register_service")]
[Rpc("daemon/stop_plotting")]
public sealed class StopChiaPlottingJob : OneSessionCmdlet
{
    /// <summary>Ids of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] JobId { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in JobId)
        {
            Attempt(id, () =>
            {
                var call = Open();
                var job = Wait(PlottingQueue.FindAsync(call, id));
                if (ShouldProcess($"daemon of session '{call.Session.Name}'", $"Stop plotting job {job}; what it wrote so far is of no use and may stay in its temporary directory"))
                {
                    Wait(call.SendAsync(Daemon.StopPlotting, new(job.JobId!)));
                }
            }, mayEnd: JobId.Length == 1 && !SessionIsPiped);
        }
    }
}
