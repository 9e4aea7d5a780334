using System.Text.Json;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Cmdlets that change settings of a wallet, each with the one that shows them.</summary>
public sealed class WalletChangeTests(SharedNode shared) : NodeTests(shared)
{
    private const uint Main = 1532878573;

    [Theory]
    [InlineData("Set-ChiaDerivationIndex 4000000", "extend_derivation_index")]
    [InlineData("New-ChiaWalletAddress", "get_next_address")]
    [InlineData("Set-ChiaAutoClaim -BatchSize 7", "set_auto_claim")]
    [InlineData("Set-ChiaWalletResync $true", "set_wallet_resync_on_startup")]
    public void Another_key_is_an_error_before_anything_is_sent(string script, string route)
    {
        Assert.Equal("ChiaWallet.WrongKey", Open().Errs(script + " -Fingerprint 7").Id());
        Assert.Empty(Node.Requests.Of("wallet", route));
    }

    [Theory]
    [InlineData("Set-ChiaDerivationIndex 4000000", "extend_derivation_index", "wallet of key 1532878573 in session", "up to index 4000000")]
    [InlineData("New-ChiaWalletAddress 2 -Count 3", "get_next_address", "wallet 2 of key 1532878573 in session", "Make 3 new")]
    [InlineData("Set-ChiaAutoClaim -MinAmount 0.5 -BatchSize 7", "set_auto_claim", "wallet of key 1532878573 in session", "coins of at least 0.5 TXCH, at most 7")]
    [InlineData("Set-ChiaWalletResync $true", "set_wallet_resync_on_startup", "wallet of key 1532878573 in session", "Mark for a resync")]
    public void WhatIf_names_wallet_key_session_and_change_and_sends_nothing(string script, string route, string where, string what)
    {
        using var shell = Open();
        shell.Run(script + " -WhatIf").Clean();
        Assert.Contains(where + $" '{Name}'", shell.Host.Text, StringComparison.Ordinal);
        Assert.Contains(what, shell.Host.Text, StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("wallet", route));
    }

    [Theory]
    [InlineData("Set-ChiaDerivationIndex 4000000", "extend_derivation_index")]
    [InlineData("New-ChiaWalletAddress", "get_next_address")]
    [InlineData("Set-ChiaAutoClaim -BatchSize 7", "set_auto_claim")]
    [InlineData("Set-ChiaWalletResync $true", "set_wallet_resync_on_startup")]
    public void A_no_to_the_question_sends_nothing(string script, string route)
    {
        using var shell = Open(answers: ["No"]);
        Assert.Empty(shell.Run(script + " -Confirm").Clean().Output);
        Assert.Contains("key 1532878573", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("wallet", route));
    }

    [Fact]
    public void Nobody_logged_in_is_an_error()
    {
        Node.State.LoggedIn = null;
        Assert.Equal("ChiaRpc.NotLoggedIn", Open().Errs("Set-ChiaWalletResync $true").Id());
    }

    [Theory]
    [InlineData("Get-ChiaBlockTimestamp 7", "7")]
    [InlineData("Get-ChiaBlockTimestamp 7, 0", "7 0")]
    [InlineData("7, 0 | Get-ChiaBlockTimestamp", "7 0")]
    [InlineData("Get-ChiaBlockRecord 7 | Get-ChiaBlockTimestamp", "7")]
    public void Timestamps(string script, string heights)
    {
        var blocks = Open().Run(script).All<BlockTimestamp>();
        Assert.Equal(heights, string.Join(' ', blocks.Select(block => block.Height)));
        Assert.All(blocks, block => Assert.Equal((true, (uint?)Main, Name), (block.Timestamp > DateTimeOffset.UnixEpoch, block.Fingerprint, block.SessionName)));
    }

    [Fact]
    public void A_height_beyond_the_chain_is_told_apart_from_a_wallet_without_peers()
    {
        using var shell = Open();
        var error = shell.Errs("Get-ChiaBlockTimestamp 1000000");
        Assert.Equal(("ChiaRpc.NotFound", 1000000u), (error.Id(), error.TargetObject));

        Assert.Equal("ChiaRpc.NoPeers", shell.Errs("Get-ChiaBlockTimestamp 1").Id());
    }

