using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Cmdlets that look at an installation: its routes, services, files and its health; and the tools that need none.</summary>
public sealed class ToolTests(SharedNode shared) : NodeTests(shared)
{
    private const string Farm = "0x7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";

    [Theory]
    [InlineData(ChiaTransport.Https)]
    [InlineData(ChiaTransport.Daemon)]
    public void A_healthy_installation_has_no_findings_that_fail(ChiaTransport transport)
    {
        using var shell = Open(transport);
        var findings = shell.Run("Test-ChiaConnection").All<Finding>();
        Assert.Empty(findings.Where(finding => finding.Status == FindingStatus.Fail).Select(finding => finding.ToString()));
        foreach (var check in new[] { "Configuration", "Private CA", "Client certificate", "Key file rights", "TLS", "Answer", "Release", "Sync", "Clock" })
        {
            Assert.Contains(findings, finding => finding.Check == check);
        }

        Assert.Equal(9, findings.Count(finding => finding.Check == "Answer"));
        Assert.All(findings, finding => Assert.Equal(Name, finding.SessionName));
        Assert.True(shell.Run("Test-ChiaConnection -Quiet").Single<bool>());
        Assert.True(shell.Run($"Get-ChiaSession {Name} | Test-ChiaConnection -Service Wallet -Quiet").Single<bool>());
    }

    [Theory]
    [InlineData(FaultKind.WrongCertificate, "TLS", "self-signed")]
    [InlineData(FaultKind.Refuse, "Reach", "does not listen")]
    [InlineData(FaultKind.Text500, "Answer", "500")]
    [InlineData(FaultKind.StallBeforeHeaders, "Answer", "sent nothing for 4 s")]
    public async Task What_is_wrong_is_a_finding_with_a_way_out(FaultKind kind, string check, string words)
    {
        using var shell = Open();
        await Node.Faults.AddAsync(new Fault { Kind = kind, Service = "wallet", Certificate = ServerCertificate.SelfSigned });
        var result = shell.Run("Test-ChiaConnection -Service Wallet, FullNode -TimeoutSec 4").Clean();
        var failed = Assert.Single(result.All<Finding>(), finding => finding.Status == FindingStatus.Fail);
        Assert.Equal((check, $"Wallet localhost:{Node.Ports["wallet"]}"), (failed.Check, failed.Target));
        Assert.Contains(words, failed.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failed.Fix!);
        Assert.Contains(result.All<Finding>(), finding => finding is { Check: "Answer", Status: FindingStatus.Pass });
        Assert.False(shell.Run("Test-ChiaConnection -Service Wallet -TimeoutSec 1 -Quiet").Single<bool>());
    }

    [Fact]
    public void What_keeps_a_session_from_being_made_is_a_finding()
    {
        var finding = Bare().Run("Test-ChiaConnection -RootPath /no/such/root").Single<Finding>();
        Assert.Equal((FindingStatus.Fail, "Configuration"), (finding.Status, finding.Check));
        Assert.Contains(Path.GetFullPath("/no/such/root"), finding.Message, StringComparison.Ordinal);
        Assert.False(Bare().Run("Test-ChiaConnection -RootPath /no/such/root -Quiet").Single<bool>());
    }

