using System.Security.Cryptography;
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
}
