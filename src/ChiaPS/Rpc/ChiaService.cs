namespace ChiaPS;

/// <summary>The services of a Chia installation that answer an RPC.</summary>
public enum ChiaService
{
    /// <summary>The full node, RPC port 8555; the simulator too.</summary>
    FullNode,

    /// <summary>The wallet, RPC port 9256.</summary>
    Wallet,

    /// <summary>The farmer, RPC port 8559.</summary>
    Farmer,

    /// <summary>The harvester, RPC port 8560.</summary>
    Harvester,

    /// <summary>The data layer, RPC port 8562.</summary>
    DataLayer,

    /// <summary>The crawler, RPC port 8561.</summary>
    Crawler,

    /// <summary>The timelord, RPC port 8557.</summary>
    Timelord,

    /// <summary>The solver, RPC port 8667 (since 2.6.0).</summary>
    Solver,

    /// <summary>The daemon, websocket port 55400.</summary>
    Daemon,
}
