namespace ChiaPS.Rpc;

/// <summary>Endpoints that every service has; <c>On</c> names the one that is meant.</summary>
internal static class Shared
{
    /// <summary>Name, address prefix and genesis challenge of the network in the config.</summary>
    public static readonly Endpoint<None, Network> GetNetworkInfo = new(ChiaService.FullNode, "get_network_info") { Shared = true, Since = "2.3.0" };

    /// <summary>Peers currently connected to this service over the node protocol.</summary>
    public static readonly Endpoint<ConnectionsRequest, Peer[]> GetConnections = new(ChiaService.FullNode, "get_connections") { Field = "connections", Shared = true };

    /// <summary>Ask the service to dial a peer.</summary>
    public static readonly Endpoint<OpenConnectionRequest, None> OpenConnection = new(ChiaService.FullNode, "open_connection") { Changes = true, Shared = true };

    /// <summary>Drop every connection to a peer.</summary>
    public static readonly Endpoint<NodeIdRequest, None> CloseConnection = new(ChiaService.FullNode, "close_connection") { Changes = true, Shared = true };

    /// <summary>Ask this service process to shut down.</summary>
    public static readonly Endpoint<None, None> StopNode = new(ChiaService.FullNode, "stop_node") { Changes = true, Shared = true };

    /// <summary>List every HTTP route of this service, shared ones included.</summary>
    public static readonly Endpoint<None, string[]> GetRoutes = new(ChiaService.FullNode, "get_routes") { Field = "routes", Shared = true };

    /// <summary>chia-blockchain version string of the running process.</summary>
    public static readonly Endpoint<None, string> GetVersion = new(ChiaService.FullNode, "get_version") { Field = "version", Shared = true, Since = "2.4.3" };

    /// <summary>Liveness check.</summary>
    public static readonly Endpoint<None, None> Healthz = new(ChiaService.FullNode, "healthz") { Shared = true };

    /// <summary>Current level of the root logger and the known level names.</summary>
    public static readonly Endpoint<None, LogLevel> GetLogLevel = new(ChiaService.FullNode, "get_log_level") { Shared = true, Since = "2.5.1" };

    /// <summary>Change the log level of this process until restart.</summary>
    public static readonly Endpoint<LevelRequest, LogLevel> SetLogLevel = new(ChiaService.FullNode, "set_log_level") { Changes = true, Shared = true, Since = "2.5.1" };

    /// <summary>Set the log level back to log_level of this service section in the config, or WARNING.</summary>
    public static readonly Endpoint<None, LogLevel> ResetLogLevel = new(ChiaService.FullNode, "reset_log_level") { Changes = true, Shared = true, Since = "2.5.1" };
}
