namespace ChiaPS;

/// <summary>What a check found.</summary>
public sealed class Finding : ChiaObject
{
    /// <summary>Pass, Warn or Fail.</summary>
    public FindingStatus Status { get; init; }

    /// <summary>What was checked.</summary>
    public required string Check { get; init; }

    /// <summary>Where: a service, a file, a host.</summary>
    public string? Target { get; init; }

    /// <summary>What was found.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; null when there is nothing to do.</summary>
    public string? Fix { get; init; }

    /// <summary>Status, check and message.</summary>
    public override string ToString() => $"{Status} {Check}: {Message}";

    // What passed needs no advice.
    internal static Finding Of(string? session, FindingStatus status, string check, string? target, string message, string? fix) => new()
    {
        Status = status,
        Check = check,
        Target = target,
        Message = message,
        Fix = status == FindingStatus.Pass ? null : fix,
        SessionName = session,
    };
}

/// <summary>How a check ended; the number is the exit code of a script that reports it.</summary>
public enum FindingStatus
{
    /// <summary>As it should be.</summary>
    Pass = 0,

    /// <summary>Works, but look at it.</summary>
    Warn = 1,

    /// <summary>Does not work.</summary>
    Fail = 2,
}
