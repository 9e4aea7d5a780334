using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChiaPS.Values;

namespace ChiaPS.Security;

/// <summary>
/// Decides whether a server belongs to an installation: its certificate must chain to the installation's private CA. The host name is not
/// looked at, since every certificate of Chia says <c>chia.net</c>; nothing else is passed over.
/// </summary>
internal sealed class ServerTrust(X509Certificate2Collection authority)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>The SHA-256 fingerprint of the private CA, for messages.</summary>
    public string AuthorityThumbprint => Thumbprint(authority[0]);

    public static string Thumbprint(X509Certificate2 certificate) => Hex.Format(SHA256.HashData(certificate.RawData));

    /// <summary>How a chain is built: to the private CA alone, with every check.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // Chia has no revocation
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authority);
        policy.ApplicationPolicy.Add(ServerAuthentication);
        return policy;
    }

    /// <summary>What TLS found of a server: null when it is trusted, else in words why not. Only the name is passed over.</summary>
    public string? Refuse(X509Certificate? server, X509Chain? chain, SslPolicyErrors errors) =>
        server is not X509Certificate2 certificate || chain is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "it showed no certificate"
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Words(chain, certificate)
        : null;

    /// <summary>Null when the private CA vouches for a certificate, else in words why not.</summary>
    public string? Refuse(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Policy() };
        return chain.Build(certificate) ? null : Words(chain, certificate);
    }

    private string Words(X509Chain chain, X509Certificate2 certificate)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        var element = chain.ChainElements.FirstOrDefault(e => e.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid))?.Certificate;
        var now = DateTime.Now;
        var foreign = status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid);
        return
            status.HasFlag(X509ChainStatusFlags.NotTimeValid) && foreign == 0 && element is not null
                ? now < element.NotBefore
                    ? $"its certificate is not valid before {element.NotBefore.ToUniversalTime():u}"
                    : $"its certificate expired on {element.NotAfter.ToUniversalTime():u}"
            : (status & (X509ChainStatusFlags.InvalidBasicConstraints | X509ChainStatusFlags.HasNotPermittedNameConstraint)) != 0
                ? "its certificate was signed by one that is no CA"
            : chain.ChainElements.Count == 1 && certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                ? "its certificate is self-signed"
            : foreign != 0
                ? $"its certificate was not signed by the private CA of this installation ({AuthorityThumbprint[..14]}…)"
            : string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct(StringComparer.Ordinal));
    }
}
