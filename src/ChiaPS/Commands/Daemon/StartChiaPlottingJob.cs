using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Queues plots to be made by the daemon.</summary>
[Cmdlet(VerbsLifecycle.Start, "ChiaPlottingJob", SupportsShouldProcess = true)]
[OutputType(typeof(PlottingJob))]
[Rpc("daemon/start_plotting")]
[Rpc("daemon/register_service")]
[Rpc("daemon/get_version")]
public sealed class StartChiaPlottingJob : OneSessionCmdlet
{
    /// <summary>The plotter.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ChiaPlotter Plotter { get; set; }

    /// <summary>Where the plots go, on the daemon's machine.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string FinalDirectory { get; set; } = "";

    /// <summary>Where the plotter works; not needed by BladebitRam and BladebitCuda.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string? TempDirectory { get; set; }

    /// <summary>A second place to work.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecondTempDirectory { get; set; }

    /// <summary>k of the plots; 32 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(18, 50)]
    public int PlotSize { get; set; } = 32;

    /// <summary>How many plots, one job each.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int Count { get; set; } = 1;

    /// <summary>The queue: its jobs come one after the other.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string QueueName { get; set; } = "default";

    /// <summary>Seconds to wait before the start.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Delay { get; set; }

    /// <summary>Do not wait for the other jobs of the queue.</summary>
    [Parameter]
    public SwitchParameter Parallel { get; set; }

    /// <summary>The farmer's public key; without it that of the first key of the daemon's keychain.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? FarmerPublicKey { get; set; }

    /// <summary>The public key that gets the pool part of rewards: plots that can never join a pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? PoolPublicKey { get; set; }

    /// <summary>The plot NFT's contract address: plots that can join pools.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PoolContractAddress { get; set; }

    /// <summary>Threads; 2 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThreadCount { get; set; } = 2;

    /// <summary>Buckets of Chiapos, Madmax and BladebitDisk.</summary>
    [Parameter]
    [ValidateRange(16, 1024)]
    public int Bucket { get; set; }

    /// <summary>Buckets of Madmax for phases 3 and 4.</summary>
    [Parameter]
    [ValidateRange(16, 1024)]
    public int SecondBucket { get; set; }

    /// <summary>Memory of Chiapos in MiB; 3389 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(10, int.MaxValue)]
    public int Buffer { get; set; } = 3389;

    /// <summary>Compression level of Bladebit.</summary>
    [Parameter]
    [ValidateRange(0, 9)]
    public int? Compression { get; set; }

    /// <summary>The graphics card of BladebitCuda.</summary>
    [Parameter]
    [ValidateRange(0, 64)]
    public int? Device { get; set; }

    /// <summary>Memory that BladebitDisk caches with, such as 32G.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Cache { get; set; }

    /// <summary>Make plots that are too small to be farmed on mainnet.</summary>
    [Parameter]
    public SwitchParameter OverrideMinimumSize { get; set; }

    /// <summary>Do not add the final directory to those that the harvester looks into.</summary>
    [Parameter]
    public SwitchParameter ExcludeFinalDirectory { get; set; }

