using System.ComponentModel;
using System.Security.Authentication;
using ChiaPS.Client;
using ChiaPS.Rpc;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>How each platform says that there is no TLS version in common.</summary>
public class TlsFailureTests
{
    private static readonly ServiceAddress Wallet = new(ChiaService.Wallet, "farm1", 9256);

    [Theory]
    [InlineData(0x80090331u)] // a Windows without TLS 1.3
    [InlineData(0x80090302u)]
    public void A_code_of_Windows_tells_whatever_its_language(uint code) =>
        Assert.Equal("ChiaConnection.TlsVersion", Id(new AuthenticationException("Siehe innere Ausnahme.", new Win32Exception(unchecked((int)code), "Kein gemeinsamer Algorithmus."))));

    [Theory]
    [InlineData("Authentication failed because the remote party sent a TLS alert: 'ProtocolVersion'.")]
    [InlineData("error:0A00042E:SSL routines::tlsv1 alert protocol version")]
    [InlineData("error:0A000102:SSL routines::unsupported protocol")]
    public void Words_tell_elsewhere(string words) => Assert.Equal("ChiaConnection.TlsVersion", Id(new AuthenticationException("See inner exception.", new IOException(words))));

    [Theory]
    [InlineData(0x80090326u)] // any other alert
    [InlineData(0x8009030eu)] // no credentials
    public void Another_code_is_another_failure(uint code) =>
        Assert.Equal("ChiaConnection.Tls", Id(new AuthenticationException("See inner exception.", new Win32Exception(unchecked((int)code), "The message was unexpected."))));

    private static string Id(Exception inner) => Connector.NoTls(Wallet, inner).ErrorId;
}
