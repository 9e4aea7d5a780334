using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Another key at the wallet: never one that is not there.</summary>
public sealed class KeySwitchTests(SharedNode shared) : NodeTests(shared)
{
    private const uint Main = 1532878573;
    private const uint Second = 3233035169;

    [Theory]
    [InlineData("Switch-ChiaKey 3233035169")]
    [InlineData("Switch-ChiaKey 3233035169 -Wait")]
    [InlineData("'3233035169' | Switch-ChiaKey")]
    [InlineData("Get-ChiaKey 3233035169 | Switch-ChiaKey")]
    public void Switches(string script)
    {
        var key = Open().Run(script).Single<Key>();
        Assert.Equal((Second, (bool?)true, Name, (uint?)Second), (key.Fingerprint, key.IsLoggedIn, key.SessionName, Node.State.LoggedIn));
        Assert.Equal("""{"fingerprint":3233035169}""", Assert.Single(Node.Requests.Of("wallet", "log_in")).Body);
    }

    [Fact]
    public void A_key_that_is_not_there_is_refused_before_anything_is_sent()
    {
        var error = Open().Errs("Switch-ChiaKey 7");
        Assert.Equal(("ChiaRpc.NotFound", 7u), (error.Id(), error.TargetObject));
        Assert.Empty(Node.Requests.Of("wallet", "log_in"));
        Assert.Equal(Main, Node.State.LoggedIn);
    }

    // The recorded answer of the data layer logs nobody in here: what it says is not believed.
    [Fact]
    public void What_the_wallet_works_with_is_asked_afterwards()
    {
        Assert.Equal("ChiaWallet.WrongKey", Open().Errs("Switch-ChiaKey 3233035169 -Service DataLayer").Id());
        Assert.Equal("""{"fingerprint":3233035169}""", Assert.Single(Node.Requests.Of("data_layer", "wallet_log_in")).Body);
        Assert.Empty(Node.Requests.Of("wallet", "log_in"));
    }

    [Fact]
    public void A_key_that_is_logged_in_already_is_left_as_it_is()
    {
        Assert.Equal(Main, Open().Run($"Switch-ChiaKey {Main}").Single<Key>().Fingerprint);
        Assert.Empty(Node.Requests.Of("wallet", "log_in"));
    }

    [Fact]
    public void WhatIf_names_both_keys_and_the_session()
    {
        using var shell = Open();
        Assert.Empty(shell.Run($"Switch-ChiaKey {Second} -WhatIf").Clean().Output);
        Assert.Contains($"\"Log key {Second} in (now {Main})\" on target \"wallet of session '{Name}'\"", shell.Host.Text, StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("wallet", "log_in"));
    }

    [Fact]
    public void Waiting_has_an_end()
    {
        Node.State.WalletSync.Set(SyncState.Syncing);
        Assert.Equal("ChiaWait.Timeout", Open().Errs($"Switch-ChiaKey {Second} -Wait -WaitTimeoutSec 0").Id());
        Assert.Equal(Second, Node.State.LoggedIn);
    }

    [Fact]
    public void With_nobody_logged_in_a_key_can_be()
    {
        Node.State.LoggedIn = null;
        Assert.Equal(Second, Open().Run($"Switch-ChiaKey {Second}").Single<Key>().Fingerprint);
    }
}