    /// <summary>Wait, with progress, until every job is finished or has failed.</summary>
    [Parameter]
    public new SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait with -Wait; a day unless said otherwise. Then it is the error ChiaWait.Timeout; the jobs go on.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 86400;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(FinalDirectory, () =>
    {
        var call = Open();
        var contract = PoolContractAddress is null ? null : base.Wait(NetworkAddress.ReadAsync(call, ChiaService.Daemon, PoolContractAddress)).Address;
        var request = Order(contract).Request();
        if (Compression is not null)
        {
            // The daemon passes compress on since 2.0.0; before, the plots would not be compressed.
            base.Wait(ReleaseGuard.RequireAsync(call, Rpc.Daemon.StartPlotting, "2.0.0", "-Compression"));
        }

        if (!ShouldProcess($"daemon of session '{call.Session.Name}'", $"Queue {Count} plot(s) of k {PlotSize} with {Plotter} to {FinalDirectory}"))
        {
            return;
        }

        var ids = base.Wait(call.SendAsync(Rpc.Daemon.StartPlotting, request));
        var jobs = Wait ? Follow(call, ids) : Queued(call, ids);
        foreach (var job in jobs)
        {
            job.DropLog();
            WriteObject(job);
            if (job.IsFailed)
            {
                WriteFailure(new ChiaException("ChiaRpc.PlottingFailed", $"Plotting job {job.JobId} failed: {job.FailedBecause}", "It stays in its queue and holds it up until it is removed: Stop-ChiaPlottingJob. Get-ChiaPlottingJob -IncludeLog has its log."), job.JobId);
            }
        }

        // What is taken out of the queue meanwhile is no plot.
        foreach (var id in Wait ? ids.Except(jobs.Select(job => job.JobId), StringComparer.Ordinal) : [])
        {
            WriteFailure(new ChiaException("ChiaRpc.PlottingStopped", $"Plotting job {id} is no longer in the queue of '{call.Session.Name}': it was stopped, or the daemon was started again and has forgotten it.", "Get-ChiaPlottingJob shows what is queued; start it again if the plot is still wanted."), id);
        }
    }, mayEnd: !SessionIsPiped);

    private List<PlottingJob> Queued(Call call, string[] ids) => [.. base.Wait(PlottingQueue.ReadAsync(call)).Where(job => ids.Contains(job.JobId, StringComparer.Ordinal))];

    private PlottingOrder Order(string? contract) => new()
    {
        Plotter = Plotter,
        FinalDirectory = FinalDirectory,
        TempDirectory = TempDirectory,
        SecondTempDirectory = SecondTempDirectory,
        PlotSize = PlotSize,
        Count = Count,
        QueueName = QueueName,
        Delay = Delay,
        Parallel = Parallel,
        FarmerPublicKey = FarmerPublicKey,
        PoolPublicKey = PoolPublicKey,
        PoolContractAddress = contract,
        ThreadCount = ThreadCount,
        Bucket = Bucket,
        SecondBucket = SecondBucket,
        Buffer = Buffer,
        Compression = Compression,
        Device = Device,
        Cache = Cache,
        OverrideMinimumSize = OverrideMinimumSize,
        ExcludeFinalDirectory = ExcludeFinalDirectory,
    };

    // The events say when something happened; what is true is read from the queue, which has the whole logs.
    private List<PlottingJob> Follow(Call call, string[] ids)
    {
        var progress = new ProgressRecord(1, $"Plotting at {call.Session.Name}", "Queued");
        var choice = new EventChoice
        {
            Wants = (service, name) => service == ChiaService.Daemon && name.StartsWith("Plotting", StringComparison.Ordinal),
            StaleAfter = TimeSpan.FromSeconds(10),
            Longest = TimeSpan.FromSeconds(WaitTimeoutSec),
        };
        var events = EventReader.ReadAsync(call, choice).GetAsyncEnumerator(StopToken);
        try
        {
            while (true)
            {
                var jobs = Queued(call, ids);
                if (jobs.TrueForAll(job => job.State == "FINISHED" || job.IsFailed))
                {
                    return jobs;
                }

                progress.StatusDescription = jobs.Find(job => job.State == "RUNNING")?.ToString() ?? "Waiting in the queue";
                progress.PercentComplete = jobs.Find(job => job.State == "RUNNING")?.Progress ?? -1;
                WriteProgress(progress);
                if (!base.Wait(events.MoveNextAsync().AsTask()))
                {
                    throw new ChiaException("ChiaWait.Timeout", FormattableString.Invariant($"The plots are not finished after {WaitTimeoutSec} s."), "They go on: Get-ChiaPlottingJob shows how far they are.");
                }

                base.Wait(Task.Delay(250, StopToken)); // a plotter writes many lines at once
            }
        }
        finally
        {
            progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(progress);
            events.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
