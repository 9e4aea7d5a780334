using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChiaPS.Security;

/// <summary>Reads the client certificate of an installation and its key.</summary>
internal static class ClientPair
{
    private static readonly ConditionalWeakTable<X509Certificate2, object> Imported = UntilExit();

    /// <summary>Reads a PEM certificate and its unencrypted key (PKCS#8, or PKCS#1 from releases before 2.0.0).</summary>
    /// <exception cref="ChiaException"><c>ChiaConfig.Certificate</c>: a file is missing, unreadable, or the two do not belong together.</exception>
    public static X509Certificate2 Load(string certificatePath, string keyPath)
    {
        using var pair = Read(certificatePath, keyPath);
        try
        {
            return OperatingSystem.IsWindows() ? Reimport(pair) : new X509Certificate2(pair);
        }
        catch (CryptographicException e)
        {
            throw new ChiaException(
                "ChiaConfig.Certificate",
                $"The key '{keyPath}' cannot be used by this account: {e.Message}",
                "TLS on Windows needs the key in the account's own key store, which a scheduled task without a stored password may not have: store its password, or run it as another account.",
                e);
        }
    }

    /// <summary>Looks whether a certificate and a key belong together. The key stays in memory.</summary>
    /// <exception cref="ChiaException"><c>ChiaConfig.Certificate</c>: as of <see cref="Load"/>.</exception>
    public static void Check(string certificatePath, string keyPath) => Read(certificatePath, keyPath).Dispose();

    private static X509Certificate2 Read(string certificatePath, string keyPath)
    {
        var certificate = PemFile.Read(certificatePath, "certificate");
        var key = PemFile.Read(keyPath, "key");
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw key.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? new ChiaException("ChiaConfig.Certificate", $"The key '{keyPath}' is encrypted; Chia's are not.", "Take the key that Chia made, or decrypt it with openssl.", e)
                : new ChiaException(
                "ChiaConfig.Certificate",
                $"'{certificatePath}' and '{keyPath}' are not a certificate and its key: {e.Message}",
                "Name a pair of the same service, for example config/ssl/daemon/private_daemon.crt and .key.",
                e);
        }
    }

    /// <summary>A pair in the form TLS wants it. .NET looks for its chain in the system's store, and reading that takes a tenth of a second.</summary>
    public static SslStreamCertificateContext Context(X509Certificate2 pair) => SslStreamCertificateContext.Create(pair, additionalCertificates: null, offline: true);

    /// <summary>A copy whose key Windows' TLS can use: it takes none that lives in memory only.</summary>
    internal static X509Certificate2 Reimport(X509Certificate2 pair)
    {
        var pkcs12 = pair.Export(X509ContentType.Pkcs12);
        try
        {
#pragma warning disable SYSLIB0057 // X509CertificateLoader came with .NET 9
            var imported = new X509Certificate2(pkcs12);
#pragma warning restore SYSLIB0057
            Imported.Add(imported, Imported);
            return imported;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs12);
        }
    }

    /// <summary>Windows keeps the key of an imported pair in a file of the account until the pair is disposed, and no finalizer runs when a process ends.</summary>
    internal static void DropImported()
    {
        foreach (var (pair, _) in Imported)
        {
            pair.Dispose();
        }
    }

    private static ConditionalWeakTable<X509Certificate2, object> UntilExit()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropImported();
        return [];
    }
}
