using System.Text;
using ChiaPS.Configuration;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Configuration;

public class ChiaConfigTests
{
    public static TheoryData<string> Shapes() =>
    [
        ConfigTexts.Fresh,
        ConfigTexts.Saved,
        ConfigTexts.Fresh.ReplaceLineEndings("\r\n"),
        ConfigTexts.Saved.ReplaceLineEndings("\r\n"),
        "\uFEFF" + ConfigTexts.Fresh,
        "---\n" + ConfigTexts.Saved + "\n...\n",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_file_of_Chia_is_read_in_every_shape(string text)
    {
        var config = ConfigTexts.Load(text);

        Assert.Equal(("mainnet", "xch", "localhost"), (config.Network, config.AddressPrefix, config.HostName));
        Assert.Equal(
            [18555, 19256, 18559, 18560, 18561, 55400],
            new[] { ChiaService.FullNode, ChiaService.Wallet, ChiaService.Farmer, ChiaService.Harvester, ChiaService.Crawler, ChiaService.Daemon }.Select(config.Port));
        Assert.False(config.HasRpc(ChiaService.Harvester));
        Assert.True(config.HasRpc(ChiaService.FullNode));
        Assert.Equal(50_000_000, config.DaemonMaxMessageSize);
        Assert.Equal("WARNING", config.Text("farmer/logging/log_level"));
        Assert.Equal("True", config.Text("wallet/reuse_public_key_for_change/2104826454"));
    }

    [Theory]
    [InlineData(ChiaService.FullNode, 8555)]
    [InlineData(ChiaService.Wallet, 9256)]
    [InlineData(ChiaService.Farmer, 8559)]
    [InlineData(ChiaService.Harvester, 8560)]
    [InlineData(ChiaService.DataLayer, 8562)]
    [InlineData(ChiaService.Crawler, 8561)]
    [InlineData(ChiaService.Timelord, 8557)]
    [InlineData(ChiaService.Solver, 8667)]
    [InlineData(ChiaService.Daemon, 55400)]
    public void A_section_that_an_older_release_lacks_has_Chia_s_default(ChiaService service, int port)
    {
        var config = ConfigTexts.Load("selected_network: mainnet\nwallet:\nseeder: {}\n");

        Assert.Equal(port, config.Port(service));
        Assert.True(config.HasRpc(service));
    }

    [Theory]
    [InlineData("9999", 9999)]
    [InlineData("'9999'", 9999)]
    [InlineData("\"9999\"", 9999)]
    [InlineData("", 8555)]
    [InlineData("~", 8555)]
    public void A_port_may_be_text_or_left_out(string yaml, int port) =>
        Assert.Equal(port, ConfigTexts.Load($"full_node:\n  rpc_port: {yaml}\n").Port(ChiaService.FullNode));

    // Never the default instead: another installation may listen there.
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("65536")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("many")]
    [InlineData("''")]
    [InlineData("[1]")]
    public void What_is_no_port_is_an_error_for_who_needs_it(string yaml)
    {
        var config = ConfigTexts.Load($"full_node:\n  rpc_port: {yaml}\n");
        var error = Assert.Throws<ChiaException>(() => config.Port(ChiaService.FullNode));
        Assert.Equal("ChiaConfig.Broken", error.ErrorId);
        Assert.Equal($"full_node: rpc_port in '{config.Path}' is no port: it must be a whole number from 1 to 65535.", error.Message);
        Assert.Contains("-Port @{ FullNode = 8555 }", error.Advice, StringComparison.Ordinal);
        Assert.Equal(9256, config.Port(ChiaService.Wallet));
    }

    [Theory]
    [InlineData("farm1.lan", "farm1.lan")]
    [InlineData("192.168.1.5", "192.168.1.5")]
    [InlineData("\"::1\"", "::1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("\"::\"", "localhost")]
    [InlineData("", "localhost")]
    [InlineData("~", "localhost")]
    public void A_host_that_means_everywhere_is_this_machine(string yaml, string host) => Assert.Equal(host, ConfigTexts.Load($"self_hostname: {yaml}\nx: 1\n").HostName);

    [Theory]
    [InlineData("selected_network: mainnet", "mainnet", "xch")]
    [InlineData("selected_network: testnet11\nnetwork_overrides: {config: {testnet11: {address_prefix: txch}}}", "testnet11", "txch")]
    [InlineData("selected_network: mine\nnetwork_overrides: {config: {mine: {address_prefix: mch}}}", "mine", "mch")]
    [InlineData("selected_network: unheard", "unheard", "txch")]
    [InlineData("x: 1", "mainnet", "xch")]
    public void A_network_has_the_prefix_that_the_file_gives_it(string text, string network, string prefix)
    {
        var config = ConfigTexts.Load(text);

        Assert.Equal((network, prefix), (config.Network, config.AddressPrefix));
    }

    [Theory]
    [InlineData("daemon_max_message_size: 1000", 1000)]
    [InlineData("daemon_max_message_size: '2000'", 2000)]
    [InlineData("daemon_max_message_size: 0", 1)]
    [InlineData("x: 1", 50_000_000)]
    public void The_longest_message_is_what_the_file_says(string text, int size) => Assert.Equal(size, ConfigTexts.Load(text).DaemonMaxMessageSize);

