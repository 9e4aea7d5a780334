using System.Management.Automation;
using System.Security;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Farmer, harvesters' settings, rewards and pools.</summary>
public sealed class FarmTests(SharedNode shared) : NodeTests(shared)
{
    private const string Launcher = "0x0101010101010101010101010101010101010101010101010101010101010101";
    private const string Mine = "txch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjq6x6uwj";
    private const string Mainnet = "xch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjqhpa20p";
    private static readonly string Hash = "0x" + new string('a', 64);

    [Theory]
    [MemberData(nameof(Transports))]
    public void Harvesters_come_with_counts_or_with_all(ChiaTransport transport)
    {
        using var shell = Open(transport);
        var counted = shell.Run("Get-ChiaHarvester").All<Harvester>();
        var whole = shell.Run("Get-ChiaHarvester -IncludePlot").All<Harvester>();
        Assert.Equal(["127.0.0.1", "192.168.1.21"], counted.Select(one => one.PeerHost));
        Assert.Equal(counted.Select(one => (one.NodeId, one.Plots, one.Invalid, one.KeyMissing, one.Duplicates)), whole.Select(one => (one.NodeId, one.Plots, one.Invalid, one.KeyMissing, one.Duplicates)));
        Assert.All(counted, one => Assert.Null(one.PlotList));
        Assert.All(whole, one => Assert.All(one.PlotList!, plot => Assert.Equal((one.NodeId, PlotState.Valid, Name), (plot.NodeId, plot.State, plot.SessionName))));
    }

    [Fact]
    public void Settings_that_differ_are_sent_alone_and_read_back()
    {
        using var shell = Open();
        var now = shell.Run("Get-ChiaHarvesterConfig").Single<HarvesterConfig>();
        var result = shell.Run($"Set-ChiaHarvesterConfig -GpuIndex {now.GpuIndex + 1} -RecursivePlotScan ${now.RecursivePlotScan} -RefreshParameterInterval 0:04:00");
        Assert.Equal((now.GpuIndex + 1, TimeSpan.FromMinutes(4), Name), (result.Single<HarvesterConfig>().GpuIndex, result.Single<HarvesterConfig>().RefreshParameterInterval!.Value, result.Single<HarvesterConfig>().SessionName));
        Assert.Contains("started again", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal($$"""{"gpu_index":{{now.GpuIndex + 1}},"refresh_parameter_interval_seconds":240}""", Assert.Single(Node.Requests.Of("harvester", "update_harvester_config")).Body);

        Node.Requests.Clear();
        Assert.Contains("nothing changes", Assert.Single(shell.Run($"Set-ChiaHarvesterConfig -GpuIndex {now.GpuIndex + 1}").Warnings), StringComparison.Ordinal);
        Assert.Equal("ChiaArgument.Interval", shell.Errs("Set-ChiaHarvesterConfig -RefreshParameterInterval 2").Id());
        Assert.Empty(Node.Requests.Of("harvester", "update_harvester_config"));
    }

    [Fact]
    public void Proofs_name_the_plot_file()
    {
        var points = Open().Run("Get-ChiaSignagePoint").All<SignagePoint>();
        Assert.Contains(points, point => point.Proofs.Any(proof => proof.Filename!.StartsWith("/home/", StringComparison.Ordinal) && proof.ProofOfSpace!.Size == 19));
        Assert.All(points, point => Assert.Equal((66, Name), (point.ChallengeChainSp!.Length, point.SessionName)));
    }

    // Python writes half a character for a byte that is no UTF-8.
    [Fact]
    public void A_proof_of_a_plot_whose_name_is_no_Unicode_is_shown()
    {
        var body = $$"""{"success": true, "signage_points": [{"signage_point": {"challenge_hash": "0x{{new string('1', 64)}}"}, "proofs": [["{{new string('2', 64)}}/plots/\udce4.plot", null]]}]}""";
        using var server = new RawServer(Node.Certificates["private_daemon"], RawServer.Http(body));
        using var shell = Open(more: $"-Port @{{ Farmer = {server.Port} }}");
        Assert.Equal("/plots/\ufffd.plot", Assert.Single(shell.Run("Get-ChiaSignagePoint").Single<SignagePoint>().Proofs).Filename);
    }

    [Theory]
    [InlineData($"-FarmerAddress {Mainnet}", "prefix 'xch'")]
    [InlineData("-FarmerAddress hello", "not an address")]
    [InlineData("-PoolAddress txch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjq6x6uwq", "not an address")]
    [InlineData("-PoolAddress ''", "not an address")]
    public void An_address_that_is_wrong_goes_to_no_farmer(string parameters, string words)
    {
        var error = Open().Errs($"Set-ChiaRewardTarget {parameters} -Confirm:$false");
        Assert.Equal("ChiaArgument.Address", error.Id());
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("farmer", "set_reward_targets"));
    }

