namespace ChiaPS.Rpc;

/// <summary>Everything that ChiaPS knows about one RPC endpoint; it stands here and nowhere else.</summary>
internal class Endpoint(ChiaService service, string route)
{
    /// <summary>The oldest release that was looked at: routes that are there have no <see cref="Since"/>.</summary>
    public const string OldestKnownRelease = "1.8.2";

    public ChiaService Service { get; } = service;

    /// <summary>The route without slash; over the daemon it is the command.</summary>
    public string Route { get; } = route;

    /// <summary>It changes chain, wallet, files, configuration or process.</summary>
    public bool Changes { get; init; }

    /// <summary>It can take minutes: the longer time-out holds.</summary>
    public bool Slow { get; init; }

    /// <summary>Request or answer hold a secret: neither is ever shown.</summary>
    public bool Secret { get; init; }

    /// <summary>Only a simulator has it.</summary>
    public bool SimulatorOnly { get; init; }

    /// <summary>Every service has it.</summary>
    public bool Shared { get; init; }

    /// <summary>The first release with it; null means <see cref="OldestKnownRelease"/> or older.</summary>
    public string? Since { get; init; }

    /// <summary>The last release with it; null means that it is still there.</summary>
    public string? Until { get; init; }

    /// <summary>The key of the answer that holds the result; null where the whole answer is the result.</summary>
    public string? Field { get; init; }

    public override string ToString() => $"{ServiceFacts.Of(Service).DaemonName}/{Route}";
}

/// <summary>An endpoint that is called with a <typeparamref name="TRequest"/> and answers one <typeparamref name="TAnswer"/>.</summary>
internal sealed class Endpoint<TRequest, TAnswer>(ChiaService service, string route) : Endpoint(service, route)
{
    /// <summary>A shared endpoint on the service that is meant.</summary>
    public Endpoint<TRequest, TAnswer> On(ChiaService service) =>
        new(service, Route) { Changes = Changes, Slow = Slow, Shared = Shared, Since = Since, Until = Until, Field = Field };
}

/// <summary>An endpoint that is called with a <typeparamref name="TRequest"/> and answers a list, which is read as a stream.</summary>
internal sealed class ListEndpoint<TRequest, TItem>(ChiaService service, string route) : Endpoint(service, route);

/// <summary>The request of endpoints that take no arguments.</summary>
internal sealed record None
{
    public static readonly None Value = new();
}
