using System.Collections;
using System.Diagnostics;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Sessions;

/// <summary>Sessions by name: opened, changed, closed, guarded, and several at once.</summary>
public sealed class SessionTests(SharedNode shared) : NodeTests(shared)
{
    [Fact]
    public void A_name_that_is_taken_again_closes_the_former()
    {
        using var shell = Open();
        var former = SessionTable.Find(Name);
        shell.Run($"New-ChiaSession {Name.ToUpperInvariant()} -RootPath '{Node.RootPath}' -SkipCheck").Clean();
        Assert.True(former.IsClosed);
        Assert.NotSame(former, SessionTable.Find(Name));
        Assert.Single(SessionTable.All, session => session.Name.Equals(Name, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_closed_session_says_so()
    {
        using var shell = Open();
        var session = SessionTable.Find(Name);
        shell.Run($"$s = Get-ChiaSession {Name}; Remove-ChiaSession {Name}").Clean();
        var failure = await FailsAsync("ChiaSession.Closed", () => new Call(session, null, null, Token).SendAsync(FullNode.GetBlockchainState));
        Assert.Equal($"The session '{Name}' is closed.", failure.Message);
        var ended = shell.Ends("Get-ChiaBlockchainState -Session $s");
        Assert.Equal("ChiaSession.NotFound", ended.Id());
        Assert.Equal($"There is no session '{Name}'.", ended.ToString());
        Assert.Equal("ChiaSession.NotFound", shell.Errs($"Remove-ChiaSession {Name}").Id());
        Assert.Equal("ChiaSession.NotFound", shell.Errs($"Set-ChiaSession {Name} -TimeoutSec 3").Id());
        Assert.Equal("ChiaSession.NotFound", shell.Errs($"Get-ChiaSession {Name}").Id());
    }

    [Fact]
    public async Task A_session_that_nothing_answers_is_not_made()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse });
        using var shell = Bare();
        foreach (var transport in Enum.GetValues<ChiaTransport>())
        {
            var ended = shell.Ends($"New-ChiaSession {Name} -RootPath '{Node.RootPath}' -Transport {transport}");
            Assert.Equal("ChiaConnection.Refused", ended.Id());
        }

        Assert.Contains($"full node {Node.Ports["full_node"]}", shell.Ends($"New-ChiaSession {Name} -RootPath '{Node.RootPath}'").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(SessionTable.All, session => session.Name == Name);
    }

    [Fact]
    public async Task One_service_that_answers_is_enough()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "full_node" });
        using var shell = Bare();
        Assert.Equal(Name, shell.Run($"New-ChiaSession {Name} -RootPath '{Node.RootPath}'").Single<ChiaSession>().Name);
        Assert.Equal(["wallet/healthz"], Routes(Node));
    }

    [Theory]
    [InlineData("@{ Wallet = 0 }", "'Wallet' = '0'")]
    [InlineData("@{ Wallet = 70000 }", "'Wallet' = '70000'")]
    [InlineData("@{ Pool = 1 }", "'Pool' = '1'")]
    [InlineData("@{ Wallet = 'x' }", "'Wallet' = 'x'")]
    [InlineData("@{ 1 = 9256 }", "'1' = '9256'")]
    public void A_wrong_port_is_said_so(string ports, string words)
    {
        var error = Bare().Errs($"New-ChiaSession {Name} -RootPath '{Node.RootPath}' -Port {ports}");
        Assert.Equal("ChiaArgument.Port", error.Id());
        Assert.Contains(words, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_can_be_changed()
    {
        using var shell = Open(answers: ["Yes"]);
        var changed = shell.Run($"Get-ChiaSession {Name} | Set-ChiaSession -TimeoutSec 9 -MaxFee 0.25 -Fingerprint 5").Single<ChiaSession>();
        Assert.Equal((9, 0.25m, 250_000_000_000ul, 5u), (changed.TimeoutSec, changed.MaxFee, changed.MaxFeeMojo, changed.Fingerprint));
        Assert.Null(shell.Run($"Set-ChiaSession {Name} -Fingerprint 0").Single<ChiaSession>().Fingerprint);
        Assert.Empty(shell.Run($"Set-ChiaSession {Name} -TimeoutSec 4 -WhatIf").Clean().Output);
        Assert.Equal(9, changed.TimeoutSec);
        shell.Run($"Remove-ChiaSession {Name} -WhatIf").Clean();
        Assert.False(changed.IsClosed);
        shell.Run($"Remove-ChiaSession {Name} -Confirm").Clean();
        Assert.True(changed.IsClosed);
        Assert.Contains($"Performing the operation \"Close\" on target \"session '{Name}'\".", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Assert.Empty(Node.Requests.All);
    }

    [Fact]
    public async Task The_timeout_of_the_session_holds()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders });
        using var shell = Open(more: "-TimeoutSec 1");
        Assert.Contains("sent nothing for 1 s", shell.Ends("Get-ChiaBlockchainState").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ChiaWalletBalance -Fingerprint 99")]
    [InlineData("Get-ChiaWallet -Fingerprint 99")]
    [InlineData("Get-ChiaWalletAddress -Fingerprint 99")]
    [InlineData("Get-ChiaTransaction -Fingerprint 99")]
    [InlineData("Get-ChiaSync Wallet -Fingerprint 99")]
    [InlineData("$null = Set-ChiaSession $name -Fingerprint 99; Get-ChiaWalletBalance")]
    [InlineData("$null = Set-ChiaSession $name -Fingerprint 99; Wait-ChiaSync Wallet -WaitTimeoutSec 0")]
    public void Another_key_is_refused(string script)
    {
        var error = Open().Errs($"$name = '{Name}'; {script}");
        Assert.Equal("ChiaWallet.WrongKey", error.Id());
        Assert.Equal($"The wallet of '{Name}' works with key 1532878573, not with 99.", error.ToString());
        Assert.All(Routes(Node), route => Assert.Equal("wallet/get_logged_in_fingerprint", route));
    }

    [Fact]
    public void The_right_key_is_stamped()
    {
        using var shell = Open(more: "-Fingerprint 1532878573");
        Assert.Equal(1532878573u, shell.Run("Get-ChiaWalletBalance 1").Single<WalletBalance>().Fingerprint);
        Assert.Equal(1532878573u, shell.Run("Get-ChiaWallet 1 | Get-ChiaWalletBalance").Single<WalletBalance>().Fingerprint);
        Node.State.LoggedIn = null;
        var error = shell.Errs("Get-ChiaWallet");
        Assert.Equal("ChiaWallet.WrongKey", error.Id());
        shell.Run($"Set-ChiaSession {Name} -Fingerprint 0").Clean();
        Assert.Equal("ChiaRpc.NotLoggedIn", shell.Errs("Get-ChiaWallet").Id());
    }

    [Fact]
    public async Task A_dead_host_leaves_the_others_their_turn()
    {
        await using var dead = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        await dead.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse });
        using var shell = Open();
        Make(shell, "b", dead);
        Make(shell, "c", Node);
        var result = shell.Run($"Get-ChiaBlockchainState -Session {Name}, {Name}b, {Name}c, {Name}nosuch");
        Assert.Null(result.Ended);
        Assert.Equal($"{Name} {Name}c", string.Join(' ', result.Output.Select(item => ((BlockchainState)item.BaseObject).SessionName!).Order(StringComparer.Ordinal)));
        Assert.Equal($"{Name}b {Name}nosuch", string.Join(' ', result.Errors.Select(error => (string)error.TargetObject).Order(StringComparer.Ordinal)));
        Assert.Contains(result.Errors, error => error.Id() == "ChiaConnection.Refused");

        // The same when sessions come through the pipeline.
        var piped = shell.Run($"Get-ChiaSession {Name}, {Name}b, {Name}c | Get-ChiaBlockchainState");
        Assert.Equal(2, piped.Output.Count);
        Assert.Equal("ChiaConnection.Refused", Assert.Single(piped.Errors).Id());

        // A single one that was named ends the cmdlet.
        Assert.Equal("ChiaConnection.Refused", shell.Ends($"Get-ChiaBlockchainState -Session {Name}b").Id());
    }

    [Fact]
    public async Task Results_of_several_come_as_they_come()
    {
        await using var slow = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 0 });
        await slow.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders });
        using var shell = Open();
        Make(shell, "b", slow);
        var (running, _, output) = shell.Start($"Get-ChiaBlockchainState -Session {Name}b, {Name}");
        await UntilAsync(() => output.Count == 1);
        Assert.Equal(Name, ((BlockchainState)output[0].BaseObject).SessionName);
        running.Stop();
        running.Dispose();
    }

    [Fact]
    public async Task ThrottleLimit_says_how_many_are_asked_at_once()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders });
        using var shell = Open();
        foreach (var more in new[] { "b", "c", "d" })
        {
            Make(shell, more, Node);
        }

        var started = Stopwatch.GetTimestamp();
        var result = shell.Run($"Get-ChiaBlockchainState -Session {Name}, {Name}b, {Name}c, {Name}d -ThrottleLimit 2 -TimeoutSec 1");
        Assert.Equal(4, result.Errors.Count(error => error.Id() == "ChiaConnection.Timeout"));

        // Twice two of them, a second each.
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds > 1.9);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task One_session_serves_twenty_threads(ChiaTransport transport)
    {
        var session = Connect(transport);
        var records = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var call = new Call(session, null, null, Token);
            var record = await call.SendAsync(FullNode.GetBlockRecordByHeight, new((uint)i));
            var wallets = await call.SendAsync(WalletCore.GetWalletBalances, new(null));
            return (record.Height, wallets.Count);
        })));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => ((uint)i, 4)), records);
    }

    [Fact]
    public void Objects_stay_on_their_farm()
    {
        using var shell = Open();
        Make(shell, "b", Node, "-Transport Daemon");
        var names = shell.Run($"(Get-ChiaBlockRecord -Last 2 -Session {Name} | Get-ChiaCoinRecord | ForEach-Object {{ $_.SessionName }})").All<string>();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Equal(Name, name));
        Assert.Equal([Name, Name + "b"], shell.Run($"Get-ChiaSession {Name}, {Name}b | Get-ChiaNetwork | ForEach-Object SessionName").All<string>());
    }

    [Fact]
    public void The_object_itself_can_be_handed_over()
    {
        using var shell = Open();
        using var other = Bare();
        var variables = new Hashtable { ["s"] = SessionTable.Find(Name) };
        Assert.Equal(Name, other.Run("(Get-ChiaBlockchainState -Session $s).SessionName", variables).Single<string>());
        Assert.Equal(Name, other.Run("($s | Get-ChiaBlockchainState).SessionName", variables).Single<string>());
    }

    private void Make(Shell shell, string suffix, EmbeddedNode node, string more = "") =>
        shell.Run($"New-ChiaSession {Name}{suffix} -RootPath '{node.RootPath}' -SkipCheck -NoDefault {more}").Clean();
}
