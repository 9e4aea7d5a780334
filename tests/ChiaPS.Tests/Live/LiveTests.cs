using ChiaPS.Sessions;
using ChiaPS.Tests.Hosting;
using ChiaPS.Tests.Sessions;
using Xunit;

namespace ChiaPS.Tests.Live;

/// <summary>A real Chia, when CHIAPS_LIVE_ROOT names the root of a simulator: the same commands over both transports.</summary>
[Collection(nameof(AloneWithTheTable))]
public sealed class LiveTests : IDisposable
{
    private static readonly string? Root = Environment.GetEnvironmentVariable("CHIAPS_LIVE_ROOT");

    private readonly Shell? _shell;

    public LiveTests()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Root), "CHIAPS_LIVE_ROOT names no root of a real Chia simulator (chia dev sim create).");
        _shell = new Shell();
        AloneWithTheTable.Clear();
        _shell.Run($"$null = New-ChiaSession https -RootPath '{Root}'; $null = New-ChiaSession daemon -RootPath '{Root}' -Transport Daemon -NoDefault").Clean();
    }

    private Shell Shell => _shell!;

    public void Dispose()
    {
        _shell?.Dispose();
        AloneWithTheTable.Clear();
    }

    [Theory]
    [InlineData("Get-ChiaBlockchainState", typeof(BlockchainState))]
    [InlineData("Get-ChiaBlockRecord -StartHeight 0 -EndHeight 1", typeof(BlockRecord))]
    [InlineData("Get-ChiaWallet", typeof(Wallet))]
    [InlineData("Get-ChiaWalletBalance", typeof(WalletBalance))]
    [InlineData("Get-ChiaWalletAddress", typeof(WalletAddress))]
    [InlineData("Get-ChiaTransaction -Oldest -First 2", typeof(TransactionRecord))]
    [InlineData("Get-ChiaCoinRecord -PuzzleHash (Get-ChiaTransaction -Oldest -First 1).ToPuzzleHash -IncludeSpent -EndHeight 1", typeof(CoinRecord))]
    [InlineData("Get-ChiaKey -IncludePlottingKey", typeof(Key))]
    [InlineData("Get-ChiaSync", typeof(Sync))]
    [InlineData("Get-ChiaService FullNode, Wallet, Daemon -Detailed", typeof(ServiceStatus))]
    [InlineData("Get-ChiaNetwork FullNode, Wallet, Farmer, Harvester, DataLayer, Daemon", typeof(Network))]
    [InlineData("Get-ChiaRoute FullNode get_block*", typeof(Route))]
    [InlineData("Get-ChiaBlock -StartHeight 0 -EndHeight 1", typeof(FullBlock))]
    [InlineData("Get-ChiaBlockRecord 1 | Get-ChiaBlock", typeof(FullBlock))]
    [InlineData("Get-ChiaBlockGenerator", typeof(BlockGenerator))]
    [InlineData("Get-ChiaNetworkSpace -NewerHeight 1 -OlderHeight 0", typeof(NetworkSpace))]
    [InlineData("Get-ChiaConsensusConstant", typeof(ConsensusConstant))]
    [InlineData("Get-ChiaConsensusConstant -AggSigData", typeof(ConsensusConstant))]
    [InlineData("Get-ChiaHarvester", typeof(Harvester))]
    [InlineData("Get-ChiaHarvester -IncludePlot", typeof(Harvester))]
    [InlineData("Get-ChiaHarvesterConfig", typeof(HarvesterConfig))]
    [InlineData("Get-ChiaRewardTarget -CheckKey -SearchDepth 20", typeof(RewardTarget))]
    [InlineData("Get-ChiaFarmSummary", typeof(FarmSummary))]
    [InlineData("Test-ChiaFarm", typeof(Finding))]
    [InlineData("Get-ChiaHarvester | Get-ChiaPlot -SortBy PlotId", typeof(Plot))]
    [InlineData("Get-ChiaPlot -Local", typeof(Plot))]
    [InlineData("Get-ChiaPlotDirectory", typeof(PlotDirectory))]
    [InlineData("Get-ChiaSimulator", typeof(Simulator))]
    [InlineData("Get-ChiaSimulatorBalance", typeof(SimulatorBalance))]
    [InlineData("Get-ChiaKeyring", typeof(Keyring))]
    [InlineData("Get-ChiaKeyAddress -Count 2", typeof(KeyAddress))]
    [InlineData("Get-ChiaKeyUsage (Get-ChiaKey -Current).Fingerprint", typeof(KeyUsage))]
    [InlineData("Get-ChiaLogLevel FullNode, Wallet", typeof(LogLevel))]
    [InlineData("Get-ChiaPlotter", typeof(Plotter))]
    [InlineData("Get-ChiaKey -Current | Use-ChiaKey { Get-ChiaWalletAddress }", typeof(WalletAddress))]
    public void Both_transports_bring_equal_objects(string command, Type type)
    {
        var https = Ask(command, "https", type);
        Assert.NotEmpty(https);
        Assert.Equal(https, Ask(command, "daemon", type));
    }

    [Theory]
    [InlineData("https")]
    [InlineData("daemon")]
    public void Blocks_are_farmed_and_the_height_follows(string session)
    {
        var before = Shell.Run($"Get-ChiaBlockchainState -Session {session}").Single<BlockchainState>().Height;
        var after = Shell.Run($"New-ChiaSimulatorBlock 3 -Session {session}").Single<BlockchainState>().Height;
        Assert.Equal(before + 3, after);
        Assert.Equal(3, Shell.Run($"Get-ChiaBlockRecord -Last 3 -Session {session}").All<BlockRecord>().Count);
        Assert.All(Shell.Run($"Wait-ChiaSync -WaitTimeoutSec 60 -Session {session}").All<Sync>(), sync => Assert.True(sync.Synced));
    }

    [Fact]
    public async Task A_block_is_heard_of()
    {
        var (running, result, output) = Shell.Start("Watch-ChiaEvent Block, BlockchainState, SyncChanged -Session https -Until { $_.Event -eq 'SyncChanged' } -WaitTimeoutSec 60");
        using var other = new Shell();
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        other.Run("New-ChiaSimulatorBlock -Session daemon").Clean();
        await Task.Run(() => running.EndInvoke(result), TestContext.Current.CancellationToken);
        Assert.Contains(output, one => ((ChiaEvent)one.BaseObject).Data is BlockEvent { Height: > 0 });
        Assert.Contains(output, one => ((ChiaEvent)one.BaseObject).Data is BlockchainState);
        running.Dispose();
    }

    [Fact]
    public void Coin_ids_are_those_of_the_node() =>
        Assert.All(
            Shell.Run("Get-ChiaBlockRecord -Last 1 | Get-ChiaCoinRecord -Change Addition").All<CoinRecord>(),
            coin => Assert.Equal(coin.ParentCoinInfo, Shell.Run($"Get-ChiaCoinRecord {coin.CoinId}").Single<CoinRecord>().ParentCoinInfo));

    [Fact]
    public void What_is_not_there_is_told()
    {
        Assert.Equal("ChiaRpc.NotFound", Id("Get-ChiaBlockRecord 4000000"));
        Assert.Equal("ChiaRpc.NotFound", Id("Get-ChiaWalletBalance 99"));
        Assert.Equal("ChiaRpc.NotFound", Id($"Get-ChiaCoinRecord {new string('a', 64)}"));
        Assert.Equal("ChiaRpc.NotFound", Id($"Get-ChiaTransaction -TransactionId {new string('a', 64)}"));
        Assert.Equal("ChiaWallet.WrongKey", Id("Get-ChiaWalletBalance -Fingerprint 5"));
        Assert.Equal("ChiaRpc.NotFound", Id("Use-ChiaKey { 1 } 7"));
        Assert.Equal("ChiaRpc.NotFound", Id("Stop-ChiaPlottingJob nothing -Confirm:$false"));
        Assert.Equal("ChiaRpc.NotFound", Id($"Disconnect-ChiaPeer {new string('a', 64)}"));
        Assert.Equal("ChiaRpc.NotConnected", Id("Connect-ChiaPeer 127.0.0.1 1"));
        Assert.Equal("ChiaRoute.NotOffered", Id("Invoke-ChiaRpc Wallet dao_get_rules -Confirm:$false"));
        Assert.Equal("ChiaRoute.NotOffered", Id("Invoke-ChiaRpc Wallet dao_get_rules -Confirm:$false -Session daemon"));
    }

    // What changes nothing in the end: other tests and users may share the installation.
    [Fact]
    public void What_a_farmer_or_harvester_would_take_unseen_is_refused_here()
    {
        var plot = Shell.Run("Get-ChiaPlot -First 1").Single<Plot>();
        Assert.Equal(plot.NodeId, Shell.Run("Get-ChiaPlot -Local -First 1").Single<Plot>().NodeId);
        Assert.Equal("ChiaRpc.NotFound", Id($"Remove-ChiaPlot '{plot.Filename}.not' -Confirm:$false"));
        Assert.Equal("ChiaArgument.OtherHarvester", Id($"Remove-ChiaPlot '{plot.Filename}' -NodeId {new string('a', 64)} -Confirm:$false"));
        Assert.Equal("ChiaArgument.Address", Id("Set-ChiaRewardTarget -FarmerAddress xch10jxah38nfce5vepj0vkmzhsuznz7ez4w50ynt0d9jkcrxe6cpjjqhpa20p -Confirm:$false"));
        Assert.Equal("ChiaRpc.NotFound", Id($"Set-ChiaPayoutInstruction {new string('a', 64)} {new string('a', 64)} -Confirm:$false"));
        Assert.Equal("ChiaRpc.NotFound", Id("Remove-ChiaPlotDirectory /no/such/folder -Confirm:$false"));
        Assert.Equal("ChiaRpc.NotFound", Id($"Get-ChiaPlot {new string('a', 64)}"));
        Assert.Equal("ChiaRpc.SpNotInCache", Id($"Get-ChiaSignagePointStatus {new string('a', 64)}"));
        Assert.Equal("ChiaRpc.NotConnected", Id("Connect-ChiaSolver 127.0.0.1 1 -Confirm:$false"));
        Assert.Equal("ChiaArgument.Count", Id("Remove-ChiaSimulatorBlock 1000000 -Confirm:$false"));
        Assert.Equal("ChiaArgument.Depth", Id("Invoke-ChiaSimulatorReorg 1000000 -Confirm:$false"));
        Assert.Single(Shell.Run("Set-ChiaHarvesterConfig -GpuIndex (Get-ChiaHarvesterConfig).GpuIndex").Warnings);
        Shell.Run("Update-ChiaPlot; Get-ChiaSignagePoint; Get-ChiaPoolState; Get-ChiaUnfinishedBlock").Clean();
    }

    [Fact]
    public void Header_hashes_that_the_node_leaves_out_are_its_own() => Assert.Equal(
        Shell.Run("Get-ChiaBlockRecord -Last 3 | ForEach-Object HeaderHash").All<string>(),
        Shell.Run("@(Get-ChiaBlock -All)[-3..-1] | ForEach-Object HeaderHash").All<string>());

    [Fact]
    public void Spends_of_coins_are_those_of_their_blocks() => Assert.All(
        Shell.Run("Get-ChiaBlockRecord -Last 30 | Get-ChiaCoinSpend -IncludeCondition").All<CoinSpend>(),
        spend => Assert.Equal((spend.PuzzleReveal, spend.Solution), Shell.Run($"Get-ChiaCoinSpend {spend.CoinId}").Single<CoinSpend>() is var same ? (same.PuzzleReveal, same.Solution) : default));

    [Fact]
    public void The_connection_has_no_failing_check() =>
        Assert.DoesNotContain(Shell.Run("Test-ChiaConnection https").All<Finding>(), finding => finding.Status == FindingStatus.Fail);

    private string Id(string command) => Assert.Single(Shell.Run(command).Errors).FullyQualifiedErrorId.Split(',')[0];

    // As text, without what tells the sessions apart.
    private IReadOnlyList<string> Ask(string command, string session, Type type)
    {
        var result = Shell.Run($"$PSDefaultParameterValues = @{{ '*-Chia*:Session' = '{session}' }}; {command}").Clean();
        return [.. result.Output.Select(item =>
        {
            Assert.IsType(type, item.BaseObject);
            return string.Join('\n', item.Properties.Where(property => property.Name is not ("SessionName" or "Peak")).Select(property => $"{property.Name}={property.Value}"));
        })];
    }
}
