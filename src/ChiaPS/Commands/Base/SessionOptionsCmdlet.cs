using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How to reach an installation, as New-ChiaSession and Test-ChiaConnection take it.</summary>
public abstract class SessionOptionsCmdlet : RpcCmdlet
{
    private protected const string RootSet = "Root";
    private protected const string FileSet = "File";
    private protected const string CertificateSet = "Certificate";

    private protected SessionOptionsCmdlet()
    {
    }

    /// <summary>The root folder with configuration and certificates; CHIA_ROOT or ~/.chia/mainnet when it is left out.</summary>
    [Parameter(ParameterSetName = RootSet)]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    /// <summary>The machine; for a local root what its configuration says.</summary>
    [Parameter(ParameterSetName = RootSet)]
    [Parameter(ParameterSetName = FileSet, Mandatory = true)]
    [Parameter(ParameterSetName = CertificateSet, Mandatory = true)]
    public string? HostName { get; set; }

    /// <summary>A private_*.crt of the installation.</summary>
    [Parameter(ParameterSetName = FileSet, Mandatory = true)]
    public string? CertificatePath { get; set; }

    /// <summary>The key of that certificate.</summary>
    [Parameter(ParameterSetName = FileSet, Mandatory = true)]
    public string? KeyPath { get; set; }

    /// <summary>The private_ca.crt of the installation.</summary>
    [Parameter(ParameterSetName = FileSet, Mandatory = true)]
    public string? CaPath { get; set; }

    /// <summary>A client certificate with its key, from a store or vault.</summary>
    [Parameter(ParameterSetName = CertificateSet, Mandatory = true)]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The private CA.</summary>
    [Parameter(ParameterSetName = CertificateSet, Mandatory = true)]
    public X509Certificate2? CaCertificate { get; set; }

    /// <summary>Ports that differ, by service: @{ Wallet = 9257 }.</summary>
    [Parameter(ParameterSetName = RootSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    public IDictionary? Port { get; set; }

    /// <summary>Https to the port of each service, or everything over the Daemon's websocket.</summary>
    [Parameter(ParameterSetName = RootSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    public ChiaTransport Transport { get; set; }

    /// <summary>The longest message over the websocket in bytes; 50,000,000 unless the configuration says otherwise.</summary>
    [Parameter(ParameterSetName = RootSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    [ValidateRange(1024, int.MaxValue)]
    public int MaxMessageSize { get; set; }

    /// <summary>Allow TLS 1.2, for a daemon that is set so and releases before 2.6.0.</summary>
    [Parameter(ParameterSetName = RootSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    public SwitchParameter AllowTls12 { get; set; }

    private protected SessionOptions Options() => new()
    {
        RootPath = FullPath(RootPath),
        HostName = HostName,
        CertificatePath = FullPath(CertificatePath),
        KeyPath = FullPath(KeyPath),
        CaPath = FullPath(CaPath),
        Certificate = Certificate,
        CaCertificate = CaCertificate,
        Ports = Port is null ? null : Ports(Port),
        Transport = Transport,
        TimeoutSec = TimeoutSec == 0 ? null : TimeoutSec,
        MaxMessageSize = MaxMessageSize == 0 ? null : MaxMessageSize,
        AllowTls12 = AllowTls12,
    };

    // A path as the user sees it: relative to the current location, with ~ and drives.
    private string? FullPath(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);

    private static Dictionary<ChiaService, int> Ports(IDictionary given)
    {
        var ports = new Dictionary<ChiaService, int>();
        foreach (DictionaryEntry entry in given)
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture);
            var text = Convert.ToString((entry.Value as PSObject)?.BaseObject ?? entry.Value, CultureInfo.InvariantCulture);
            if (!Enum.TryParse<ChiaService>(name, ignoreCase: true, out var service) || int.TryParse(name, CultureInfo.InvariantCulture, out _)
                || !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            {
                throw new ChiaException(
                    "ChiaArgument.Port", $"-Port has '{name}' = '{text}'.", $"Give services ({string.Join(", ", ServiceFacts.All.Select(facts => facts.Service))}) and ports from 1 to 65535, as in @{{ Wallet = 9257 }}.");
            }

            ports[service] = port;
        }

        return ports;
    }
}