    [Fact]
    public void The_longest_message_is_no_more_than_an_array_holds() =>
        Assert.Equal(Array.MaxLength, ConfigTexts.Load("daemon_max_message_size: 99999999999").DaemonMaxMessageSize);

    [Theory]
    [InlineData("config/ssl/ca/private_ca.crt")]
    [InlineData("config\\\\ssl\\\\ca\\\\private_ca.crt")]
    [InlineData("./config/../config/ssl/ca/private_ca.crt")]
    public void A_certificate_path_may_have_either_slash(string yaml)
    {
        var config = ConfigTexts.Load($"private_ssl_ca:\n  crt: \"{yaml}\"\n");

        Assert.Equal(Path.Combine(config.RootPath, "config", "ssl", "ca", "private_ca.crt"), config.CaPath);
    }

    [Fact]
    public void An_absolute_certificate_path_stays_what_it_is()
    {
        var path = Path.Combine(Module.Scratch, "ca.crt");

        Assert.Equal(path, ConfigTexts.Load($"private_ssl_ca:\n  crt: '{path}'\n").CaPath);
    }

    [Fact]
    public void The_client_pair_is_the_daemon_s_else_the_first_private_one_that_is_there()
    {
        var config = ConfigTexts.Load(ConfigTexts.Fresh);
        Assert.EndsWith("private_daemon.crt", config.ClientPair().Certificate, StringComparison.Ordinal); // none is there

        Touch("harvester");
        Assert.EndsWith("private_harvester.key", config.ClientPair().Key, StringComparison.Ordinal);
        Touch("crawler");
        Touch("full_node");
        Assert.EndsWith("private_full_node.crt", config.ClientPair().Certificate, StringComparison.Ordinal);
        Touch("daemon");
        Assert.EndsWith("private_daemon.crt", config.ClientPair().Certificate, StringComparison.Ordinal);

        void Touch(string service)
        {
            var folder = Directory.CreateDirectory(Path.Combine(config.RootPath, "config", "ssl", service)).FullName;
            File.WriteAllText(Path.Combine(folder, $"private_{service}.crt"), "");
            File.WriteAllText(Path.Combine(folder, $"private_{service}.key"), "");
        }
    }

    [Fact]
    public void A_certificate_without_its_key_is_no_pair()
    {
        var config = ConfigTexts.Load(ConfigTexts.Fresh);
        Directory.CreateDirectory(Path.Combine(config.RootPath, "config", "ssl", "wallet"));
        File.WriteAllText(Path.Combine(config.RootPath, "config", "ssl", "wallet", "private_wallet.crt"), "");

        Assert.EndsWith("private_daemon.key", config.ClientPair().Key, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_that_holds_itself_does_not_hang() => Assert.Equal("mainnet", ConfigTexts.Load("a: &a\n  b: *a\nselected_network: mainnet\n").Network);

    [Fact]
    public void The_cmdlet_shows_it_without_end_once()
    {
        using var shell = new Shell();
        var variables = new Dictionary<string, object> { ["root"] = ConfigTexts.Root("a: &a\n  b: *a\n  c: &c [*c]\n") };

        Assert.Equal("b c", shell.Run("(Get-ChiaConfig a -RootPath $root).Setting.b.b.psobject.Properties.Name -join ' '", variables).Single<string>());
    }

    [Theory]
    [InlineData("wallet: 7")]
    [InlineData("wallet: [1, 2]")]
    [InlineData("wallet: text")]
    [InlineData("private_ssl_ca: text\nselected_network: [1]\nself_hostname: {a: 1}")]
    public void A_section_of_another_kind_counts_as_absent(string text)
    {
        var config = ConfigTexts.Load(text);

        Assert.Equal((9256, "mainnet", "localhost"), (config.Port(ChiaService.Wallet), config.Network, config.HostName));
        Assert.EndsWith("private_ca.crt", config.CaPath, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cmdlet_shows_what_the_file_says()
    {
        var root = ConfigTexts.Root(ConfigTexts.Saved);
        using var shell = new Shell();
        var variables = new Dictionary<string, object> { ["root"] = root };

        var config = shell.Run("Get-ChiaConfig -RootPath $root", variables).Single<Config>();
        Assert.Equal((root, ConfigTexts.FileIn(root), 18555), (config.RootPath, config.Path, config.Port["FullNode"]));
        Assert.Equal("81b5a4c1 92c6b5d2", shell.Run("(Get-ChiaConfig farmer -RootPath $root).Setting.pool_public_keys.psobject.Properties.Name -join ' '", variables).Single<string>());
        Assert.Equal(18561L, shell.Run("(Get-ChiaConfig seeder.crawler -RootPath $root).Setting.rpc_port", variables).Single<long>());
        var error = Assert.Single(shell.Run("Get-ChiaConfig nothing -RootPath $root", variables).Errors);
        Assert.StartsWith("ChiaArgument.Section", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("full_node", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_utf_8_do_not_end_in_another_error()
    {
        var bytes = Encoding.UTF8.GetBytes(ConfigTexts.Saved).Concat(new byte[] { 0xff, 0xfe, 0x00 }).ToArray();
        var error = Record.Exception(() => ChiaConfig.Load(ConfigTexts.Root(bytes)));

        Assert.True(error is null or ChiaException { ErrorId: "ChiaConfig.Broken" }, error?.ToString());
    }
}
