namespace ChiaPS.Embedded;

/// <summary>How an embedded installation looks and behaves.</summary>
public sealed class EmbeddedNodeOptions
{
    /// <summary>Where the root is written; a temporary folder, removed at the end, when left out.</summary>
    public string? RootPath { get; init; }

    /// <summary>simulator0 (prefix txch) or mainnet (prefix xch).</summary>
    public string Network { get; init; } = "simulator0";

    /// <summary>The release that is played: 2.7.5 is what the fixtures come from; older ones lack routes and parts of errors.</summary>
    public string Release { get; init; } = "2.7.5";

    /// <summary>Private keys as releases before 2.0.0 wrote them (BEGIN RSA PRIVATE KEY).</summary>
    public bool Pkcs1Keys { get; init; }

    /// <summary>Makes new keys and certificates in place of those shared by all nodes of the process.</summary>
    public bool FreshCertificates { get; init; }

    /// <summary>Blocks farmed to the first key before anybody asks.</summary>
    public int InitialBlocks { get; init; } = 24;

    /// <summary>A wallet and daemon without keys: most wallet routes then fail.</summary>
    public bool NoKeys { get; init; }

    /// <summary>When set, get_coin_records_by_puzzle_hash answers that many generated records, whatever is asked.</summary>
    public int? LongListCount { get; init; }

    /// <summary>Passphrase of the keyring; the daemon starts with it locked.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Largest message the daemon takes.</summary>
    public int DaemonMaxMessageSize { get; init; } = 50_000_000;

    /// <summary>Lets the daemon take TLS 1.2, as daemon_allow_tls_1_2 does.</summary>
    public bool DaemonAllowTls12 { get; init; }

    internal string Prefix => string.Equals(Network, "mainnet", StringComparison.Ordinal) ? "xch" : "txch";

    internal string Genesis => string.Equals(Network, "mainnet", StringComparison.Ordinal)
        ? "ccd5bb71183532bff220ba46c268991a3ff07eb358e8255a65c30a2dce0e5fbb"
        : "eb8c4d20b322be8d9fddbf9412016bdffe9a2901d7edb0e364e94266d0e095f7";

    internal bool IsAtLeast(string release) => Version.Parse(Release) >= Version.Parse(release);
}
