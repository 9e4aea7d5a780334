using System.Diagnostics;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Ctrl+C, and pipelines that end early.</summary>
public sealed class StopTests(SharedNode shared) : NodeTests(shared)
{
    [Theory]
    [InlineData("Get-ChiaBlockchainState", "get_blockchain_state", ChiaTransport.Https)]
    [InlineData("Get-ChiaBlockchainState", "get_blockchain_state", ChiaTransport.Daemon)]
    [InlineData("Get-ChiaBlockchainState -Session $name, $name", "get_blockchain_state", ChiaTransport.Https)]
    [InlineData("Get-ChiaCoinRecord -All", "get_all_coins", ChiaTransport.Https)]
    [InlineData("Get-ChiaTransaction", "get_transactions", ChiaTransport.Daemon)]
    [InlineData("1..9 | Get-ChiaBlockRecord", "get_block_record_by_height", ChiaTransport.Https)]
    [InlineData("Get-ChiaKey", "get_public_keys", ChiaTransport.Https)]
    [InlineData("Invoke-ChiaRpc Wallet get_wallets", "get_wallets", ChiaTransport.Https)]
    [InlineData("Test-ChiaConnection", "healthz", ChiaTransport.Https)]
    [InlineData("Wait-ChiaSync", "get_blockchain_state", ChiaTransport.Https)]
    [InlineData("New-ChiaSimulatorBlock -Confirm:$false", "farm_block", ChiaTransport.Https)]
    [InlineData("New-ChiaSession $name -RootPath $root", "healthz", ChiaTransport.Https)]
    public async Task A_stalled_call_ends_at_once(string script, string route, ChiaTransport transport)
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders, Route = route });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Silence, Route = route });
        using var shell = Open(transport);
        var (running, _, _) = shell.Start($"$name = '{Name}'; $root = '{Node.RootPath}'; {script}");
        await UntilAsync(() => Node.Requests.All.Any(request => request.Route == route));
        Stop(running);

        // The runspace works on.
        await Node.Faults.ClearAsync();
        Assert.Single(shell.Run($"Get-ChiaBlockchainState -Session {Name}").Clean().Output);
    }

    [Fact]
    public async Task A_wait_between_two_looks_ends_at_once()
    {
        Node.State.NodeSync.Set(SyncState.Syncing);
        using var shell = Open();
        var (running, _, output) = shell.Start("Wait-ChiaSync FullNode");
        await UntilAsync(() => running.Streams.Progress.Count > 0);
        Stop(running);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_stream_that_flows_ends_at_once()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { LongListCount = 5_000_000, InitialBlocks = 0 });
        using var shell = Open(to: node);
        var (running, _, output) = shell.Start("Get-ChiaCoinRecord -PuzzleHash ('a' * 64)");
        await UntilAsync(() => output.Count > 1000);
        Stop(running);
        Assert.True(output.Count < 5_000_000);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_pipeline_that_has_enough_reads_no_further(string script)
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { LongListCount = 8_900_000, InitialBlocks = 0 });
        using var shell = Open(to: node);
        shell.Run("Get-ChiaNetwork").Clean();
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(3, shell.Run(script, new System.Collections.Hashtable { ["name"] = Name }).All<CoinRecord>().Count);
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < 15, "4 GB were on their way");

        // The connection that was given up is not used again, and the session works on.
        Assert.Single(shell.Run("Get-ChiaBlockchainState").Clean().Output);
    }

    public static TheoryData<string> Scripts =>
    [
        "Get-ChiaCoinRecord -PuzzleHash ('a' * 64) | Select-First 3",
        "Get-ChiaCoinRecord -PuzzleHash ('a' * 64) -Session $name, $name | Select-First 3",
        "$n = 0; foreach ($x in 1) { Get-ChiaCoinRecord -PuzzleHash ('a' * 64) | ForEach-Object { $_; if (++$n -eq 3) { break } } }",
    ];

    private static void Stop(PowerShell running)
    {
        var started = Stopwatch.GetTimestamp();
        running.Stop();
        Assert.True(Stopwatch.GetElapsedTime(started) < AtOnce, $"{Stopwatch.GetElapsedTime(started).TotalSeconds} s");
        Assert.Equal(PSInvocationState.Stopped, running.InvocationStateInfo.State);
        Assert.Empty(running.Streams.Error);
        running.Dispose();
    }
}
