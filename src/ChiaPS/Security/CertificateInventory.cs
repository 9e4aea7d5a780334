using System.Security.Cryptography.X509Certificates;
using ChiaPS.Configuration;

namespace ChiaPS.Security;

/// <summary>The certificates under config/ssl of a root, and what is wrong with each.</summary>
internal static class CertificateInventory
{
    private const UnixFileMode OthersAllowed =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Certificate> Read(ChiaConfig config)
    {
        var folder = Path.Combine(config.RootPath, "config", "ssl");
        var trust = new ServerTrust(PemFile.ReadCertificates(config.CaPath, "private CA"));
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.crt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => Describe(path, trust))
            : throw new ChiaException("ChiaConfig.Certificate", $"There is no folder '{folder}'.", "'chia init' makes it.");
    }

    /// <summary>Octal mode of a key when others than its owner may use it; else null, as on Windows.</summary>
    public static string? WideMode(string keyPath) =>
        Mode(keyPath) is { } mode && (mode & OthersAllowed) != 0 ? Octal(mode) : null;

    private static Certificate Describe(string path, ServerTrust trust)
    {
        var problems = new List<string>();
        var keyPath = Path.ChangeExtension(path, ".key");
        var (certificate, keyForm, matches) = (Load(path, problems), KeyForm(keyPath, problems), (bool?)null);
        if (certificate is not null && keyForm is not null)
        {
            matches = Matches(path, keyPath, problems);
        }

        var name = Path.GetFileNameWithoutExtension(path);
        var refusal = certificate is null ? null : trust.Refuse(certificate);
        if (name.StartsWith("private_", StringComparison.Ordinal) && refusal is not null)
        {
            problems.Add(refusal);
        }

        if (WideMode(keyPath) is { } wide)
        {
            problems.Add($"other users may use its key (mode {wide}; chmod 600)");
        }

        using (certificate)
        {
            return new Certificate
            {
                Service = Path.GetFileName(Path.GetDirectoryName(path)!),
                Name = name,
                CertificatePath = path,
                KeyPath = keyPath,
                NotBefore = certificate?.NotBefore.ToUniversalTime(),
                NotAfter = certificate?.NotAfter.ToUniversalTime(),
                Thumbprint = certificate is null ? null : ServerTrust.Thumbprint(certificate),
                SignedByPrivateCa = certificate is null ? null : refusal is null,
                KeyForm = keyForm,
                KeyMatches = matches,
                KeyMode = Mode(keyPath) is { } mode ? Octal(mode) : null,
                Problem = [.. problems],
            };
        }
    }

    private static X509Certificate2? Load(string path, List<string> problems)
    {
        try
        {
            return PemFile.ReadCertificates(path, "certificate")[0];
        }
        catch (ChiaException e)
        {
            problems.Add(e.Message);
            return null;
        }
    }

    private static string? KeyForm(string path, List<string> problems)
    {
        try
        {
            var text = PemFile.Read(path, "key");
            return text.Contains("BEGIN RSA PRIVATE KEY", StringComparison.Ordinal) ? "PKCS#1"
                : text.Contains("BEGIN PRIVATE KEY", StringComparison.Ordinal) ? "PKCS#8"
                : throw new ChiaException("ChiaConfig.Certificate", $"'{path}' holds no unencrypted PEM key.");
        }
        catch (ChiaException e)
        {
            problems.Add(e.Message);
            return null;
        }
    }

    private static bool Matches(string path, string keyPath, List<string> problems)
    {
        try
        {
            ClientPair.Check(path, keyPath);
            return true;
        }
        catch (ChiaException e)
        {
            problems.Add(e.Message);
            return false;
        }
    }

    private static UnixFileMode? Mode(string path) => OperatingSystem.IsWindows() || !File.Exists(path) ? null : File.GetUnixFileMode(path);

    private static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);
}
