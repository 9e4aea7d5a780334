using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The plotting jobs of a daemon: those that wait, run, failed or are finished.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPlottingJob")]
[OutputType(typeof(PlottingJob))]
[Rpc("daemon/register_service")]
public sealed class GetChiaPlottingJob : ReadCmdlet
{
    /// <summary>Ids of jobs; all when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(JobIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? JobId { get; set; }

    /// <summary>The whole log of each, too.</summary>
    [Parameter]
    public SwitchParameter IncludeLog { get; set; }

    // State and progress are read from the log, so it goes last.
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        if (JobId is not null)
        {
            await foreach (var found in EachAsync(JobId, id => PlottingQueue.FindAsync(call, id)).ConfigureAwait(false))
            {
                yield return Shown(found);
            }

            yield break;
        }

        foreach (var job in await PlottingQueue.ReadAsync(call).ConfigureAwait(false))
        {
            yield return Shown(job);
        }
    }

    private object Shown(object item)
    {
        if (!IncludeLog && item is PlottingJob job)
        {
            job.DropLog();
        }

        return item;
    }
}
