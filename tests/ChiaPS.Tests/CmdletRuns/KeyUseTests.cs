using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Work under another key: the former one is there again, whatever happens.</summary>
public sealed class KeyUseTests(SharedNode shared) : NodeTests(shared)
{
    private const uint Main = 1532878573;
    private const uint Second = 3233035169;

    private string[] LogIns => [.. Node.Requests.Of("wallet", "log_in").Select(request => request.Body)];

    [Fact]
    public void Every_key_has_its_turn_and_the_former_is_back()
    {
        var balances = Open().Run("Get-ChiaKey | Use-ChiaKey { Get-ChiaWalletBalance 1 }").All<WalletBalance>();
        Assert.Equal([Main, Second, 3296682342u], balances.Select(balance => balance.Fingerprint!.Value));
        Assert.Equal(Main, Node.State.LoggedIn);
    }

    [Theory]
    [InlineData("Use-ChiaKey { $_; (Get-ChiaWalletAddress).Fingerprint } 3233035169", "3233035169 3233035169")]
    [InlineData("'3233035169' | Use-ChiaKey { $_ }", "3233035169")]
    [InlineData("$x = 0; Use-ChiaKey { $x = $_ } 3233035169; $x", "3233035169")]
    [InlineData("Use-ChiaKey { 1..5 } 3233035169 | Select-First 2", "1 2")]
    [InlineData("Use-ChiaKey { 1; throw 'mine' } 3233035169", "")] // what came before goes with it in this host
    [InlineData("foreach ($i in 1, 2) { Use-ChiaKey { $i; break } 3233035169 }", "1")]
    [InlineData("$ErrorActionPreference = 'Stop'; Use-ChiaKey { Get-ChiaWalletBalance 99; 'on' } 3233035169", "")]
    public void The_block_runs_as_in_ForEach_Object_and_the_former_key_is_back(string script, string output)
    {
        Assert.Equal(output, string.Join(' ', Open().Run(script).Output));
        Assert.Equal(Main, Node.State.LoggedIn);
        Assert.Equal([$$"""{"fingerprint":{{Second}}}""", $$"""{"fingerprint":{{Main}}}"""], LogIns);
    }

    [Fact]
    public async Task Ctrl_C_brings_the_former_key_back()
    {
        using var shell = Open();
        var (running, _, output) = shell.Start("Use-ChiaKey { 'in'; Wait-ChiaSync Wallet; Watch-ChiaEvent } 3233035169");
        await UntilAsync(() => output.Count == 2);
        Assert.Equal(Second, Node.State.LoggedIn);
        running.Stop();
        Assert.Equal(Main, Node.State.LoggedIn);
        running.Dispose();

        // Its guard is gone, too.
        Assert.Single(shell.Run("Get-ChiaWalletBalance 1").Clean().Output);
        Assert.Null(shell.Run($"(Get-ChiaSession {Name}).Fingerprint").Output.Single());
    }

    [Fact]
    public async Task Ctrl_C_while_it_waits_for_sync_brings_the_former_key_back()
    {
        Node.State.WalletSync.Set(SyncState.Syncing);
        using var shell = Open();
        var (running, _, output) = shell.Start("Use-ChiaKey { 'in' } 3233035169");
        await UntilAsync(() => running.Streams.Progress.Count > 0);
        running.Stop();
        Assert.Empty(output);
        Assert.Equal(Main, Node.State.LoggedIn);
        running.Dispose();
    }

    [Fact]
    public void Nothing_is_run_before_it_is_synced()
    {
        Node.State.WalletSync.Set(SyncState.Syncing);
        using var shell = Open();
        Assert.Equal("ChiaWait.Timeout", shell.Errs("Use-ChiaKey { 'in' } 3233035169 -WaitTimeoutSec 0").Id());
        Assert.Equal(Main, Node.State.LoggedIn);
    }

    [Fact]
    public void WhatIf_does_nothing_and_names_both_keys()
    {
        using var shell = Open();
        Assert.Empty(shell.Run("Use-ChiaKey { 'in' } 3233035169 -WhatIf").Clean().Output);
        Assert.Contains($"Log key {Second} in, run a script block, and log {Main} in again", shell.Host.Text, StringComparison.Ordinal);
        Assert.Empty(LogIns);
    }

    [Fact]
    public void A_key_that_is_not_there_is_refused_and_one_that_is_logged_in_stays()
    {
        using var shell = Open();
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Use-ChiaKey { 'in' } 7").Id());
        Assert.Equal("in", shell.Run($"Use-ChiaKey {{ 'in' }} {Main}").Single<string>());
        Assert.Empty(LogIns);
    }

    [Fact]
    public void The_key_is_the_guard_of_the_block()
    {
        using var shell = Open();
        var result = shell.Run($"Use-ChiaKey {{ $null = Invoke-ChiaRpc Wallet log_in @{{ fingerprint = {Main} }} -Confirm:$false; Get-ChiaWalletBalance 1 }} {Second} -ErrorVariable problem; $problem[0].FullyQualifiedErrorId");
        Assert.StartsWith("ChiaWallet.WrongKey", $"{result.Output.Single()}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_session_of_the_key_is_the_default_of_the_block()
    {
        using var shell = Open();
        shell.Run($"New-ChiaSession {Name}b -RootPath '{Node.RootPath}' -SkipCheck -NoDefault").Clean();
        Assert.Equal([$"{Name}b", Name], shell.Run($"Use-ChiaKey {{ (Get-ChiaWalletBalance 1).SessionName }} {Second} -Session {Name}b; (Get-ChiaWalletBalance 1).SessionName").All<string>());
    }

    [Fact]
    public async Task A_former_key_that_cannot_be_logged_in_again_is_an_error()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Text500, Service = "wallet", Route = "log_in" });
        var failure = await ChiaPS.Operations.KeySwitch.RestoreAsync(Connect(), Main);
        Assert.Equal("ChiaWallet.NotRestored", failure!.ErrorId);
        Assert.Equal($"Log it in: Switch-ChiaKey {Main}.", failure.Advice);
    }
}
