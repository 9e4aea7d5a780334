namespace ChiaPS;

/// <summary>A service answered <c>success: false</c>.</summary>
public sealed class ChiaRpcException : ChiaException
{
    internal ChiaRpcException(string errorId, string message, string? advice, Exception? inner = null)
        : base(errorId, message, advice, inner)
    {
    }

    /// <summary>The node's own code (<c>structuredError.code</c>, since 2.6.1), as it sent it; null from older ones and the daemon.</summary>
    public string? Code { get; internal init; }

    /// <summary>The route that failed, without slash.</summary>
    public required string Route { get; init; }

    /// <summary>The service that failed.</summary>
    public required ChiaService Service { get; init; }

    /// <summary>The JSON text of <c>structuredError.data</c> or <c>error_details</c>; null when there is none.</summary>
    public string? NodeData { get; internal init; }

    /// <summary>The node's Python traceback; null over the daemon and from releases before 2.1.0.</summary>
    public string? NodeTraceback { get; internal init; }
}
