namespace ChiaPS.Embedded;

/// <summary>A service of the installation: its name, the name it has at the daemon, and the largest request body it takes.</summary>
public sealed record Service(string Name, string DaemonName, int MaxBody = 1024 * 1024)
{
    /// <summary>Name under which the daemon itself listens.</summary>
    public const string Daemon = "daemon";

    /// <summary>The service that has a name at the daemon, or null.</summary>
    public static Service? ByDaemonName(string name) => All.FirstOrDefault(s => string.Equals(s.DaemonName, name, StringComparison.Ordinal));

    /// <summary>Every service with an RPC port of its own.</summary>
    public static IReadOnlyList<Service> All { get; } =
    [
        new("full_node", "chia_full_node"),
        new("wallet", "chia_wallet"),
        new("farmer", "chia_farmer"),
        new("harvester", "chia_harvester"),
        new("crawler", "chia_crawler"),
        new("timelord", "chia_timelord"),
        new("solver", "chia_solver"),
        new("data_layer", "chia_data_layer", 26_214_400),
    ];
}
