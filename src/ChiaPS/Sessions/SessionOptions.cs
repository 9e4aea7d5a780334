using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Client;
using ChiaPS.Configuration;
using ChiaPS.Rpc;
using ChiaPS.Security;

namespace ChiaPS.Sessions;

/// <summary>How to reach an installation: what New-ChiaSession was told, and what is saved (paths, never keys).</summary>
internal sealed record SessionOptions
{
    public string? Name { get; init; }

    public string? RootPath { get; init; }

    public string? HostName { get; init; }

    public string? CertificatePath { get; init; }

    public string? KeyPath { get; init; }

    public string? CaPath { get; init; }

    public Dictionary<ChiaService, int>? Ports { get; init; }

    public ChiaTransport Transport { get; init; }

    public int? TimeoutSec { get; init; }

    public int? MaxMessageSize { get; init; }

    public bool AllowTls12 { get; init; }

    public uint? Fingerprint { get; init; }

    public ulong? MaxFeeMojo { get; init; }

    /// <summary>What a later version of ChiaPS saved: kept as it is.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Later { get; init; }

    [JsonIgnore]
    public X509Certificate2? Certificate { get; init; }

    [JsonIgnore]
    public X509Certificate2? CaCertificate { get; init; }

    /// <summary>Reads configuration and certificates and makes the session; nothing is sent.</summary>
    public ChiaSession Build(string name)
    {
        var root = RootPath is not null || (CertificatePath is null && Certificate is null) ? RootFolder.Expand(RootPath ?? RootFolder.Default) : null;
        var usual = LoadUsual(root);
        var config = root is null ? null : ChiaConfig.Load(root);
        var host = HostName ?? config?.HostName ?? "localhost";
        ServiceAddress Locate(ChiaService service) =>
            new(service, host, Ports?.TryGetValue(service, out var port) == true ? port : config?.Port(service) ?? ServiceFacts.Of(service).DefaultPort);

        var connector = new Connector(Pair(config, usual), new ServerTrust(Authority(config)), AllowTls12);
        var daemon = new DaemonTransport(connector, Locate, MaxMessageSize ?? config?.DaemonMaxMessageSize ?? 50_000_000);
        ITransport services = Transport == ChiaTransport.Daemon ? daemon : new HttpTransport(connector, Locate);
        ServiceAddress Asked(ChiaService service) =>
            Transport == ChiaTransport.Daemon && service != ChiaService.Daemon ? Locate(ChiaService.Daemon) with { Service = service, BehindDaemon = true } : Locate(service);

        return new ChiaSession(name, this, config, connector, new ChiaClient(services, daemon, Asked), Locate);
    }

    /// <summary>The session as it would be, closed: for a look at what is saved.</summary>
    public ChiaSession Describe() => new(Name!, this);

    // The first use of cryptography takes longer than reading the configuration. Nearly always the pair is where Chia puts it, so both are done at once.
    private (string Path, Task<SslStreamCertificateContext> Loading)? LoadUsual(string? root)
    {
        if (root is null || Certificate is not null || CertificatePath is not null)
        {
            return null;
        }

        var stem = Path.Combine(root, "config", "ssl", "daemon", "private_daemon");
        return (stem + ".crt", Task.Run(() => ClientPair.Context(ClientPair.Load(stem + ".crt", stem + ".key"))));
    }

    private Task<SslStreamCertificateContext> Pair(ChiaConfig? config, (string Path, Task<SslStreamCertificateContext> Loading)? usual)
    {
        if (Certificate is not null)
        {
            return Certificate.HasPrivateKey
                ? Task.Run(() => ClientPair.Context(Certificate))
                : throw new ChiaException("ChiaConfig.Certificate", "The certificate given with -Certificate has no private key.", "Give one with its key, or use -CertificatePath and -KeyPath.");
        }

        var (certificate, key) = CertificatePath is not null && KeyPath is not null ? (CertificatePath, KeyPath) : config!.ClientPair();
        if (usual?.Path == certificate && File.Exists(certificate) && File.Exists(key))
        {
            return usual.Value.Loading;
        }

        var pair = ClientPair.Load(certificate, key);
        return Task.Run(() => ClientPair.Context(pair));
    }

    private X509Certificate2Collection Authority(ChiaConfig? config) =>
        CaCertificate is not null ? [CaCertificate]
        : PemFile.ReadCertificates(CaPath ?? config?.CaPath
            ?? throw new ChiaException("ChiaConfig.Certificate", "The private CA of the installation is not named.", "Name it with -CaPath or -CaCertificate, or the root with -RootPath."), "private CA");
}