    [Fact]
    public void The_derivation_index_goes_up_in_steps_that_the_wallet_takes()
    {
        using var shell = Open();
        var before = shell.Run("Get-ChiaDerivationIndex").Single<DerivationIndex>();
        Assert.Equal((Main, Name), (before.Fingerprint, before.SessionName));

        var after = shell.Run($"Set-ChiaDerivationIndex {before.Index + 2500}").Single<DerivationIndex>();
        Assert.Equal((before.Index + 2500, (uint?)Main, Name), (after.Index, after.Fingerprint, after.SessionName));
        Assert.Equal(
            [before.Index + 1000, before.Index + 2000, before.Index + 2500],
            Node.Requests.Of("wallet", "extend_derivation_index").Select(request => (uint?)JsonDocument.Parse(request.Body).RootElement.GetProperty("index").GetUInt32()));
        Assert.Equal(after.Index, shell.Run("Get-ChiaDerivationIndex").Single<DerivationIndex>().Index);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void An_index_that_is_reached_already_is_said_and_not_sent(int below)
    {
        using var shell = Open();
        var now = shell.Run("Get-ChiaDerivationIndex").Single<DerivationIndex>().Index;
        var result = shell.Run($"Set-ChiaDerivationIndex {now - below}");
        Assert.Equal(now, result.Single<DerivationIndex>().Index);
        Assert.Contains($"index {now} already", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("wallet", "extend_derivation_index"));
    }

    [Theory]
    [InlineData("New-ChiaWalletAddress", "1")]
    [InlineData("New-ChiaWalletAddress 1, 2", "1 2")]
    [InlineData("New-ChiaWalletAddress -Count 3", "1 1 1")]
    [InlineData("Get-ChiaWallet -Type Cat | New-ChiaWalletAddress -Count 2", "2 2")]
    public void New_addresses_are_all_different_and_the_last_is_the_current_one(string script, string ids)
    {
        using var shell = Open();
        var before = shell.Run("Get-ChiaWalletAddress").Single<WalletAddress>().Address;
        var made = shell.Run(script).All<WalletAddress>();
        Assert.Equal(ids, string.Join(' ', made.Select(address => address.WalletId)));
        Assert.Distinct(made.Select(address => address.Address).Append(before));
        Assert.All(made, address => Assert.Equal(((uint?)Main, Name), (address.Fingerprint, address.SessionName)));
        Assert.Equal(made[^1].Address, shell.Run("Get-ChiaWalletAddress").Single<WalletAddress>().Address);
    }

    [Fact]
    public void Whether_derivations_are_kept_is_the_wallet_s_choice_unless_it_is_told()
    {
        using var shell = Open();
        shell.Run("New-ChiaWalletAddress; New-ChiaWalletAddress -NoSave").Clean();
        Assert.Equal(
            ["""{"wallet_id":1,"new_address":true}""", """{"wallet_id":1,"new_address":true,"save_derivations":false}"""],
            Node.Requests.Of("wallet", "get_next_address").Select(request => request.Body));
    }

    [Fact]
    public void Addresses_that_are_not_kept_come_one_at_a_time()
    {
        Assert.Equal("ChiaArgument.Conflict", Open().Errs("New-ChiaWalletAddress -NoSave -Count 2").Id());
        Assert.Empty(Node.Requests.Of("wallet", "get_next_address"));
    }

    [Fact]
    public void A_wallet_that_is_not_there_leaves_the_others_their_address()
    {
        using var shell = Open();
        var result = shell.Run("New-ChiaWalletAddress 9, 1");
        Assert.Single(result.Output);
        Assert.Equal(("ChiaRpc.NotFound", 9u), (Assert.Single(result.Errors).Id(), result.Errors[0].TargetObject));
    }

    [Fact]
    public void Auto_claim_keeps_what_is_left_out()
    {
        using var shell = Open();
        shell.Run("Set-ChiaAutoClaim $true -TransactionFee 0.0001 -MinAmount 250mojo -BatchSize 10").Clean();
        var now = shell.Run("Set-ChiaAutoClaim -BatchSize 20; Get-ChiaAutoClaim").All<AutoClaim>();

        Assert.All(now, one => Assert.Equal(
            (true, 0.0001m, 100_000_000ul, 0.00000000025m, 250ul, (ushort)20), (one.Enabled, one.TransactionFee, one.TransactionFeeMojo, one.MinAmount, one.MinAmountMojo, one.BatchSize)));
        Assert.All(now, one => Assert.Equal(("TXCH", (uint?)Main, Name), (one.Unit, one.Fingerprint, one.SessionName)));
        var off = shell.Run("Set-ChiaAutoClaim $false").Single<AutoClaim>();
        Assert.Equal((false, 250ul), (off.Enabled, off.MinAmountMojo));
    }

    [Theory]
    [InlineData("Set-ChiaAutoClaim")]
    [InlineData("Set-ChiaAutoClaim $false -BatchSize 33")]
    public void Auto_claim_that_is_so_already_is_said_and_not_sent(string script)
    {
        using var shell = Open();
        shell.Run("Set-ChiaAutoClaim $false -BatchSize 33").Clean();
        Node.Requests.Clear();

        Assert.Contains("nothing changes", Assert.Single(shell.Run(script).Warnings), StringComparison.Ordinal);
        Assert.Empty(Node.Requests.Of("wallet", "set_auto_claim"));
    }

    [Theory]
    [InlineData("-TransactionFee 2cat")]
    [InlineData("-MinAmount '1,5'")]
    [InlineData("-TransactionFee ([ulong]5)")]
    [InlineData("-BatchSize 1.5")]
    [InlineData("-BatchSize 0")]
    public void A_setting_that_is_not_exact_is_not_sent(string setting)
    {
        using var shell = Open();
        Assert.Single(shell.Run($"try {{ Set-ChiaAutoClaim $true {setting} -ErrorAction Stop }} catch {{ $_ }}").Output);
        Assert.Empty(Node.Requests.Of("wallet", "set_auto_claim"));
    }

    [Fact]
    public void The_mark_for_a_resync_is_cleared()
    {
        using var shell = Open();
        Assert.Empty(shell.Run("Set-ChiaWalletResync $false").Clean().Output);
        Assert.Equal("""{"enable":false}""", Assert.Single(Node.Requests.Of("wallet", "set_wallet_resync_on_startup")).Body);
    }

    // As 2.7.5 answers once a key was logged in.
    [Fact]
    public void A_key_that_this_release_cannot_mark_is_said_with_a_way_out()
    {
        var error = Open().Errs("Set-ChiaWalletResync $true");
        Assert.Equal(("ChiaRpc.Unknown", true), (error.Id(), error.TargetObject));
        Assert.EndsWith("only the key that the wallet service started with.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Restart the wallet service", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("""{"enable":true}""", Assert.Single(Node.Requests.Of("wallet", "set_wallet_resync_on_startup")).Body);
    }
}
