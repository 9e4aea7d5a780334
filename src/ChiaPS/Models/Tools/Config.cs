namespace ChiaPS;

/// <summary>What the config.yaml of an installation says.</summary>
public sealed class Config
{
    /// <summary>The root folder.</summary>
    public required string RootPath { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The network, such as mainnet.</summary>
    public required string NetworkName { get; init; }

    /// <summary>Prefix of its addresses.</summary>
    public required string NetworkPrefix { get; init; }

    /// <summary>Where its services are asked.</summary>
    public required string HostName { get; init; }

    /// <summary>Port of the daemon.</summary>
    public int DaemonPort { get; init; }

    /// <summary>RPC port of each service, by its name.</summary>
    public required IReadOnlyDictionary<string, int> Port { get; init; }

    /// <summary>The private CA.</summary>
    public required string CaPath { get; init; }

    /// <summary>The client certificate.</summary>
    public required string CertificatePath { get; init; }

    /// <summary>Its key.</summary>
    public required string KeyPath { get; init; }

    /// <summary>The section that was asked for, or null for the whole file.</summary>
    public string? Section { get; init; }

    /// <summary>The settings as in the file.</summary>
    public required object? Setting { get; init; }

    /// <summary>The file.</summary>
    public override string ToString() => Path;
}
