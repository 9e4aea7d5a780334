using System.Security.Cryptography;
using ChiaPS.Values;

namespace ChiaPS.Security;

/// <summary>Ids of peers: SHA-256 of the certificate that they show.</summary>
internal static class NodeIds
{
    /// <summary>The id of a certificate file; null where there is none or it cannot be read.</summary>
    public static string? Read(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return Hex.Format(SHA256.HashData(PemFile.ReadCertificates(path, "certificate")[0].RawData));
        }
        catch (ChiaException)
        {
            return null;
        }
    }
}
