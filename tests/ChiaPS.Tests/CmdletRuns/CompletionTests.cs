using System.Diagnostics;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>What Tab offers, and that it never waits.</summary>
public sealed class CompletionTests(SharedNode shared) : NodeTests(shared)
{
    [Theory]
    [InlineData("Get-ChiaWallet -WalletId ", "1 2 3 4")]
    [InlineData("Get-ChiaWalletBalance ", "1 2 3 4")]
    [InlineData("Get-ChiaTransaction 3", "3")]
    [InlineData("Get-ChiaKey -Fingerprint ", "1532878573 3233035169 3296682342")]
    [InlineData("Get-ChiaWallet -Fingerprint 32", "3233035169 3296682342")]
    [InlineData("Get-ChiaSession NAME", "NAME NAMEb")]
    [InlineData("Remove-ChiaSession 'NAMEb", "NAMEb")]
    [InlineData("Get-ChiaBlockchainState -Session NAME", "NAME NAMEb")]
    [InlineData("Test-ChiaConnection NAMEb", "NAMEb")]
    [InlineData("Invoke-ChiaRpc Solver ", "close_connection get_connections get_log_level get_network_info get_routes get_state get_version healthz open_connection reset_log_level set_log_level stop_node")]
    [InlineData("Get-ChiaRoute -Service Crawler -Name get_p", "get_peer_counts")]
    [InlineData("Get-ChiaNetwork F", "Farmer FullNode")]
    [InlineData("New-ChiaSession -Transport ", "Daemon Https")]
    [InlineData("Get-ChiaSync ", "FullNode Wallet")]
    [InlineData("ConvertTo-ChiaAddress -Prefix ", "'did:chia:' nft txch xch")]
    [InlineData("ConvertTo-ChiaAmount 1 -Unit ", "Cat Mojo Xch")]
    [InlineData("Get-ChiaTransaction -SortBy ", "Height Newest")]
    [InlineData("Get-ChiaWallet -Type Ca", "Cat")]
    [InlineData("Switch-ChiaKey 15", "1532878573")]
    [InlineData("New-ChiaWalletAddress ", "1 2 3 4")]
    [InlineData("Get-ChiaWalletCoin -CoinType R", "RestrictedCat RestrictedCatPending")]
    [InlineData("Get-ChiaFeeEstimate Cat", "CatSpend")]
    [InlineData("Watch-ChiaEvent Tx", "TxUpdate")]
    [InlineData("Watch-ChiaEvent -Service Harvester -Event ", "AddConnection CloseConnection Connections FarmingInfo Plots")]

