using System.Text.Json.Serialization;

namespace ChiaPS.Embedded;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Listener closed and connections dropped: connection refused.</summary>
    Refuse,

    /// <summary>Connection reset after the request was read, before any answer.</summary>
    ResetBeforeAnswer,

    /// <summary>Connection reset after Bytes bytes of the body.</summary>
    ResetAtByte,

    /// <summary>Nothing is answered until the client gives up.</summary>
    StallBeforeHeaders,

    /// <summary>Headers and half of the body, then nothing until the client gives up.</summary>
    StallMidBody,

    /// <summary>Answered after IntervalMs.</summary>
    Delay,

    /// <summary>500 with a text.</summary>
    Text500,

    /// <summary>Half of the JSON as a whole answer.</summary>
    BrokenJson,

    /// <summary>A right answer with a text of Bytes bytes in it.</summary>
    HugeBody,

    /// <summary>Bytes bytes of the body every IntervalMs.</summary>
    SlowBody,

    /// <summary>Half of the body against the Content-Length, then the end of the stream.</summary>
    CutShort,

    /// <summary>The server shows Certificate.</summary>
    WrongCertificate,

    /// <summary>TLS 1.2 and nothing else.</summary>
    Tls12Only,

    /// <summary>Daemon: half an answer frame, then the socket is dropped.</summary>
    SocketClosedMidAnswer,

    /// <summary>Daemon: no answer.</summary>
    Silence,

    /// <summary>Daemon: the answer in many small frames.</summary>
    Fragmented,

    /// <summary>Daemon: a right answer with a text of Bytes bytes in it.</summary>
    LargeMessage,
}

/// <summary>An order that something goes wrong.</summary>
public sealed class Fault
{
    private int _hits;

    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Service it happens to (full_node, daemon …); all when left out.</summary>
    public string? Service { get; init; }

    /// <summary>Route it happens to; all when left out. Refuse, WrongCertificate and Tls12Only concern the service as a whole.</summary>
    public string? Route { get; init; }

    /// <summary>How often; for ever when left out.</summary>
    public int? Count { get; init; }

    /// <summary>A number of bytes, as the kind says.</summary>
    public int Bytes { get; init; } = 100;

    /// <summary>Milliseconds, as the kind says.</summary>
    public int IntervalMs { get; init; } = 100;

    /// <summary>What is shown with WrongCertificate.</summary>
    public ServerCertificate Certificate { get; init; }

    /// <summary>How often it happened.</summary>
    [JsonIgnore]
    public int Hits => Volatile.Read(ref _hits);

    internal bool Concerns(string service, string? route) =>
        (Service is null || string.Equals(Service, service, StringComparison.Ordinal))
        && (route is null || Route is null || string.Equals(Route, route, StringComparison.Ordinal));

    internal bool Take()
    {
        var hit = Interlocked.Increment(ref _hits);
        if (Count is { } count && hit > count)
        {
            Interlocked.Decrement(ref _hits);
            return false;
        }

        return true;
    }
}
