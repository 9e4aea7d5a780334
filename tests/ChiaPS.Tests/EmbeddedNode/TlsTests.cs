using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>Who comes through the embedded node's TLS, and what it shows when told to show something wrong.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private static readonly byte[] Request = Encoding.ASCII.GetBytes("POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
    private EmbeddedNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await EmbeddedNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Any_private_pair_opens_any_service()
    {
        foreach (var service in Service.All)
        {
            var answer = await NodeClient.RawAsync(_node, service.Name, Request, _node.Certificates["private_harvester"]);
            Assert.EndsWith("{\"success\": true}", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Other_clients_are_connected_and_then_dropped()
    {
        await DroppedAsync(client: null);
        await DroppedAsync(_node.Certificates["public_wallet"]);
        await DroppedAsync(CertificateMill.SelfSigned());
        await DroppedAsync(CertificateMill.Node(CertificateMill.Authority()));
        await DroppedAsync(CertificateMill.Node(_node.Certificates.PrivateCa, notAfter: DateTimeOffset.UtcNow.AddHours(-1)));
        Assert.Empty(_node.Requests.All);
    }

    [Fact]
    public async Task Tls_1_2_ends_in_the_handshake()
    {
        var failure = await Record.ExceptionAsync(() => HandshakeAsync("full_node", SslProtocols.Tls12));
        Assert.True(failure is IOException or AuthenticationException, failure?.ToString());
    }

    [Theory]
    [InlineData(ServerCertificate.Own, true)]
    [InlineData(ServerCertificate.ByIntermediate, true)]
    [InlineData(ServerCertificate.OtherCa, false)]
    [InlineData(ServerCertificate.PublicCa, false)]
    [InlineData(ServerCertificate.SelfSigned, false)]
    [InlineData(ServerCertificate.Expired, false)]
    [InlineData(ServerCertificate.NotYetValid, false)]
    [InlineData(ServerCertificate.SignedByLeaf, false)]
    public async Task A_careful_client_sees_through_wrong_certificates(ServerCertificate kind, bool isGood)
    {
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.WrongCertificate, Service = "wallet", Certificate = kind });
        var failure = await Record.ExceptionAsync(() => HandshakeAsync("wallet", SslProtocols.None));
        Assert.Equal(isGood, failure is null);
        Assert.Null(await Record.ExceptionAsync(() => HandshakeAsync("full_node", SslProtocols.None)));
    }

    [Fact]
    public async Task Old_versions_speak_1_2()
    {
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.Tls12Only, Service = "daemon" });
        Assert.Equal(SslProtocols.Tls12, await HandshakeAsync("daemon", SslProtocols.Tls12));
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.5.4" });
        using var tcp = new TcpClient("127.0.0.1", old.Ports["wallet"]);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(NodeClient.Tls(old, old.Certificates["private_wallet"], SslProtocols.Tls12), TestContext.Current.CancellationToken);
        Assert.Equal(SslProtocols.Tls12, tls.SslProtocol);
    }

    private async Task DroppedAsync(X509Certificate2? client)
    {
        var seen = "";
        try
        {
            seen = await NodeClient.RawAsync(_node, "full_node", Request, client, anonymous: client is null);
        }
        catch (IOException)
        {
            // A reset, where the request was on its way already.
        }

        Assert.Equal("", seen);
    }

    private async Task<SslProtocols> HandshakeAsync(string service, SslProtocols protocols)
    {
        using var tcp = new TcpClient("127.0.0.1", _node.Ports[service]);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(NodeClient.Tls(_node, _node.Certificates["private_daemon"], protocols), TestContext.Current.CancellationToken);
        return tls.SslProtocol;
    }
}