    [Fact]
    public async Task Services_are_seen_by_the_daemon_and_by_their_answers()
    {
        using var shell = Open();
        var statuses = shell.Run("Get-ChiaService").All<ServiceStatus>();
        Assert.Equal(Enum.GetValues<ChiaService>(), statuses.Select(status => status.Service));
        Assert.All(statuses, status => Assert.True(status is { IsRunning: true, Answers: null }));
        await Node.StopServiceAsync("farmer");
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "wallet" });
        try
        {
            var detailed = shell.Run("Get-ChiaService -Detailed").All<ServiceStatus>().ToDictionary(status => status.Service);
            Assert.True(detailed[ChiaService.Farmer] is { IsRunning: false, Answers: false });
            Assert.True(detailed[ChiaService.Wallet] is { IsRunning: true, Answers: false, Version: null });
            Assert.True(detailed[ChiaService.Daemon] is { IsRunning: true, Answers: true, Version: "2.7.5" });
            await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "daemon" });
            shell.Run("try { Invoke-ChiaRpc Daemon ping } catch { }"); // that a socket is gone may show at its next use only
            var without = shell.Run("'Daemon', 'FullNode' | Get-ChiaService").All<ServiceStatus>();
            Assert.Equal([false, null], without.Select(status => status.IsRunning));
            Assert.Equal([false, true], without.Select(status => status.Answers));
        }
        finally
        {
            await Node.StartServiceAsync("farmer");
        }
    }

    [Fact]
    public async Task Routes_say_who_offers_them_and_which_cmdlet_calls_them()
    {
        using var shell = Open();
        var route = shell.Run("Get-ChiaRoute FullNode get_block_record").Single<Route>();
        Assert.True(route is { Offered: true, Changes: false, LastRelease: null } && route.Cmdlet.SequenceEqual(["Get-ChiaBlockRecord"], StringComparer.Ordinal));
        Assert.False(shell.Run("Get-ChiaRoute Wallet dao_get_rules").Single<Route>().Offered);
        Assert.All(shell.Run("Get-ChiaRoute -Name *coin_record*").All<Route>(), found => Assert.Contains("coin_record", found.Name, StringComparison.Ordinal));
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "wallet" });
        var result = shell.Run("Get-ChiaRoute FullNode, Wallet -Name healthz");
        Assert.Equal([true, null], result.All<Route>().Select(found => found.Offered));
        Assert.Contains("does not listen", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("ChiaConnection.Refused", shell.Ends("Get-ChiaRoute Wallet").Id());
    }

    [Fact]
    public void Files_of_a_root_are_shown()
    {
        using var shell = Bare();
        var root = Node.RootPath;
        var config = shell.Run($"Get-ChiaConfig -RootPath '{root}'").Single<Config>();
        Assert.Equal(("simulator0", "txch", Node.Ports["wallet"]), (config.NetworkName, config.NetworkPrefix, config.Port["Wallet"]));
        Assert.Equal(Node.Ports["farmer"], shell.Run($"(Get-ChiaConfig farmer -RootPath '{root}').Setting.rpc_port").Single<long>());
        Assert.Equal(root, shell.Run($"[pscustomobject]@{{ RootPath = '{root}' }} | Get-ChiaConfig").Single<Config>().RootPath);
        Assert.Equal("ChiaArgument.Section", shell.Errs($"Get-ChiaConfig nosuch -RootPath '{root}'").Id());
        var certificate = Assert.Single(shell.Run($"Get-ChiaCertificate daemon -RootPath '{root}'").All<Certificate>());
        Assert.Equal(("private_daemon", true, true), (certificate.Name, certificate.SignedByPrivateCa, certificate.KeyMatches));
        Assert.Equal(2, shell.Run($"Get-ChiaCertificate wal* -RootPath '{root}'").All<Certificate>().Count);
        Assert.Equal("ChiaConfig.NotFound", shell.Ends("Get-ChiaCertificate -RootPath /no/such/root").Id());
        Assert.Empty(Node.Requests.All);
    }

    [Theory]
    [InlineData("'" + Farm + "' | ConvertTo-ChiaAddress -Prefix txch | ConvertFrom-ChiaAddress | ForEach-Object PuzzleHash", Farm)]
    [InlineData("[pscustomobject]@{ PuzzleHash = '" + Farm + "' } | ConvertTo-ChiaAddress -Prefix nft | ConvertFrom-ChiaAddress | ForEach-Object Prefix", "nft")]
    [InlineData("(ConvertTo-ChiaAmount 1.5).Mojo", "1500000000000")]
    [InlineData("(2.5 | ConvertTo-ChiaAmount -Unit Cat).Mojo", "2500")]
    [InlineData("(ConvertTo-ChiaAmount 250mojo).Xch", "0.000000000250")]
    [InlineData("(Get-ChiaCoinId " + Farm + " " + Farm + " 18446744073709551615).AmountMojo", "18446744073709551615")]
    [InlineData("(Get-ChiaCoinRecord -All)[0] | ForEach-Object { ($_ | Get-ChiaCoinId).CoinId -eq $_.CoinId }", "True")]
    public void Tools_take_arguments_values_and_properties(string script, string result)
    {
        var value = FormattableString.Invariant($"{Assert.Single(Open().Run(script).Clean().Output)}");
        Assert.Equal(result.TrimEnd('0'), value.TrimEnd('0'));
    }

    [Theory]
    [InlineData("'xch1nonsense', 'ok' | ConvertFrom-ChiaAddress", "ChiaArgument.Address", 2)]
    public void Each_bad_address_is_an_error(string script, string id, int errors)
    {
        var result = Bare().Run(script);
        Assert.Equal(errors, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal(id, error.Id()));
    }
}
