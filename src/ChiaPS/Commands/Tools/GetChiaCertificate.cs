using System.Management.Automation;
using ChiaPS.Configuration;
using ChiaPS.Security;

namespace ChiaPS.Commands;

/// <summary>The certificates of an installation: dates, key form, whether they chain to its private CA, and the rights of their keys.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaCertificate")]
[OutputType(typeof(Certificate))]
public sealed class GetChiaCertificate : ChiaCmdlet
{
    /// <summary>Folders under config/ssl, such as daemon or full_node; wildcards are allowed. All when it is left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Service { get; set; } = ["*"];

    /// <summary>The root folder; CHIA_ROOT or ~/.chia/mainnet when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(RootPath, () =>
    {
        var config = ChiaConfig.Load(RootPath is null ? RootFolder.Default : GetUnresolvedProviderPathFromPSPath(RootPath));
        var patterns = Service.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToList();
        foreach (var certificate in CertificateInventory.Read(config).Where(certificate => patterns.Exists(pattern => pattern.IsMatch(certificate.Service))))
        {
            WriteObject(certificate);
        }
    });
}
