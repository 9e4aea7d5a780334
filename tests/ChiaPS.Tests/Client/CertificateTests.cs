using System.Security.Cryptography.X509Certificates;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>Who is trusted: servers by the private CA alone, clients by what the server makes of their pair; and what a user reads of it.</summary>
public sealed class CertificateTests(SharedNode shared) : NodeTests(shared)
{
    /// <summary>Client pairs that no service of the installation accepts.</summary>
    public static TheoryData<string> WrongPairs => ["self-signed", "of another CA", "public", "expired", "signed by a leaf"];

    [Theory]
    [InlineData(ServerCertificate.OtherCa, "its certificate was not signed by the private CA of this installation (0x")]
    [InlineData(ServerCertificate.PublicCa, "its certificate was not signed by the private CA of this installation (0x")]
    [InlineData(ServerCertificate.SelfSigned, "its certificate is self-signed")]
    [InlineData(ServerCertificate.Expired, "its certificate expired on 2")]
    [InlineData(ServerCertificate.NotYetValid, "its certificate is not valid before 2")]
    [InlineData(ServerCertificate.SignedByLeaf, "its certificate was signed by one that is no CA")]
    public async Task A_wrong_server_is_refused_and_told_nothing(ServerCertificate kind, string words)
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.WrongCertificate, Certificate = kind });
        foreach (var (transport, title, service) in new[] { (ChiaTransport.Https, "full node", "full_node"), (ChiaTransport.Daemon, "daemon", "daemon") })
        {
            using var shell = Open(transport);
            var ended = shell.Ends("Get-ChiaBlockchainState");
            Assert.Equal("ChiaConnection.UntrustedServer,ChiaPS.Commands.GetChiaBlockchainState", ended.FullyQualifiedErrorId);
            Assert.StartsWith($"Not trusted: the {title} at localhost:{Node.Ports[service]}: {words}", ended.ToString(), StringComparison.Ordinal);
            if (kind is ServerCertificate.Expired or ServerCertificate.NotYetValid)
            {
                // A Z says that it is universal time, whatever the zone of this machine.
                var shown = Node.Certificates.Chain(kind)[0];
                var date = (kind == ServerCertificate.Expired ? shown.NotAfter : shown.NotBefore).ToUniversalTime();
                Assert.Contains(date.ToString("u", System.Globalization.CultureInfo.InvariantCulture), ended.ToString(), StringComparison.Ordinal);
                Assert.Contains("clocks", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            }

            Assert.Contains("private_ca.crt", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.Equal(System.Management.Automation.ErrorCategory.SecurityError, ended.CategoryInfo.Category);
        }

        Assert.Empty(Node.Requests.All);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_valid_intermediate_is_accepted(ChiaTransport transport)
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.WrongCertificate, Certificate = ServerCertificate.ByIntermediate });
        Assert.NotNull((await Use(transport).SendAsync(FullNode.GetBlockchainState)).Height);
    }

    [Theory]
    [MemberData(nameof(WrongPairs))]
    public async Task A_wrong_client_pair_is_said_to_be_so(string pair)
    {
        using var client = Pair(pair);
        SessionOptions With(SessionOptions options) => options with { Certificate = client, CaCertificate = Node.Certificates.PrivateCa };
        var https = await FailsAsync("ChiaConnection.ClientRefused", () => Use(with: With).SendAsync(FullNode.GetBlockchainState));
        Assert.StartsWith($"The full node at localhost:{Node.Ports["full_node"]} ended the connection without an answer to get_blockchain_state, as it does when it does not accept the client certificate.", https.Message, StringComparison.Ordinal);
        Assert.Contains("public_* pairs are refused", https.Advice, StringComparison.Ordinal);
        var daemon = await FailsAsync("ChiaConnection.ClientRefused", () => Use(ChiaTransport.Daemon, with: With).SendAsync(Daemon.Ping));
        Assert.StartsWith($"The daemon at localhost:{Node.Ports["daemon"]} ended the connection without an answer to ping, as it does when it does not accept", daemon.Message, StringComparison.Ordinal);
        Assert.Empty(Node.Requests.All);
    }

    [Fact]
    public void A_wrong_pair_of_files_ends_New_ChiaSession()
    {
        var ssl = Path.Combine(Node.RootPath, "config", "ssl");
        var (certificate, key, ca) = (Path.Combine(ssl, "wallet", "public_wallet.crt"), Path.Combine(ssl, "wallet", "public_wallet.key"), Path.Combine(ssl, "ca", "private_ca.crt"));
        using var shell = Bare();
        var ports = $"@{{ FullNode = {Node.Ports["full_node"]} }}";
        var ended = shell.Ends($"New-ChiaSession -Name {Name} -HostName localhost -CertificatePath '{certificate}' -KeyPath '{key}' -CaPath '{ca}' -Port {ports}");
        Assert.Equal("ChiaConnection.ClientRefused", ended.Id());
        Assert.DoesNotContain(SessionTable.All, session => session.Name == Name);
        var mixed = shell.Ends($"New-ChiaSession -Name {Name} -HostName localhost -CertificatePath '{certificate}' -KeyPath '{key.Replace("public_", "private_", StringComparison.Ordinal)}' -CaPath '{ca}'");
        Assert.Equal("ChiaConfig.Certificate", mixed.Id());
        Assert.Contains("are not a certificate and its key", mixed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_said_to_be_so()
    {
        using var bare = X509CertificateLoader.LoadCertificate(Node.Certificates["private_daemon"].RawData);
        await FailsAsync("ChiaConfig.Certificate", () => Use(with: options => options with { Certificate = bare }).SendAsync(FullNode.GetBlockchainState));
    }

    [Theory]
    [InlineData("private_harvester", ChiaTransport.Https)]
    [InlineData("private_harvester", ChiaTransport.Daemon)]
    public async Task Any_private_pair_opens_any_service(string pair, ChiaTransport transport)
    {
        var call = Use(transport, with: options => options with { Certificate = Node.Certificates[pair], CaCertificate = Node.Certificates.PrivateCa });
        Assert.NotNull((await call.SendAsync(FullNode.GetBlockchainState)).Height);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Tls_1_2_needs_leave(ChiaTransport transport)
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Tls12Only });
        using var strict = Open(transport);
        var ended = strict.Ends("Get-ChiaBlockchainState");

        // Chia ends the stream without an alert, so that the version can only be guessed.
        Assert.Equal("ChiaConnection.Tls", ended.Id());
        Assert.Contains(" ended the TLS handshake: ", ended.ToString(), StringComparison.Ordinal);
        Assert.Contains("-AllowTls12", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        using var lenient = Open(transport, more: "-AllowTls12");
        Assert.Equal(Node.State.Height, lenient.Run("Get-ChiaBlockchainState").Single<BlockchainState>().Height);
        Assert.Contains(lenient.Run("Test-ChiaConnection -Service FullNode").All<Finding>(), finding => finding.Check == "TLS" && finding.Message.StartsWith("Tls12,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_keys_are_read()
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Pkcs1Keys = true, InitialBlocks = 0 });
        Assert.NotNull((await Use(to: old).SendAsync(FullNode.GetBlockchainState)).Height);
    }

    private X509Certificate2 Pair(string kind) => kind switch
    {
        "self-signed" => CertificateMill.SelfSigned(),
        "of another CA" => CertificateMill.Node(CertificateMill.Authority()),
        "public" => new X509Certificate2(Node.Certificates["public_wallet"]),
        "expired" => CertificateMill.Node(Node.Certificates.PrivateCa, DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddHours(-1)),
        _ => CertificateMill.SignedBy(Node.Certificates["private_wallet"]),
    };
}
