using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>A plot that the daemon makes or will make (<c>daemon/register_service</c> as chia_plotter, and its events).</summary>
public sealed class PlottingJob : ChiaObject
{
    private string? _failedBecause;
    private int? _progress;

    /// <summary>Its id.</summary>
    [JsonPropertyName("id")]
    public string? JobId { get; init; }

    /// <summary>Its queue: jobs of a queue come one after the other.</summary>
    [JsonPropertyName("queue")]
    public string? QueueName { get; init; }

    /// <summary>SUBMITTED, RUNNING, REMOVING or FINISHED, as the daemon says. One that failed stays RUNNING there: see IsFailed.</summary>
    public string? State { get; init; }

    /// <summary>It failed: the daemon says so, or its log does. It then holds up its queue until Stop-ChiaPlottingJob removes it.</summary>
    [JsonIgnore]
    public bool IsFailed => FailedBecause is not null;

    /// <summary>Why it failed, from the daemon or its log; null while it did not.</summary>
    [JsonIgnore]
    public string? FailedBecause => _failedBecause ?? (Error is { Length: > 0 } ? Error : State == "RUNNING" ? PlottingLog.Complaint(Log ?? LastLogLine) : null);

    /// <summary>How far it is in percent, as its log tells; null when that does not.</summary>
    [JsonIgnore]
    public int? Progress => State == "FINISHED" ? 100 : _progress ?? PlottingLog.Progress(Log ?? LastLogLine);

    /// <summary>k of the plot.</summary>
    [JsonPropertyName("size")]
    public int? PlotSize { get; init; }

    /// <summary>It need not wait for the others of its queue.</summary>
    public bool Parallel { get; init; }

    /// <summary>How long it waits before it begins.</summary>
    [JsonConverter(typeof(Json.SecondsConverter))]
    public TimeSpan? Delay { get; init; }

    /// <summary>What the daemon says of a failure; nothing for most.</summary>
    public string? Error { get; init; }

    /// <summary>It was stopped and is gone.</summary>
    public bool Deleted { get; init; }

    /// <summary>The line that its log had last.</summary>
    [JsonPropertyName("log_new")]
    public string? LastLogLine { get; init; }

    /// <summary>Its whole log; null in events, and unless it was asked for.</summary>
    [JsonInclude]
    public string? Log { get; internal set; }

    /// <summary>Id, state and the last line of its log.</summary>
    public override string ToString() => ChiaEvent.Line(
        FailedBecause is { } why ? $"{JobId} failed: {why}" : $"{JobId} {State}{(LastLogLine?.Trim() is { Length: > 0 } line ? ": " + line : "")}");

    /// <summary>Keeps what the log tells, but not the log.</summary>
    internal void DropLog()
    {
        (_failedBecause, _progress) = (FailedBecause, Progress);
        Log = null;
    }
}
