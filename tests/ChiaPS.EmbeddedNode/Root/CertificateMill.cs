using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChiaPS.Embedded;

/// <summary>Makes certificates: those of a Chia root, and those that only look like them.</summary>
public static class CertificateMill
{
    private static readonly X500DistinguishedName CaName = Name((true, "Chia"), (false, "Chia CA"));
    private static readonly X500DistinguishedName NodeName = Name((false, "Chia"), (true, "Chia"));

    /// <summary>How long a node certificate of Chia is good for.</summary>
    public static DateTimeOffset NodeNotAfter { get; } = new(2100, 8, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A self-signed CA with the subject that the private CA and the public one share.</summary>
    public static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = Request(CaName, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now, now.AddDays(3650));
        return Usable(certificate);
    }

    /// <summary>A CA below <paramref name="issuer"/>.</summary>
    public static X509Certificate2 Intermediate(X509Certificate2 issuer)
    {
        using var key = RSA.Create(2048);
        var request = Request(new X500DistinguishedName("CN=Chia Intermediate, O=Chia"), key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return Signed(request, issuer, key, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(3650));
    }

    /// <summary>A node certificate; the dates are Chia's own when left out.</summary>
    public static X509Certificate2 Node(X509Certificate2 issuer, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        using var key = RSA.Create(2048);
        return Signed(NodeRequest(key), issuer, key, notBefore ?? DateTimeOffset.UtcNow.AddDays(-1), notAfter ?? NodeNotAfter);
    }

    /// <summary>A certificate signed with the key of one that is no CA.</summary>
    public static X509Certificate2 SignedBy(X509Certificate2 leaf)
    {
        using var key = RSA.Create(2048);

        // Named unlike its signer, else it would pass for self-signed and the signer would not be sent along.
        var request = NodeRequest(key, new X500DistinguishedName("CN=Chia Wallet, O=Chia"));
        return Signed(request, leaf, key, DateTimeOffset.UtcNow.AddDays(-1), NodeNotAfter);
    }

    /// <summary>A node certificate that nobody but itself signed.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        using var certificate = NodeRequest(key).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), NodeNotAfter);
        return Usable(certificate);
    }

    /// <summary>Writes certificate and key as PEM, the key readable by its owner only.</summary>
    public static void Write(X509Certificate2 certificate, string certificatePath, string keyPath, bool pkcs1 = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(certificatePath)!);
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem() + "\n");
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(keyPath, (pkcs1 ? key.ExportRSAPrivateKeyPem() : key.ExportPkcs8PrivateKeyPem()) + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static CertificateRequest Request(X500DistinguishedName subject, RSA key) =>
        new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static CertificateRequest NodeRequest(RSA key, X500DistinguishedName? name = null)
    {
        var request = Request(name ?? NodeName, key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("chia.net");
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static X509Certificate2 Signed(
        CertificateRequest request, X509Certificate2 issuer, RSA key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var issuerKey = issuer.GetRSAPrivateKey()!;
        var signer = X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1);
        var serial = RandomNumberGenerator.GetBytes(20);
        serial[0] &= 0x7f;
        // The overload with a name, not a certificate: Chia's node certificates outlive their CA, and a leaf may have to sign here.
        using var certificate = request.Create(issuer.SubjectName, signer, notBefore, notAfter, serial);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return Usable(withKey);
    }

    // Windows serves TLS only with keys that went through PKCS#12.
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);

    private static X500DistinguishedName Name(params (bool Organisation, string Value)[] parts)
    {
        var builder = new X500DistinguishedNameBuilder();
        // The builder writes in reverse order, as X.500 texts are read.
        builder.AddOrganizationalUnitName("Organic Farming Division");
        foreach (var (organisation, value) in parts.Reverse())
        {
            if (organisation)
            {
                builder.AddOrganizationName(value);
            }
            else
            {
                builder.AddCommonName(value);
            }
        }

        return builder.Build();
    }
}
