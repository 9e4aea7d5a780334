using System.Collections.Concurrent;

namespace ChiaPS.Embedded;

/// <summary>A request that arrived.</summary>
/// <param name="Service">Service by its own name (full_node), or daemon.</param>
/// <param name="Route">Route or daemon command.</param>
/// <param name="Body">Body as it came; of a frame its data.</param>
/// <param name="Transport">https or websocket.</param>
public sealed record ReceivedRequest(string Service, string Route, string Body, string Transport);

/// <summary>Everything that arrived, in order, also what was then not answered.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    /// <summary>Told of each before it is answered, on the thread that answers.</summary>
    public Action<ReceivedRequest>? Arrived { get; set; }

    /// <summary>All of them so far.</summary>
    public IReadOnlyList<ReceivedRequest> All => [.. _requests];

    /// <summary>Those of one route.</summary>
    public IReadOnlyList<ReceivedRequest> Of(string service, string route) =>
        [.. _requests.Where(r => (r.Service, r.Route) == (service, route))];

    /// <summary>Forgets them.</summary>
    public void Clear() => _requests.Clear();

    internal void Add(string service, string route, string body, string transport)
    {
        var request = new ReceivedRequest(service, route, body, transport);
        _requests.Enqueue(request);
        Arrived?.Invoke(request);
    }
}
