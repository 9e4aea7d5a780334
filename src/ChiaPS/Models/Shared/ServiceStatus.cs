namespace ChiaPS;

/// <summary>Whether a service runs and answers.</summary>
public sealed class ServiceStatus : ChiaObject
{
    /// <summary>The service.</summary>
    public ChiaService Service { get; init; }

    /// <summary>The daemon knows it as running; null when no daemon could be asked.</summary>
    public bool? IsRunning { get; init; }

    /// <summary>Its RPC answers; null unless it was tried (-Detailed).</summary>
    public bool? Answers { get; init; }

    /// <summary>Its release; null unless it was asked for or when it is older than 2.4.3.</summary>
    public string? Version { get; init; }

    /// <summary>Its RPC port.</summary>
    public int Port { get; init; }

    /// <summary>The service.</summary>
    public override string ToString() => Service.ToString();
}
