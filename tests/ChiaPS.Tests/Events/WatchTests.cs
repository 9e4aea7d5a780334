using System.Diagnostics;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Events;

/// <summary>Watch-ChiaEvent in a real engine.</summary>
public sealed class WatchTests(SharedNode shared) : NodeTests(shared)
{
    private static string Coin(int wallet) =>
        $$$"""{"ack":false,"command":"state_changed","data":{"state":"coin_added","success":true,"wallet_id":{{{wallet}}}},"destination":"wallet_ui","origin":"chia_wallet","request_id":"e"}""";

    [Theory]
    [InlineData("Watch-ChiaEvent -Count 3", "1 2 3")]
    [InlineData("Watch-ChiaEvent coin_added -Until { $_.Data.WalletId -eq 2 }", "1 2")]
    [InlineData("$stop = 2; Watch-ChiaEvent CoinA*, x* -Service Wallet -Until { $_.Data.WalletId -ge $stop }", "1 2")]
    [InlineData("Watch-ChiaEvent | Select-First 2", "1 2")]
    [InlineData("Get-ChiaSession NAME* | Watch-ChiaEvent -Count 2", "1 2")]
    [InlineData("Watch-ChiaEvent -Until { throw 'mine' }", "1")]
    public async Task Ends_when_it_is_said(string script, string wallets)
    {
        using var shell = Open();
        var (running, result, output) = shell.Start(script.Replace("NAME", Name, StringComparison.Ordinal));
        await ListenersAsync(1);
        for (var i = 1; i <= 4; i++)
        {
            Node.Publish("wallet_ui", Coin(i));
        }

        await UntilAsync(() => result.IsCompleted);
        Assert.Equal(wallets, string.Join(' ', output.Select(item => ((WalletEvent)((ChiaEvent)item.BaseObject).Data!).WalletId)));
        running.Dispose();
        await ListenersAsync(0);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        using var shell = Open();
        var (running, _, output) = shell.Start("Watch-ChiaEvent");
        await ListenersAsync(1);
        Node.Publish("wallet_ui", Coin(1));
        await UntilAsync(() => output.Count == 1);
        var started = Stopwatch.GetTimestamp();
        running.Stop();
        Assert.True(Stopwatch.GetElapsedTime(started) < AtOnce);
        Assert.Equal(PSInvocationState.Stopped, running.InvocationStateInfo.State);
        running.Dispose();
        await ListenersAsync(0);
    }

    [Fact]
    public async Task Several_hosts_are_one_stream_and_one_that_is_down_is_an_error_beside_it()
    {
        await using var other = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        await using var down = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        using var shell = Open();
        shell.Run($"New-ChiaSession {Name}b -RootPath '{other.RootPath}' -SkipCheck -NoDefault; New-ChiaSession {Name}c -RootPath '{down.RootPath}' -SkipCheck -NoDefault").Clean();
        await down.StopServiceAsync("daemon");
        var (running, result, output) = shell.Start($"Watch-ChiaEvent -Session {Name}, {Name}b, {Name}c -ThrottleLimit 1 -Count 4");
        await ListenersAsync(1);
        await UntilAsync(() => other.Listeners("wallet_ui") == 1);
        other.Publish("wallet_ui", Coin(7));
        Node.Publish("wallet_ui", Coin(1));
        other.Publish("wallet_ui", Coin(8));
        Node.Publish("wallet_ui", Coin(2));
        await UntilAsync(() => result.IsCompleted);
        Assert.Equal([$"{Name}: 1", $"{Name}: 2", $"{Name}b: 7", $"{Name}b: 8"], output.Select(item => (ChiaEvent)item.BaseObject)
            .Select(one => $"{one.SessionName}: {((WalletEvent)one.Data!).WalletId}").Order(StringComparer.Ordinal));
        Assert.Equal("ChiaConnection.Refused", Assert.Single(running.Streams.Error).Id());
        running.Dispose();
    }

    [Fact]
    public async Task A_break_is_a_warning_and_a_gap()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        using var shell = Open(to: node);
        var (running, result, output) = shell.Start("Watch-ChiaEvent -Count 1");
        await UntilAsync(() => Array.TrueForAll(["wallet_ui", "metrics", "unfinished_block_info", "chia_plotter"], audience => node.Listeners(audience) == 1));
        await node.StopServiceAsync("daemon");
        await UntilAsync(() => running.Streams.Warning.Count == 1);
        await node.StartServiceAsync("daemon");
        await UntilAsync(() => output.Count == 1);
        Assert.StartsWith("Stream Gap: the events of ", output[0].BaseObject.ToString(), StringComparison.Ordinal);
        node.Publish("wallet_ui", Coin(1));
        await UntilAsync(() => result.IsCompleted);
        Assert.Equal(2, output.Count);
        running.Dispose();
    }

    [Theory]
    [InlineData("Watch-ChiaEvent -WaitTimeoutSec 1", null)]
    [InlineData("Watch-ChiaEvent -WaitTimeoutSec 1 -Count 2", "ChiaWait.Timeout")]
    [InlineData("Watch-ChiaEvent -WaitTimeoutSec 1 -Until { $true }", "ChiaWait.Timeout")]
    public void A_time_limit_is_an_error_only_where_something_was_waited_for(string script, string? error) =>
        Assert.Equal(error, Open().Run(script).Errors.SingleOrDefault()?.Id());

    [Theory]
    [InlineData("Watch-ChiaEvent Nonsense")]
    [InlineData("Watch-ChiaEvent NewSignagePoint -Service Wallet")]
    public void A_name_that_is_none_is_said_before_anything_is_opened(string script)
    {
        Assert.Equal("ChiaArgument.Event", Open().Ends(script).Id());
        Assert.Empty(Node.Requests.All);
    }

    private Task ListenersAsync(int count) => UntilAsync(() => Node.Listeners("wallet_ui") == count);
}
