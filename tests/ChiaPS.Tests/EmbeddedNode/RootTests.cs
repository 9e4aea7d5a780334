using System.Security.Cryptography.X509Certificates;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>The root the embedded node writes, and the older releases it plays.</summary>
public sealed class RootTests
{
    private static readonly string[] Private =
        ["full_node", "wallet", "farmer", "harvester", "timelord", "crawler", "data_layer", "daemon", "solver"];

    [Fact]
    public async Task The_root_holds_what_chia_init_makes()
    {
        await using var node = await EmbeddedNode.StartAsync();
        var ssl = Path.Combine(node.RootPath, "config", "ssl");
        using var ca = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(ssl, "ca", "private_ca.crt"));
        using var publicCa = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(ssl, "ca", "chia_ca.crt"));
        Assert.Equal(ca.SubjectName.RawData, publicCa.SubjectName.RawData);
        Assert.Equal("OU=Organic Farming Division, CN=Chia CA, O=Chia", ca.Subject);
        foreach (var name in Private)
        {
            var key = Path.Combine(ssl, name, $"private_{name}.key");
            using var pair = X509Certificate2.CreateFromPemFile(Path.ChangeExtension(key, ".crt"), key);
            Assert.Equal(new DateTime(2100, 8, 2, 0, 0, 0, DateTimeKind.Utc), pair.NotAfter.ToUniversalTime());
            Assert.Contains("chia.net", pair.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames(), StringComparer.Ordinal);
            Assert.StartsWith("-----BEGIN PRIVATE KEY", await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            }
        }
    }

    [Fact]
    public async Task The_config_has_the_features_of_a_real_one()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Network = "mainnet", Pkcs1Keys = true });
        var config = await File.ReadAllTextAsync(Path.Combine(node.RootPath, "config", "config.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains("&self_hostname", config, StringComparison.Ordinal);
        Assert.Contains("pool_public_keys: !!set", config, StringComparison.Ordinal);
        Assert.Contains($"rpc_port: {node.Ports["wallet"]}", config, StringComparison.Ordinal);
        Assert.Contains($"daemon_port: {node.Ports["daemon"]}", config, StringComparison.Ordinal);
        Assert.Contains("&selected_network \"mainnet\"", config, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\{\w", config);
        var key = await File.ReadAllTextAsync(Path.Combine(node.RootPath, "config", "ssl", "wallet", "private_wallet.key"), TestContext.Current.CancellationToken);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY", key, StringComparison.Ordinal);
        using var client = new NodeClient(node);
        var address = (await client.CallAsync("wallet", "get_next_address", """{"wallet_id": 1}""")).GetProperty("address").GetString();
        Assert.StartsWith("xch1", address, StringComparison.Ordinal);
        using var response = await client.PostAsync("full_node", "farm_block", "{}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("2.6.0", true, true, false)]
    [InlineData("2.4.2", false, true, false)]
    [InlineData("2.0.1", false, false, false)]
    [InlineData("2.6.1", true, true, true)]
    public async Task Older_releases_say_less(string release, bool version, bool traceback, bool structured)
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release });
        using var client = new NodeClient(node);
        using var response = await client.PostAsync("wallet", "get_version", "{}");
        Assert.Equal(version, response.IsSuccessStatusCode);
        var error = await client.CallAsync("full_node", "get_block");
        Assert.Equal(traceback, error.TryGetProperty("traceback", out _));
        Assert.Equal(structured, error.TryGetProperty("structuredError", out _));
    }

    [Fact]
    public async Task Without_keys_the_wallet_knows_nothing()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { NoKeys = true });
        using var client = new NodeClient(node);
        Assert.Equal("wallet state manager not assigned", (await client.CallAsync("wallet", "get_wallets")).GetProperty("error").GetString());
        Assert.Equal(0, (await client.CallAsync("wallet", "get_public_keys")).GetProperty("public_key_fingerprints").GetArrayLength());
    }
}
