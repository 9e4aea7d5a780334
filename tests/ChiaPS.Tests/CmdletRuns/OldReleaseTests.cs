using System.Security;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Older releases: what they would pass over is an error, and what they tell in other words is understood.</summary>
public sealed class OldReleaseTests(SharedNode shared) : NodeTests(shared)
{
    private const string Plot = "Start-ChiaPlottingJob BladebitRam /plots -Compression 5 -PoolPublicKey ('a' * 96)";

    [Theory]
    [InlineData("2.5.6", "Get-ChiaFarmedAmount -IncludePoolReward", "wallet/get_farmed_amount", "does not know -IncludePoolReward: it came with Chia 2.5.7, and this is 2.5.6.")]
    [InlineData("2.5.4", "New-ChiaWalletAddress -NoSave -Confirm:$false", "wallet/get_next_address", "does not know -NoSave: it came with Chia 2.5.5, and this is 2.5.4.")]
    [InlineData("2.3.0", "New-ChiaWalletAddress -NoSave -Confirm:$false", "wallet/get_next_address", "it came with Chia 2.5.5, and this is 2.4.2 or older.")]
    [InlineData("2.4.3", "Get-ChiaWalletCoin 1 -SortBy Amount", "wallet/get_coin_records", "does not know -SortBy Amount: it came with Chia 2.4.4, and this is 2.4.3.")]
    [InlineData("1.8.2", Plot, "daemon/start_plotting", "does not know -Compression: it came with Chia 2.0.0, and this is 1.8.2.")]
    public async Task What_a_release_would_pass_over_is_not_asked_of_it(string release, string script, string route, string sentence)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 4 });
        var result = Open(to: old).Run($"try {{ {script} }} catch {{ Write-Error $_ }}");
        var error = Assert.Single(result.Errors);
        Assert.Equal("ChiaRoute.NotOffered", error.Id());
        Assert.Contains(sentence, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(route, Routes(old));
    }

    [Theory]
    [InlineData("2.5.7", "Get-ChiaFarmedAmount -IncludePoolReward", "wallet/get_farmed_amount")]
    [InlineData("2.5.5", "New-ChiaWalletAddress -NoSave -Confirm:$false", "wallet/get_next_address")]
    [InlineData("2.4.4", "Get-ChiaWalletCoin 1 -SortBy Amount", "wallet/get_coin_records")]
    [InlineData("2.0.0", Plot, "daemon/start_plotting")]
    [InlineData("2.0.0", "Get-ChiaFarmedAmount", "wallet/get_farmed_amount")]
    [InlineData("2.0.0", "New-ChiaWalletAddress -Confirm:$false", "wallet/get_next_address")]
    public async Task What_it_knows_is_asked(string release, string script, string route)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 4 });
        Open(to: old).Run(script);
        Assert.Contains(route, Routes(old));
    }

    [Fact]
    public async Task A_coin_that_is_picked_though_it_is_excluded_is_not_shown()
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.0.1", InitialBlocks = 4 });
        using var shell = Open(to: old);
        var error = shell.Errs("Get-ChiaWalletCoin -ForAmount 0.1 -ExcludeCoinId (Get-ChiaWalletCoin -ForAmount 0.1).CoinId");
        Assert.Equal("ChiaRoute.NotOffered", error.Id());
        Assert.EndsWith("though it is excluded: -ExcludeCoinId came with Chia 2.1.0.", error.ToString(), StringComparison.Ordinal);
    }

    // wallet_rpc_api.py up to 2.7.0: get_height_info answers nothing but how far the wallet has come.
    [Fact]
    public async Task A_wallet_that_cannot_tell_its_peak_is_not_said_to_have_reached_it()
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.7.0", InitialBlocks = 4 });
        old.State.WalletSync.Set(SyncState.Syncing);
        using var shell = Open(to: old);
        var sync = shell.Run("Get-ChiaSync Wallet").Single<Sync>();
        Assert.Equal((false, true, true), (sync.Synced, sync.Height > 0, sync.PeakHeight is null && sync.PeerCount is null));
        Assert.EndsWith($"is not synced after 0 s: height {sync.Height}.", shell.Errs("Wait-ChiaSync Wallet -WaitTimeoutSec 0").ToString(), StringComparison.Ordinal);
        Assert.Equal("ChiaRpc.NoPeers", shell.Errs("Get-ChiaBlockTimestamp 4000000").Id());
    }

    // wallet/add_key reads no label up to 2.5.6.
    [Fact]
    public async Task A_label_that_the_wallet_does_not_take_is_set_by_the_daemon()
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.5.6", InitialBlocks = 4 });
        using var words = new SecureString();
        "one two three four five six seven eight nine ten eleven twelve".ToList().ForEach(words.AppendChar);
        var key = Open(to: old).Run("Add-ChiaKey $words -LogIn -Label new -Confirm:$false", new Dictionary<string, object> { ["words"] = words }).Single<Key>();
        Assert.Equal(("new", true), (key.Label, key.IsLoggedIn));
        Assert.Equal(old.State.LoggedIn, key.Fingerprint);
    }
}
