namespace ChiaPS;

/// <summary>A certificate of an installation and its key.</summary>
public sealed class Certificate
{
    /// <summary>The folder under config/ssl: ca, daemon, full_node ...</summary>
    public required string Service { get; init; }

    /// <summary>The file name without extension, such as private_daemon.</summary>
    public required string Name { get; init; }

    /// <summary>The certificate's file.</summary>
    public required string CertificatePath { get; init; }

    /// <summary>The key's file.</summary>
    public required string KeyPath { get; init; }

    /// <summary>When it becomes valid.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>SHA-256 of the certificate.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>It chains to the private CA of its root: services accept it.</summary>
    public bool? SignedByPrivateCa { get; init; }

    /// <summary>PKCS#8, PKCS#1 (from releases before 2.0.0), or null when there is no key.</summary>
    public string? KeyForm { get; init; }

    /// <summary>Certificate and key belong together; null when there is no key.</summary>
    public bool? KeyMatches { get; init; }

    /// <summary>Unix mode of the key, such as 0600; null on Windows.</summary>
    public string? KeyMode { get; init; }

    /// <summary>What is wrong; empty when nothing is.</summary>
    public required string[] Problem { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
