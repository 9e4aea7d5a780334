using ChiaPS.Embedded;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Sessions;

/// <summary>Several sessions in one command, guards, and what objects carry.</summary>
[Collection(nameof(AloneWithTheTable))]
public sealed class SeveralSessionsTests : IDisposable
{
    private readonly EmbeddedNode _node;
    private readonly Shell _shell = new();

    public SeveralSessionsTests(SharedNode shared)
    {
        _node = shared.Node;
        AloneWithTheTable.Clear();
        _shell.Run($$"""
            $null = New-ChiaSession up1 -RootPath '{{_node.RootPath}}' -SkipCheck
            $null = New-ChiaSession up2 -RootPath '{{_node.RootPath}}' -Transport Daemon -SkipCheck -NoDefault
            $null = New-ChiaSession down -RootPath '{{_node.RootPath}}' -Port @{ FullNode = 1 } -SkipCheck -NoDefault
            """).Clean();
    }

    public void Dispose()
    {
        _shell.Dispose();
        AloneWithTheTable.Clear();
    }

    [Fact]
    public void One_that_is_down_is_an_error_beside_the_others_answers()
    {
        var result = _shell.Run("Get-ChiaBlockchainState -Session up1, down, up2");
        Assert.Null(result.Ended);
        Assert.Equal(["up1", "up2"], result.Output.Select(item => ((BlockchainState)item.BaseObject).SessionName).Order(StringComparer.Ordinal));
        var error = Assert.Single(result.Errors);
        Assert.Equal("ChiaConnection.Refused", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("down", error.TargetObject);
    }

    [Fact]
    public void The_only_one_that_is_down_ends_the_command() =>
        Assert.Equal("ChiaConnection.Refused", _shell.EndOf("Get-ChiaBlockchainState -Session down")?.FullyQualifiedErrorId.Split(',')[0]);

    [Fact]
    public void From_the_pipeline_each_has_its_turn()
    {
        var result = _shell.Run("Get-ChiaSession | Get-ChiaBlockchainState");
        Assert.Null(result.Ended);
        Assert.Single(result.Errors);
        Assert.Equal(["up1", "up2"], result.Output.Select(item => ((BlockchainState)item.BaseObject).SessionName));
    }

    [Fact]
    public void An_unknown_name_among_known_ones_is_one_error()
    {
        var result = _shell.Run("Get-ChiaBlockchainState -Session up1, nobody, up2");
        Assert.Equal(2, result.Output.Count);
        Assert.Equal("ChiaSession.NotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("Get-ChiaBlockRecord -Last 1")]
    [InlineData("Get-ChiaBlockRecord -Last 1 | ForEach-Object RewardClaimsIncorporated")]
    [InlineData("Get-ChiaWalletAddress")]
    [InlineData("Get-ChiaWalletAddress | Get-ChiaCoinRecord -IncludeSpent")]
    [InlineData("Get-ChiaTransaction -First 1")]
    [InlineData("Get-ChiaKey")]
    [InlineData("Get-ChiaSync")]
    [InlineData("Get-ChiaService")]
    [InlineData("Get-ChiaWalletBalance")]
    public void Objects_stay_on_their_farm(string command)
    {
        // The default is up1: what was asked of up2 must not slip to it.
        var result = _shell.Run(command.Replace(" | Get-", " | Get-", StringComparison.Ordinal).Insert(command.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 ? at : command.Length, " -Session up2")).Clean();
        Assert.NotEmpty(result.Output);
        Assert.All(result.Output, item => Assert.Equal("up2", ((ChiaObject)item.BaseObject).SessionName));
    }

    [Fact]
    public void A_guard_keeps_to_one_key()
    {
        _shell.Run("$null = Set-ChiaSession up1 -Fingerprint 5").Clean();
        var refused = Assert.Single(_shell.Run("Get-ChiaWalletBalance").Errors);
        Assert.Equal("ChiaWallet.WrongKey", refused.FullyQualifiedErrorId.Split(',')[0]);
        _shell.Run("$null = Set-ChiaSession up1 -Fingerprint 0").Clean();
        Assert.NotEmpty(_shell.Run("Get-ChiaWalletBalance").Clean().Output);
    }

    [Fact]
    public async Task Fifty_sessions_are_asked_at_once()
    {
        const string asks = "Get-ChiaBlockchainState -Session $many -ThrottleLimit 50";
        _shell.Run($"$many = 1..50 | ForEach-Object {{ New-ChiaSession \"m$_\" -RootPath '{_node.RootPath}' -SkipCheck -NoDefault }}").Clean();
        Assert.Equal(50, _shell.Run(asks).Clean().Output.Select(item => ((BlockchainState)item.BaseObject).SessionName).Distinct(StringComparer.Ordinal).Count());

        // None is answered, and yet all of them are asked.
        _node.Requests.Clear();
        await _node.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders, Service = "full_node" });
        try
        {
            var (running, _, _) = _shell.Start(asks);
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            while (_node.Requests.Of("full_node", "get_blockchain_state").Count < 50)
            {
                Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds < 60, "they are not asked at once");
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            running.Stop();
            running.Dispose();
        }
        finally
        {
            await _node.Faults.ClearAsync();
        }
    }
}
