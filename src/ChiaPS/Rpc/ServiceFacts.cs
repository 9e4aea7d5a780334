namespace ChiaPS.Rpc;

/// <summary>What is fixed about a service: how config.yaml, the daemon and people call it, and its default port.</summary>
internal sealed record ServiceFacts(ChiaService Service, string ConfigSection, string DaemonName, string Title, int DefaultPort)
{
    public static readonly IReadOnlyList<ServiceFacts> All =
    [
        new(ChiaService.FullNode, "full_node", "chia_full_node", "full node", 8555),
        new(ChiaService.Wallet, "wallet", "chia_wallet", "wallet", 9256),
        new(ChiaService.Farmer, "farmer", "chia_farmer", "farmer", 8559),
        new(ChiaService.Harvester, "harvester", "chia_harvester", "harvester", 8560),
        new(ChiaService.DataLayer, "data_layer", "chia_data_layer", "data layer", 8562),
        new(ChiaService.Crawler, "seeder.crawler", "chia_crawler", "crawler", 8561),
        new(ChiaService.Timelord, "timelord", "chia_timelord", "timelord", 8557),
        new(ChiaService.Solver, "solver", "chia_solver", "solver", 8667),
        new(ChiaService.Daemon, "daemon", "daemon", "daemon", 55400),
    ];

    /// <summary>The services with an RPC port of their own: all but the daemon.</summary>
    public static IEnumerable<ServiceFacts> WithPort => All.Where(facts => facts.Service != ChiaService.Daemon);

    public static ServiceFacts Of(ChiaService service) => All[(int)service];
}