    [Fact]
    public void Reward_addresses_are_asked_about_sent_and_read_back()
    {
        using var shell = Open(answers: ["No", "Yes"]);
        Assert.Empty(shell.Run($"Set-ChiaRewardTarget -FarmerAddress {Hash}").Clean().Output);
        Assert.Empty(Node.Requests.Of("farmer", "set_reward_targets"));
        var before = shell.Run("Get-ChiaRewardTarget").Single<RewardTarget>();
        Assert.Contains($"instead of {before.FarmerTarget}", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);

        var set = shell.Run($"Set-ChiaRewardTarget -FarmerAddress {Hash} -PoolAddress {before.PoolTarget}").Single<RewardTarget>();
        Assert.Equal((Node.State.Farmer.FarmerTarget, before.PoolTarget), (set.FarmerTarget, set.PoolTarget));
        Assert.Equal($$"""{"farmer_target":"{{set.FarmerTarget}}"}""", Assert.Single(Node.Requests.Of("farmer", "set_reward_targets")).Body);
        Assert.Contains("nothing changes", Assert.Single(shell.Run($"Set-ChiaRewardTarget -FarmerAddress {set.FarmerTarget}").Warnings), StringComparison.Ordinal);
        Assert.Equal("ChiaArgument.Missing", shell.Errs("Set-ChiaRewardTarget").Id());
    }

    [Fact]
    public void Keys_are_looked_for_when_asked()
    {
        using var shell = Open();
        Assert.Null(shell.Run("Get-ChiaRewardTarget").Single<RewardTarget>().HaveFarmerSk);
        Assert.True(shell.Run("Get-ChiaRewardTarget -CheckKey -SearchDepth 20").Single<RewardTarget>().HaveFarmerSk);
        Assert.Equal("ChiaArgument.Conflict", shell.Errs("Get-ChiaRewardTarget -SearchDepth 20").Id());
    }

    [Theory]
    [InlineData("Get-ChiaPoolState", 3)]
    [InlineData($"Get-ChiaPoolState {Launcher}", 1)]
    [InlineData("Get-ChiaPoolState | Get-ChiaPoolState", 3)]
    public void Pool_states(string script, int count)
    {
        var states = Open().Run(script).All<PoolState>();
        Assert.Equal(count, states.Count);
        Assert.Equal((Launcher, 12ul, "Farmer not known"), (states[0].LauncherId, states[0].Difficulty!.Value, Assert.Single(states[0].PoolErrors24H).ErrorMessage));
        Assert.Equal("ChiaRpc.NotFound", Open().Errs($"Get-ChiaPoolState {Hash}").Id());
    }

    [Fact]
    public void The_login_link_is_a_secret()
    {
        using var shell = Open();
        var result = shell.Run($"$VerbosePreference = $DebugPreference = 'Continue'; Get-ChiaPoolState {Launcher} -IncludeLoginLink; Get-ChiaPoolState {Launcher} -IncludeLoginLink -AsPlainText");
        var states = result.Output.Select(item => (PoolState)item.BaseObject).ToList();
        Assert.IsType<SecureString>(states[0].LoginLink);
        Assert.StartsWith("http://", Assert.IsType<string>(states[1].LoginLink), StringComparison.Ordinal);
        Assert.DoesNotContain(result.Debug.Concat(result.Verbose), line => line.Contains("signature=", StringComparison.Ordinal));
        Assert.Equal("ChiaArgument.Conflict", shell.Errs("Get-ChiaPoolState -AsPlainText").Id());
    }

    [Fact]
    public void The_login_link_is_there_for_what_comes_next_in_the_pipeline() => Assert.StartsWith(
        "http://", Open().Run($"Get-ChiaPoolState {Launcher} -IncludeLoginLink -AsPlainText | ForEach-Object LoginLink").Single<string>(), StringComparison.Ordinal);

    [Fact]
    public void Payouts_are_checked_asked_about_and_told_in_the_pool_s_form()
    {
        using var shell = Open(answers: ["No", "Yes", "Yes"]);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Set-ChiaPayoutInstruction {Hash} {Mine}").Id());
        Assert.Equal("ChiaArgument.Address", shell.Errs($"Set-ChiaPayoutInstruction {Launcher} {Mainnet}").Id());
        shell.Run($"Set-ChiaPayoutInstruction {Launcher} {Hash}").Clean();
        Assert.Empty(Node.Requests.Of("farmer", "set_payout_instructions"));

        var set = shell.Run($"Get-ChiaPoolState {Launcher} | Set-ChiaPayoutInstruction -Address {Hash}").Clean().Single<PoolState>();
        Assert.Equal(Hash[2..], set.PayoutInstructions);
        Assert.Equal($$"""{"launcher_id":"{{Launcher}}","payout_instructions":"{{Hash[2..]}}"}""", Assert.Single(Node.Requests.Of("farmer", "set_payout_instructions")).Body);
        Assert.Contains("nothing changes", Assert.Single(shell.Run($"Set-ChiaPayoutInstruction {Launcher} {Hash}").Warnings), StringComparison.Ordinal);

        Node.State.Farmer.TellsPoolsAtOnce = false;
        Assert.Contains("until then the pool pays to", Assert.Single(shell.Run($"Set-ChiaPayoutInstruction {Launcher} {Mine}").Warnings), StringComparison.Ordinal);
        Node.State.Farmer.TellsPoolsAtOnce = true;
    }

