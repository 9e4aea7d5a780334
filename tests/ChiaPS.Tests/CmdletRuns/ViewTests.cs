using System.Globalization;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>What a console shows of each type.</summary>
public sealed class ViewTests(SharedNode shared) : NodeTests(shared)
{
    private const string Farm = "7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";

    /// <summary>A script, the columns of its table, and how many of them a narrow console shows.</summary>
    public static TheoryData<string, string, int> Views => new()
    {
        { "Get-ChiaSession $name", "Name HostName Transport Network IsDefault", 5 },
        { "Test-ChiaConnection -Service Wallet", "Status Check Target Message SessionName", 3 },
        { "Get-ChiaService -Detailed", "Service IsRunning Answers Version Port SessionName", 5 },
        { "Get-ChiaKey", "Fingerprint Label IsLoggedIn PublicKey", 4 },
        { "Get-ChiaBlockchainState", "Height Synced Timestamp Difficulty Space MempoolSize SessionName", 3 },
        { "Get-ChiaBlockRecord 3", "Height Timestamp HeaderHash FeesXch", 3 },
        { $"Get-ChiaCoinRecord -PuzzleHash {Farm}", "CoinId AmountXch ConfirmedBlockIndex SpentBlockIndex Address", 2 },
        { $"Get-ChiaCoinId {Farm} {Farm} 18446744073709551615", "CoinId AmountXch AmountMojo ParentCoinInfo PuzzleHash", 2 },
        { "Get-ChiaWallet", "WalletId Name Type AssetId DidId", 3 },
        { "Get-ChiaWalletBalance", "WalletId Unit ConfirmedWalletBalance SpendableBalance PendingChange UnspentCoinCount", 4 },
        { "Get-ChiaWalletAddress", "WalletId Address", 2 },
        { "Get-ChiaTransaction", "CreatedAtTime Type Amount Unit Confirmed Fee ToAddress", 3 },
        { "Get-ChiaSync", "Service Synced Syncing Height PeakHeight PeerCount SessionName", 4 },
        { "Get-ChiaNetwork", "NetworkName NetworkPrefix GenesisChallenge Service SessionName", 3 },
        { "Get-ChiaRoute Harvester", "Service Name Offered Changes Since LastRelease Cmdlet", 3 },
        { "ConvertTo-ChiaAmount 1.5", "Mojo Xch Cat Unit", 1 },
        { $"ConvertTo-ChiaAddress {Farm} | ConvertFrom-ChiaAddress", "Prefix PuzzleHash", 2 },
        { "Get-ChiaBlock -StartHeight 1 -EndHeight 2", "Height Timestamp HeaderHash FeesXch Cost", 3 },
        { "Get-ChiaCoinSpend -HeaderHash (Get-ChiaBlockRecord 1).HeaderHash", "CoinId AmountXch PuzzleHash", 3 },
        { "Get-ChiaNetworkSpace -NewerHeight 3 -OlderHeight 1", "Bytes NewerHeight OlderHeight NewerHeaderHash OlderHeaderHash", 4 },
        { "Get-ChiaConsensusConstant", "Name Value", 2 },
        { "Get-ChiaHarvester", "PeerHost Plots TotalPlotSize Duplicates Invalid LastSyncTime SessionName", 5 },
        { "Get-ChiaPlot", "PlotId Size FileSize State Filename SessionName", 4 },
        { "Get-ChiaPlot -Invalid", "PlotId Size FileSize State Filename SessionName", 4 },
        { "Get-ChiaPoolState", "LauncherId PoolUrl Difficulty PointsFound24H PointsAcknowledged24H", 3 },
        { "Get-ChiaSignagePoint", "SignagePointIndex ChallengeChainSp Proofs", 3 },
        { "Get-ChiaFarmSummary", "Harvesters Plots TotalPlotSize ExpectedTimeToWin Synced SessionName", 4 },
        { "Test-ChiaFarm", "Status Check Target Message SessionName", 3 },
        { "Get-ChiaFarmedAmount", "Amount Unit BlocksWon FeeAmount LastTimeFarmed SessionName", 3 },
        { "Get-ChiaRewardTarget", "FarmerTarget PoolTarget HaveFarmerSk HavePoolSk SessionName", 2 },
        { "Get-ChiaSimulatorBalance", "Address AmountXch CoinCount", 3 },
        { "Get-ChiaCrawlerCount", "TotalLast5Days ReliableNodes Ipv4Last5Days Ipv6Last5Days SessionName", 3 },
        { "Get-ChiaCertificate -RootPath $root", "Name NotAfter SignedByPrivateCa KeyForm KeyMode Problem", 2 },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void Tables_have_whole_columns_and_leave_no_error(string script, string columns, int narrow)
    {
        foreach (var (width, least) in new[] { (120, columns.Split(' ').Length), (60, narrow) })
        {
            using var shell = Prepared(width);
            var text = shell.Render(script);
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var shown = string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));

            // The last that is seen may be cut by the edge.
            var whole = shown.Split(' ').Take(least).ToArray();
            Assert.Equal(string.Join(' ', columns.Split(' ').Take(least)), string.Join(' ', whole));
            Assert.All(lines, line => Assert.True(line.Length < width, $"{line.Length}: {line}"));
            Assert.True(lines.Length > 2, text);
            Assert.Equal(0, shell.Run("$global:Error.Count").Single<int>());
        }
    }

    [Theory]
    [InlineData(120)]
    [InlineData(60)]
    public void Numbers_never_lose_their_front(int width)
    {
        using var shell = Prepared(width);
        foreach (var (script, number) in new[]
        {
            ("Get-ChiaWalletBalance 1", shell.Run("Get-ChiaWalletBalance 1").Single<WalletBalance>().ConfirmedWalletBalance.ToString(CultureInfo.CurrentCulture)),
            ($"Get-ChiaCoinId {Farm} {Farm} 18446744073709551615", 18446744.073709551615m.ToString(CultureInfo.CurrentCulture)),
            ("ConvertTo-ChiaAmount 18446744073709551615mojo", "18446744073709551615"),
        })
        {
            Assert.Contains(number, shell.Render(script), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hashes_and_addresses_are_short_here_only()
    {
        using var shell = Prepared(120);
        var coin = shell.Run($"Get-ChiaCoinRecord -PuzzleHash {Farm} | Select-First").Single<CoinRecord>();
        var text = shell.Render($"Get-ChiaCoinRecord -PuzzleHash {Farm} | Select-First");
        Assert.Contains($"{coin.CoinId![..8]}…{coin.CoinId[^6..]}", text, StringComparison.Ordinal);
        Assert.Contains($"{coin.Address![..10]}…{coin.Address[^8..]}", text, StringComparison.Ordinal);
        Assert.DoesNotContain(coin.CoinId, text, StringComparison.Ordinal);
        Assert.Contains(shell.Run("Get-ChiaWalletAddress").Single<WalletAddress>().Address!, shell.Render("Get-ChiaWalletAddress"), StringComparison.Ordinal);
    }

    [Fact]
    public void Decimals_follow_the_culture_in_views_only()
    {
        var former = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            using var shell = Prepared(120);
            Assert.Contains("1,5", shell.Render("ConvertTo-ChiaAmount 1.5"), StringComparison.Ordinal);
            Assert.Equal("1.5xch", shell.Run("ConvertTo-ChiaAmount 1.5").Single<Amount>().ToString());
            Assert.Equal(1.5m, shell.Run("(ConvertTo-ChiaAmount '1.5').Xch").Single<decimal>());
            Assert.Matches("[0-9],[0-9]{2} [KMGTPE]?i?B", shell.Render("Get-ChiaBlockchainState"));
            Assert.DoesNotMatch("after [0-9]+,", string.Join(' ', shell.Run("Get-ChiaNetwork -Verbose").Verbose));
            Assert.Contains("1.5", shell.Ends("ConvertTo-ChiaAmount '1,5'").ToString(), StringComparison.Ordinal);
            Assert.Equal(0, shell.Run("$global:Error.Clear(); Get-ChiaWalletBalance | Out-Default; $global:Error.Count").Single<int>());
        }
        finally
        {
            CultureInfo.CurrentCulture = former;
        }
    }

    [Fact]
    public void Errors_show_the_sentence_and_the_advice()
    {
        using var shell = Prepared(120);
        var text = shell.Render("Get-ChiaBlockRecord 999");
        Assert.Contains("The full node refused get_block_record_by_height: Block height 999 not found in chain.", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private Shell Prepared(int width)
    {
        var shell = Open(width: width);
        shell.Run($"$name = '{Name}'; $root = '{Node.RootPath}'").Clean();
        return shell;
    }
}
