using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that starts or stops services.</summary>
public abstract class ServiceControlCmdlet : OneSessionCmdlet
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private protected ServiceControlCmdlet()
    {
    }

    /// <summary>The services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[] Service { get; set; } = [];

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (var service in Service)
        {
            Attempt(service, () => Change(Open(), service), mayEnd: Service.Length == 1 && !SessionIsPiped);
        }
    }

    /// <summary>The work for one service.</summary>
    private protected abstract void Change(Call call, ChiaService service);

    private protected bool IsWanted(Call call, ChiaService service, string action) =>
        ShouldProcess($"{ServiceFacts.Of(service).Title} of session '{call.Session.Name}'", action);

    /// <summary>Starts a service and writes how it stands; with a limit once it answers.</summary>
    private protected void Start(Call call, ChiaService service, int? waitSec)
    {
        Wait(ServiceControl.StartAsync(call, service));
        if (waitSec is { } seconds)
        {
            WaitForAnswer(call, service, seconds);
        }

        WriteObject(Wait(ServiceControl.StatusAsync(call, service, detailed: waitSec is not null)));
    }

    private void WaitForAnswer(Call call, ChiaService service, int seconds)
    {
        var progress = new ProgressRecord(1, $"Waiting for the {ServiceFacts.Of(service).Title} of {call.Session.Name}", "It does not answer yet");
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (!Wait(ServiceControl.AnswersAsync(call.Within(TimeSpan.FromSeconds(5)), service)))
            {
                if (Stopwatch.GetElapsedTime(started).TotalSeconds >= seconds)
                {
                    throw new ChiaException(
                        "ChiaWait.Timeout",
                        string.Create(CultureInfo.InvariantCulture, $"The {ServiceFacts.Of(service).Title} of '{call.Session.Name}' does not answer after {seconds} s."),
                        "Wait longer with -WaitTimeoutSec, or look at its log (log/debug.log).");
                }

                WriteProgress(progress);
                Wait(Task.Delay(Pause, StopToken));
            }
        }
        finally
        {
            progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(progress);
        }
    }
}