    [Fact]
    public async Task A_summary_lacks_only_what_does_not_answer()
    {
        using var shell = Open();
        var whole = shell.Run("Get-ChiaFarmSummary -IncludeReward").Single<FarmSummary>();
        Assert.Equal((2, 5ul, true, Name), (whole.Harvesters, whole.Plots, whole.Synced!.Value, whole.SessionName));
        Assert.True(whole is { ExpectedTimeToWin: not null, Reward.BlocksWon: 3 });

        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "full_node" });
        var result = shell.Run("Get-ChiaFarmSummary");
        Assert.Equal("ChiaConnection.Refused", Assert.Single(result.Errors).Id());
        Assert.Equal((5ul, null, null), (((FarmSummary)result.Output.Single().BaseObject).Plots, ((FarmSummary)result.Output.Single().BaseObject).ExpectedTimeToWin, ((FarmSummary)result.Output.Single().BaseObject).Synced));
    }

    [Fact]
    public async Task A_test_finds_what_is_wrong_and_says_what_to_do()
    {
        using var shell = Open();
        var found = shell.Run("Test-ChiaFarm -ExpectedHarvester 3 -MinPlotCount 2000").All<Finding>();
        Assert.Contains(found, one => one is { Check: "Harvesters", Status: FindingStatus.Fail } && one.Message.StartsWith("2 of 3", StringComparison.Ordinal));
        Assert.Contains(found, one => one is { Check: "Plots", Status: FindingStatus.Fail } && one.Message.StartsWith("5 plots", StringComparison.Ordinal));
        Assert.All(found, one => Assert.Equal((one.Status != FindingStatus.Pass, Name), (one.Fix is not null, one.SessionName)));
        Assert.Equal(2, shell.Run("Test-ChiaFarm -ExpectedHarvester 3 -AsExitCode").Single<int>());
        Assert.False(shell.Run("Test-ChiaFarm -ExpectedHarvester 3 -Quiet").Single<bool>());

        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "farmer" });
        Assert.Contains(shell.Run("Test-ChiaFarm").Clean().All<Finding>(), one => one is { Check: "Farmer", Status: FindingStatus.Fail, Fix: not null });
        Node.State.NodeSync.Set(SyncState.Syncing);
        Assert.Contains(shell.Run("Test-ChiaFarm").Clean().All<Finding>(), one => one is { Check: "Full node", Status: FindingStatus.Fail });
    }

    // A task that ends with the number must get one, whatever happens.
    [Fact]
    public void A_session_that_is_not_there_is_a_finding_too()
    {
        using var shell = Bare();
        Assert.Equal(2, shell.Run("Test-ChiaFarm -Session nowhere -AsExitCode").Clean().Single<int>());
        Assert.False(shell.Run("Test-ChiaFarm -Session nowhere -Quiet").Clean().Single<bool>());
        Assert.Equal("Session", shell.Run("Test-ChiaFarm -Session nowhere").Clean().Single<Finding>().Check);
    }

    [Fact]
    public void What_was_farmed_is_in_units_and_mojos()
    {
        var amount = Open().Run("Get-ChiaFarmedAmount").Single<FarmedAmount>();
        Assert.Equal((6m, 6_000_000_000_000ul, 5.25m, 0.75m, "TXCH", Name), (amount.Amount, amount.AmountMojo, amount.PoolRewardAmount, amount.FarmerRewardAmount, amount.Unit, amount.SessionName));
    }

    [Fact]
    public void A_solver_is_connected_once_asked()
    {
        using var shell = Open();
        shell.Run("Connect-ChiaSolver localhost -WhatIf").Clean();
        Assert.Contains("localhost:8666", shell.Host.Text, StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("farmer", "connect_to_solver"));
        shell.Run("Connect-ChiaSolver localhost 40751").Clean();
        Assert.Equal("""{"host":"localhost","port":40751}""", Assert.Single(Node.Requests.Of("farmer", "connect_to_solver")).Body);
        Assert.Equal("ChiaRpc.NotConnected", shell.Errs("Connect-ChiaSolver 127.0.0.1 1").Id());
    }
}
