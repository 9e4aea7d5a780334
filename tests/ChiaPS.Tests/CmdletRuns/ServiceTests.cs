using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Services, their logs and their peers, over both transports.</summary>
public sealed class ServiceTests(SharedNode shared) : NodeTests(shared)
{
    public override async ValueTask DisposeAsync()
    {
        foreach (var service in Service.All.Select(service => service.Name).Append("daemon").Where(service => !Node.IsRunning(service)))
        {
            await Node.StartServiceAsync(service);
        }

        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void A_service_is_stopped_and_started(ChiaTransport transport)
    {
        using var shell = Open(transport);
        Assert.False(shell.Run("Stop-ChiaService Harvester -Confirm:$false").Single<ServiceStatus>().IsRunning);
        Assert.False(Node.IsRunning("harvester"));
        var status = shell.Run("Get-ChiaService Harvester | Start-ChiaService -Wait").Single<ServiceStatus>();
        Assert.Equal((ChiaService.Harvester, true, true, Name), (status.Service, status.IsRunning, status.Answers, status.SessionName));
        Assert.Single(shell.Run("Restart-ChiaService Harvester -Wait -Confirm:$false").Clean().Output);
        Assert.Equal(["stop_service", "start_service", "stop_service", "start_service"], Node.Requests.All.Select(request => request.Route).Where(route => route is "stop_service" or "start_service"));
    }

    // A simulator answers as the full node and is started under a name of its own.
    [Fact]
    public void A_simulator_is_stopped_under_its_own_name()
    {
        using var shell = Open();
        shell.Run("Stop-ChiaService FullNode -Confirm:$false; Start-ChiaService FullNode").Clean();
        Assert.Equal("""{"service":"chia_full_node_simulator"}""", Node.Requests.Of("daemon", "stop_service").Single().Body);
        Assert.Equal("""{"service":"chia_full_node_simulator"}""", Node.Requests.Of("daemon", "start_service").Single().Body);
    }

    [Fact]
    public async Task What_does_not_run_is_passed_over_and_the_daemon_is_an_error_beside_the_others()
    {
        await Node.StopServiceAsync("crawler");
        var result = Open().Run("Get-ChiaService Crawler, Daemon, Solver, Harvester | Restart-ChiaService -Confirm:$false");
        Assert.Equal("ChiaArgument.Service", result.Errors[0].Id());
        Assert.Equal(ChiaService.Daemon, result.Errors[0].TargetObject);
        Assert.Equal(["chia_solver", "chia_harvester"], Node.Requests.Of("daemon", "stop_service").Select(request => request.Body.Split('"')[3]));
        Assert.False(Node.IsRunning("crawler"));
    }

    [Fact]
    public async Task Without_a_daemon_nothing_is_restarted_and_that_is_an_error()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "daemon" });
        Assert.Equal("ChiaConnection.Refused", Open().Ends("Restart-ChiaService Harvester -Confirm:$false").Id());
    }

    [Theory]
    [InlineData("Start-ChiaService Daemon", "ChiaArgument.Service")]
    [InlineData("Start-ChiaService Solver", "ChiaArgument.Service")]
    [InlineData("Restart-ChiaService Daemon -Confirm:$false", "ChiaArgument.Service")]
    [InlineData("Disconnect-ChiaPeer nonsense -ErrorAction Continue", null)]
    public void What_cannot_be_is_said(string script, string? id)
    {
        Assert.Equal(id ?? "ParameterArgumentTransformationError", id is null ? Open().Ends(script).Id() : Open().Errs(script).Id());
        Assert.DoesNotContain(Node.Requests.All, request => request.Route is "start_service" or "stop_service" or "close_connection");
    }

    [Fact]
    public void WhatIf_and_No_change_nothing()
    {
        using var shell = Open(answers: ["No", "No"]);
        shell.Run("Stop-ChiaService Wallet; Restart-ChiaService Wallet; Stop-ChiaService Daemon -WhatIf; Start-ChiaService Wallet -WhatIf; Set-ChiaLogLevel Wallet Debug -WhatIf; Connect-ChiaPeer h 1 -WhatIf").Clean();
        Assert.Equal(2, shell.Host.Prompts.Count);
        Assert.Contains($"\"Stop the daemon and every service that it started\" on target \"daemon of session '{Name}'\"", shell.Host.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain(Node.Requests.All, request => request.Route is "stop_service" or "start_service" or "exit" or "set_log_level" or "open_connection");
    }

    [Fact]
    public async Task A_service_that_does_not_come_up_is_told()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "harvester" });
        Assert.Equal("ChiaWait.Timeout", Open().Errs("Start-ChiaService Harvester -Wait -WaitTimeoutSec 0").Id());
    }

    [Fact]
    public async Task The_daemon_takes_all_with_it_and_a_closed_socket_is_success()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        using var shell = Open(ChiaTransport.Daemon, to: node);
        var status = shell.Run("Stop-ChiaService Daemon -Confirm:$false").Single<ServiceStatus>();
        Assert.Equal((ChiaService.Daemon, false), (status.Service, status.IsRunning));
        await UntilAsync(() => !node.IsRunning("wallet") && !node.IsRunning("daemon"));
    }

    [Fact]
    public void Log_levels_are_told_and_changed()
    {
        using var shell = Open();
        Assert.Equal(8, shell.Run("Get-ChiaLogLevel").All<LogLevel>().Count);
        shell.Run("Get-ChiaLogLevel Wallet | Set-ChiaLogLevel; Set-ChiaLogLevel Wallet, Farmer debug").Clean();
        Assert.Equal("""{"level":"DEBUG"}""", Node.Requests.Of("farmer", "set_log_level").Single().Body);
        shell.Run("Get-ChiaLogLevel Farmer | Set-ChiaLogLevel -Default").Clean();
        Assert.Single(Node.Requests.Of("farmer", "reset_log_level"));
    }

    [Fact]
    public async Task Log_levels_of_what_does_not_run_are_left_out_unless_it_was_named()
    {
        await Node.StopServiceAsync("crawler");
        using var shell = Open();
        Assert.Equal(7, shell.Run("Get-ChiaLogLevel").All<LogLevel>().Count);
        Assert.Equal("ChiaConnection.Refused", Assert.Single(shell.Run("Get-ChiaLogLevel Crawler, Wallet").Errors).Id());
    }

    [Fact]
    public async Task Log_levels_of_an_installation_that_is_down_are_an_error()
    {
        foreach (var service in Service.All)
        {
            await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = service.Name });
        }

        using var shell = Open();
        Assert.Equal("ChiaConnection.Refused", shell.Ends("Get-ChiaLogLevel").Id());
        Assert.Equal([Name, Name], shell.Run($"Get-ChiaLogLevel -Session {Name}, {Name}").Errors.Select(error => error.TargetObject));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void Peers_are_told_and_bind_to_what_changes_them(ChiaTransport transport)
    {
        using var shell = Open(transport);
        var peers = shell.Run("Get-ChiaPeer").All<Peer>();
        Assert.NotEmpty(peers);
        Assert.All(peers, peer => Assert.Equal((ChiaService.FullNode, Name), (peer.Service, peer.SessionName)));
        shell.Run("Get-ChiaPeer Farmer -NodeType FullNode").Clean();
        Assert.Equal("""{"node_type":1}""", Node.Requests.Of("farmer", "get_connections").Single().Body);
        shell.Run("Get-ChiaPeer | Select-First | Disconnect-ChiaPeer");
        Assert.Equal($$"""{"node_id":"{{peers[0].NodeId}}"}""", Node.Requests.Of("full_node", "close_connection").Single().Body);
        shell.Run("[pscustomobject]@{ PeerHost = 'h'; PeerPort = 8444; Service = 'Wallet' } | Connect-ChiaPeer");
        Assert.Equal("""{"host":"h","port":8444}""", Node.Requests.Of("wallet", "open_connection").Single().Body);
    }
}
