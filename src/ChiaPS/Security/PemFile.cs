using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChiaPS.Security;

/// <summary>PEM files of an installation, with errors that name the file.</summary>
internal static class PemFile
{
    public static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChiaException(
                "ChiaConfig.Certificate",
                e is FileNotFoundException or DirectoryNotFoundException
                    ? $"The {what} file '{path}' does not exist."
                    : $"The {what} file '{path}' cannot be read: {e.Message}",
                e is UnauthorizedAccessException
                    ? "Run as the account that owns the installation, or give this account the right to read the file."
                    : "Run 'chia init' on the installation, or name the right folder with -RootPath or files with -CertificatePath, -KeyPath and -CaPath.",
                e);
        }
    }

    public static X509Certificate2Collection ReadCertificates(string path, string what)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Read(path, what));
        }
        catch (CryptographicException e)
        {
            throw NoCertificate(path, e);
        }

        return certificates.Count > 0 ? certificates : throw NoCertificate(path, null);
    }

    private static ChiaException NoCertificate(string path, Exception? inner) => new(
        "ChiaConfig.Certificate", $"'{path}' holds no PEM certificate.", "Copy the file again from the installation.", inner);
}