    [InlineData("Get-ChiaConsensusConstant HARD", "HARD_FORK2_HEIGHT HARD_FORK_HEIGHT")]
    [InlineData("Set-ChiaPayoutInstruction 0x01", "0x0101010101010101010101010101010101010101010101010101010101010101")]
    [InlineData("Remove-ChiaPlot /plots/b", "'/plots/broken-127.0.0.1.plot'")]
    [InlineData("Remove-ChiaPlotDirectory ", "'/plots'")]
    [InlineData("Get-ChiaPlot -SortBy F", "FileSize Filename")]
    [InlineData("Send-ChiaTransaction -WalletId ", "1 2 3 4")]
    [InlineData("Send-ChiaTransaction -Fingerprint 15", "1532878573")]
    [InlineData("Send-ChiaTransaction -Session NAMEb", "NAMEb")]
    [InlineData("Split-ChiaCoin -WalletId 2", "2")]
    [InlineData("Join-ChiaCoin ", "1 2 3 4")]
    [InlineData("Clear-ChiaUnconfirmedTransaction ", "1 2 3 4")]
    [InlineData("Submit-ChiaTransaction -Service ", "FullNode Wallet")]
    [InlineData("Wait-ChiaTransaction -Fingerprint 32", "3233035169 3296682342")]
    public void Offers(string line, string offers)
    {
        using var shell = Two();
        Assert.Equal(offers.Replace("NAME", Name, StringComparison.Ordinal), string.Join(' ', Offered(shell, line).Select(one => one.CompletionText).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Harvesters_are_told_apart_by_their_machines()
    {
        using var shell = Two();
        Assert.Equal("127.0.0.1: 3 plots, 192.168.1.21: 2 plots", string.Join(", ", Offered(shell, "Get-ChiaPlot ").Select(one => one.ToolTip)));
    }

    [Fact]
    public void Tooltips_tell_what_a_number_is()
    {
        using var shell = Two();
        Assert.Equal("main key, 3233035169, observer", string.Join(", ", Offered(shell, "Get-ChiaKey ").Select(one => one.ToolTip)));
        Assert.Equal("Chia Wallet (Standard)", Offered(shell, "Get-ChiaWallet 1")[0].ToolTip);
        Assert.Equal($"{Name}: localhost, Https", Complete(shell, "Get-ChiaSession NAME")[0].ToolTip);
    }

    [Fact]
    public async Task A_session_that_was_typed_is_asked()
    {
        await using var other = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0, NoKeys = true });
        using var shell = Open();
        shell.Run($"New-ChiaSession {Name}b -RootPath '{other.RootPath}' -SkipCheck -NoDefault").Clean();
        await UntilAsync(() =>
        {
            Assert.Empty(Complete(shell, "Get-ChiaKey -Session NAMEb -Fingerprint "));
            return other.Requests.Of("daemon", "get_public_keys").Count > 0;
        });
        Assert.Empty(Node.Requests.All);
        Assert.Equal(3, Offered(shell, "Get-ChiaKey -Session NAME -Fingerprint ").Count);
    }

    [Theory]
    [InlineData("Get-ChiaWallet -WalletId ", FaultKind.StallBeforeHeaders)]
    [InlineData("Get-ChiaWallet -WalletId ", FaultKind.StallMidBody)]
    [InlineData("Get-ChiaWallet -WalletId ", FaultKind.Refuse)]
    [InlineData("Get-ChiaWallet -WalletId ", FaultKind.BrokenJson)]
    [InlineData("Get-ChiaWallet -WalletId ", FaultKind.Text500)]
    [InlineData("Get-ChiaWallet -WalletId ", FaultKind.WrongCertificate)]
    [InlineData("Get-ChiaKey -Fingerprint ", FaultKind.Silence)]
    [InlineData("Get-ChiaKey -Fingerprint ", FaultKind.Refuse)]
    public async Task Is_silent_and_quick_where_nothing_answers(string line, FaultKind kind)
    {
        using var shell = Two();
        Complete(shell, "Get-ChiaSync ");
        shell.Run("$global:Error.Clear()").Clean();
        await Node.Faults.AddAsync(new Fault { Kind = kind, Certificate = ServerCertificate.SelfSigned });
        var started = Stopwatch.GetTimestamp();
        Assert.Empty(Complete(shell, line));
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 20, $"{Stopwatch.GetElapsedTime(started).TotalSeconds} s");
        Assert.Equal(0, shell.Run("$global:Error.Count").Single<int>());
    }

    [Fact]
    public void Never_logs_in_and_never_asks_for_amounts()
    {
        using var shell = Two();
        foreach (var line in new[] { "Get-ChiaWallet -Fingerprint ", "Set-ChiaSession -Fingerprint ", "Get-ChiaCoinRecord ", "ConvertTo-ChiaAmount ", "New-ChiaSimulatorBlock -Address ", "Send-ChiaTransaction ", "Send-ChiaTransaction x ", "Send-ChiaTransaction -Fee " })
        {
            Complete(shell, line);
        }

        Assert.DoesNotContain(Routes(Node), route => route is not ("daemon/register_service" or "daemon/get_public_keys"));
    }

    private Shell Two()
    {
        var shell = Open();
        shell.Run($"New-ChiaSession {Name}b -RootPath '{Node.RootPath}' -SkipCheck -NoDefault").Clean();
        return shell;
    }

    // Half a second is all that Tab waits: on a busy machine its first answer may come too late, and Tab is pressed again.
    private IReadOnlyList<CompletionResult> Offered(Shell shell, string line)
    {
        var started = Stopwatch.GetTimestamp();
        var offered = Complete(shell, line);
        while (offered.Count == 0 && Stopwatch.GetElapsedTime(started) < AtOnce)
        {
            offered = Complete(shell, line);
        }

        return offered;
    }

    private IReadOnlyList<CompletionResult> Complete(Shell shell, string line) =>
        shell.Run("(TabExpansion2 $line $line.Length).CompletionMatches", new System.Collections.Hashtable { ["line"] = line.Replace("NAME", Name, StringComparison.Ordinal) })
            .All<CompletionResult>();
}
