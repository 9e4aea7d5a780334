using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChiaPS.Embedded;
using ChiaPS.Security;
using Xunit;

namespace ChiaPS.Tests.Client;

public class ClientPairTests
{
    [Fact]
    public void A_key_that_was_imported_for_Windows_goes_with_the_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "would end the sessions of other tests");
        using var pair = CertificateMill.SelfSigned();
        using var imported = ClientPair.Reimport(pair);
        Assert.True(imported.HasPrivateKey);
        ClientPair.DropImported();
        Assert.Throws<CryptographicException>(() => imported.HasPrivateKey);
        Assert.True(pair.HasPrivateKey);
    }

    [Fact]
    public void On_Windows_the_key_is_one_that_TLS_1_3_can_sign_with()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows only: elsewhere the key stays in memory.");
            return;
        }

        using var pair = CertificateMill.SelfSigned();
        using var imported = ClientPair.Reimport(pair);
        using var key = Assert.IsType<RSACng>(imported.GetRSAPrivateKey());
        Assert.False(key.Key.IsEphemeral);
        Assert.Equal(CngProvider.MicrosoftSoftwareKeyStorageProvider, key.Key.Provider);
    }
}
