using System.Text.Json.Nodes;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>Every guard of about_ChiaSpends: its id, its sentence, that nothing was sent, and the way round it.</summary>
public sealed class GuardTests(SharedNode shared) : SpendTests(shared)
{
    private const string Sends = "Send-ChiaTransaction $to 1.5 -Confirm:$false";
    private readonly string _address = Someone().Address;

    [Theory]
    [InlineData(Sends + " -Fingerprint 3233035169", "ChiaWallet.WrongKey", "works with key 1532878573, not with 3233035169")]
    [InlineData("$null = Set-ChiaSession $name -Fingerprint 3233035169; " + Sends, "ChiaWallet.WrongKey", "works with key 1532878573, not with 3233035169")]
    [InlineData(Sends + " -Fee 0.02", "ChiaSpend.FeeTooHigh", "The fee of 0.02 XCH is more than the 0.01 XCH that a spend may pay here. Nothing was sent.")]
    [InlineData(Sends + " -Fee 0.002 -MaxFee 0.001", "ChiaSpend.FeeTooHigh", "more than the 0.001 XCH")]
    [InlineData("$null = Set-ChiaSession $name -MaxFee 0.001; " + Sends + " -Fee 0.002", "ChiaSpend.FeeTooHigh", "more than the 0.001 XCH")]
    [InlineData("Send-ChiaTransaction $to 0 -Confirm:$false", "ChiaSpend.Unusual", "An amount is 0. Nothing was sent.")]
    [InlineData("Send-ChiaTransaction $to 0.001 -Fee 0.002 -Confirm:$false", "ChiaSpend.Unusual", "The fee is more than the amount. Nothing was sent.")]
    [InlineData("Send-ChiaTransaction $to 10000001 -Confirm:$false", "ChiaSpend.Unusual", "An amount is more than 10000000 XCH. Nothing was sent.")]
    [InlineData("Send-ChiaTransaction xch1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvqgelmec 1.5 -Confirm:$false", "ChiaArgument.Address", "has 'txch'")]
    [InlineData("Send-ChiaTransaction nft1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvqwp0u9m 1.5 -Confirm:$false", "ChiaArgument.Address", "prefix 'nft'")]
    [InlineData("Send-ChiaTransaction txch1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvq97cdcq 1.5 -Confirm:$false", "ChiaArgument.Address", "its checksum is wrong")]
    [InlineData("Send-ChiaTransaction $null 1.5 -Confirm:$false", "ChiaArgument.Empty", "-Address is given, but it is empty")]
    [InlineData("Send-ChiaTransaction '' 1.5 -Confirm:$false", "ChiaArgument.Empty", "-Address is given, but it is empty")]
    [InlineData(Sends + " -Fee $null", "ChiaArgument.Empty", "-Fee is given")]
    [InlineData(Sends + " -Reference $null", "ChiaArgument.Empty", "-Reference is given")]
    [InlineData(Sends + " -Reference ''", "ChiaArgument.Empty", "-Reference is given")]
    [InlineData(Sends + " -AssetId $null", "ChiaArgument.Empty", "-AssetId is given")]
    [InlineData(Sends + " -WalletId $null", "ChiaArgument.Empty", "-WalletId is given")]
    [InlineData(Sends + " -Fingerprint $null", "ChiaArgument.Empty", "-Fingerprint is given")]
    [InlineData(Sends + " -Session $null", "ChiaArgument.Empty", "-Session is given")]
    [InlineData("Send-ChiaTransaction -Amount 1.5 -Confirm:$false", "ChiaArgument.Address", "There is no address.")]
    [InlineData("Send-ChiaTransaction $to -Confirm:$false", "ChiaArgument.Amount", "There is no amount.")]
    [InlineData("Send-ChiaTransaction $to $null -Confirm:$false", "ChiaArgument.Empty", "-Amount is given")]
    [InlineData("Send-ChiaTransaction $to 2cat -Confirm:$false", "ChiaArgument.Amount", "2cat")]
    [InlineData("Send-ChiaTransaction $to 2xch -WalletId 2 -Confirm:$false", "ChiaArgument.Amount", "2xch")]
    [InlineData("Send-ChiaTransaction $to 1 -WalletId 9 -Confirm:$false", "ChiaRpc.NotFound", "There is no wallet 9 for key 1532878573.")]
    [InlineData("Send-ChiaTransaction $to 1 -WalletId 4 -Confirm:$false", "ChiaArgument.Wallet", "Wallet 4 is of type Nft")]
    [InlineData("Send-ChiaTransaction $to 1 -AssetId $('a' * 64) -Confirm:$false", "ChiaArgument.AssetId", "has no wallet for asset 0xaaaa")]
    [InlineData("Send-ChiaTransaction $to 1 -AssetId abc -Confirm:$false", "ChiaArgument.AssetId", "'abc' is no asset id")]
    [InlineData("Send-ChiaTransaction $to 1 -AssetId $('a' * 64) -WalletId 2 -Confirm:$false", "ChiaArgument.Conflict", "both name what is sent")]
    [InlineData("Send-ChiaTransaction $to 1 -WalletId 2 -Clawback 60 -Confirm:$false", "ChiaArgument.Clawback", "Only XCH")]
    [InlineData("Send-ChiaTransaction $to 9000000 -WalletId 2 -Confirm:$false", "ChiaSpend.InsufficientFunds", "9000000 CAT is more than the 200")]
    public void Stops(string script, string id, string sentence)
    {
        var error = Refuses(Ready(), script, id);
        Assert.Contains(sentence, error.ToString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails.RecommendedAction));
    }

    // Spreadsheets leave them behind; a reference that is not read is no guard any more.
    [Theory]
    [InlineData("Reference ", "Reference ")]
    [InlineData("\u00a0reference", "\u00a0reference")]
    [InlineData("Refer\u200bence", "Refer\\u200Bence")]
    [InlineData("\ufeffMemo", "\\uFEFFMemo")]
    public void A_column_that_would_be_passed_over_for_a_hidden_character_makes_the_row_bad(string column, string shown)
    {
        using var shell = Purse();
        var result = Try(shell, "$row | Send-ChiaTransaction -Confirm:$false", With("row", Row(("Address", Someone().Address), ("Amount", "1"), (column, "r1"))));
        Assert.Equal("ChiaSpend.BadInput", result.Ended!.Id());
        Assert.Contains($"'{shown}'", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        AssertNothingSent();
        shell.Run("$row | Send-ChiaTransaction -Confirm:$false", With("row", Row(("Address", Someone().Address), ("Amount", "1"), ("Reference 2", "r1"), ("Notes", "x")))).Single<SpendResult>();
    }

    [Theory]
    [InlineData("Send-ChiaTransaction $to 0.001 -Fee 0.002", "the fee is more than the amount")]
    [InlineData("Send-ChiaTransaction $to 0", "an amount is 0")]
    [InlineData("Send-ChiaTransaction $to 10000001", "an amount is more than 10000000 XCH")]
    public void What_is_unusual_is_named_and_goes_where_it_is_allowed(string script, string what)
    {
        using var shell = Ready("Yes");
        Assert.Equal(SpendStatus.InMempool, shell.Run($"{script} -AllowUnusual").Single<SpendResult>().Status);
        Assert.Contains($"UNUSUAL: {what}.", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Sends + " -Fee 0.02 -MaxFee 0.02")]
    [InlineData("$null = Set-ChiaSession $name -MaxFee 1; " + Sends + " -Fee 0.02")]
    public void A_higher_fee_goes_where_it_is_allowed(string script) => Assert.Equal(0.02m, Ready().Run(script).Single<SpendResult>().Fee);

    [Fact]
    public void Balance_counts_every_fee_and_says_what_is_locked()
    {
        Node.State.LoggedIn = Second;
        Node.State.Mint(Second, 1, 5_000_000_000_000, 3_000_000_000_000);
        Node.State.FarmBlocks(1);
        using var shell = Ready();
        var all = shell.Run("(Get-ChiaWalletBalance 1).SpendableBalance").Single<decimal>();
        var error = Refuses(shell, $"Send-ChiaTransaction $to {all}xch -Fee 1mojo -AllowUnusual -Confirm:$false", "ChiaSpend.InsufficientFunds");
        Assert.Contains($"and 0.000000000001 TXCH of fees are more than the {all} TXCH that wallet 1 can spend now. Nothing was sent.", error.ToString(), StringComparison.Ordinal);

        shell.Run(Sends).Single<SpendResult>();
        var again = shell.Ends($"Send-ChiaTransaction $to {all}xch -AllowUnusual -Confirm:$false");
        Assert.Equal("ChiaSpend.InsufficientFunds", again.Id());
        Assert.Contains("more are locked in pending transactions", again.ToString(), StringComparison.Ordinal);
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void A_cat_s_fee_needs_xch()
    {
        Node.State.LoggedIn = 3296682342;
        Node.State.Mint(3296682342, 2, 5000);
        Node.State.FarmBlocks(1);
        using var shell = Ready();
        var error = Refuses(shell, "Send-ChiaTransaction $to 1 -WalletId 2 -Fee 0.001 -Confirm:$false", "ChiaSpend.InsufficientFunds");
        Assert.Contains("0.001 TXCH", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SpendStatus.InMempool, shell.Run("Send-ChiaTransaction $to 1 -WalletId 2 -Confirm:$false").Single<SpendResult>().Status);
    }

    [Fact]
    public void Coins_too_small_for_the_amount_are_told_apart_from_too_little()
    {
        Spends.MostAtOnce = 1_000_000_000_000;
        var error = Refuses(Ready(), Sends, "ChiaSpend.TooManyCoins");
        Assert.Contains("in coins so small that one transaction can send only 1 TXCH of it; 1.5 TXCH are asked for. Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Join-ChiaCoin", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_payment_twice_is_stopped_until_it_is_confirmed_or_allowed()
    {
        using var shell = Ready();
        var first = shell.Run(Sends).Single<SpendResult>();
        var error = shell.Ends(Sends);
        Assert.Equal("ChiaSpend.Duplicate", error.Id());
        Assert.Contains($"1.5 TXCH (1500000000000 mojos) to {_address} is on its way already: transaction {first.TransactionId} is not confirmed yet. Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Bodies("push_transactions"));
        shell.Run("Send-ChiaTransaction $to 1.6 -Confirm:$false").Single<SpendResult>();

        Assert.NotEqual(first.TransactionId, shell.Run(Sends + " -AllowDuplicate").Single<SpendResult>().TransactionId);
        Node.State.FarmBlocks(1);
        shell.Run(Sends).Single<SpendResult>();
    }

    [Fact]
    public void The_same_cat_payment_twice_is_stopped()
    {
        using var shell = Ready();
        shell.Run("Send-ChiaTransaction $to 1 -WalletId 2 -Fee 0.0001 -Confirm:$false").Single<SpendResult>();
        Node.State.Mint(Main, 2, 1_000_000);
        Node.State.Spends.Verdict = NodeVerdict.Refused;
        Node.State.FarmBlocks(1);
        Node.State.Spends.Verdict = NodeVerdict.Right;
        shell.Run("Send-ChiaTransaction $to 1 -WalletId 2 -Fee 0.0002 -Confirm:$false").Single<SpendResult>();
        Assert.Equal("ChiaSpend.Duplicate", shell.Ends("Send-ChiaTransaction $to 1 -WalletId 2 -Confirm:$false").Id());
    }

    [Fact]
    public void A_refused_payment_is_no_duplicate()
    {
        using var shell = Ready();
        Spends.Verdict = NodeVerdict.Refused;
        shell.Run($"try {{ {Sends} }} catch {{ }}");
        Spends.Verdict = NodeVerdict.Right;
        Assert.Equal(SpendStatus.InMempool, shell.Run(Sends).Single<SpendResult>().Status);
    }

    // Neither synced nor syncing at the peak is what each new block makes for a moment: the wallet itself says whether it can.
    [Fact]
    public void A_wallet_that_says_it_cannot_is_believed()
    {
        Node.State.WalletSync.Set(SyncState.NotSynced);
        Refuses(Ready(), Sends, "ChiaRpc.NoPeers");
    }

    [Fact]
    public void Without_sync_nothing_is_sent()
    {
        Node.State.WalletSync.Set(SyncState.Syncing);
        var error = Refuses(Ready(), Sends, "ChiaSpend.NotSynced");
        Assert.Contains("is not synced", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("WaitForSync", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Sync_can_be_waited_for()
    {
        Node.State.WalletSync.Set(SyncState.Syncing, polls: 1);
        Assert.Equal(SpendStatus.InMempool, Ready().Run(Sends + " -Option @{ WaitForSync = $true }").Single<SpendResult>().Status);
    }

    [Fact]
    public void Sync_is_waited_for_no_longer_than_said()
    {
        Node.State.WalletSync.Set(SyncState.Syncing);
        Refuses(Ready(), Sends + " -Option @{ WaitForSync = $true } -WaitTimeoutSec 0", "ChiaWait.Timeout");
    }

    [Fact]
    public void Without_a_full_node_nothing_is_sent_unless_it_is_allowed()
    {
        Spends.PeerCount = 0;
        using var shell = Ready();
        Assert.Contains("has no full node to send to. Nothing was sent.", Refuses(shell, Sends, "ChiaSpend.NoPeers").ToString(), StringComparison.Ordinal);
        shell.Run(Sends + " -AllowUnsynced").Single<SpendResult>();
        Assert.True(Bodies("send_transaction")[0].GetProperty("allow_unsynced").GetBoolean());
        Assert.True(Bodies("push_transactions")[0].GetProperty("allow_unsynced").GetBoolean());
    }

    [Theory]
    [InlineData("2.4.2")]
    [InlineData("2.0.1")]
    public async Task An_old_wallet_would_send_what_it_only_builds(string release)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = release, InitialBlocks = 4 });
        var shell = Open(to: old);
        shell.Home = Home;
        foreach (var more in new[] { "-Confirm:$false", "-WhatIf", "-NoPush" })
        {
            var error = shell.Ends($"Send-ChiaTransaction {_address} 1 {more}");
            Assert.Equal("ChiaSpend.Release", error.Id());
            Assert.Contains("before 2.4.3 a wallet may send what it is only asked to build. Nothing was sent.", error.ToString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Routes(old), route => route.Contains("send", StringComparison.Ordinal) || route.Contains("push", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_no_key_is_logged_in_nothing_is_sent()
    {
        Node.State.LoggedIn = null;
        Refuses(Ready(), Sends, "ChiaRpc.NotLoggedIn");
    }

    public static TheoryData<string, string> Tampers => new()
    {
        { "fee", "its fee is 150000000 mojos, and 100000000 were asked for" },
        { "amount", "it does not pay 1500000000000 mojos" },
        { "address", "it does not pay 1500000000000 mojos" },
        { "signature", "the wallet did not sign it" },
        { "nothing", "the wallet built nothing" },
    };

    // A wallet that builds otherwise than it was asked: broken, or not the user's.
    [Theory]
    [MemberData(nameof(Tampers))]
    public void What_was_built_is_compared_with_what_was_asked_for(string what, string sentence)
    {
        Spends.Tamper = answer =>
        {
            var record = answer["transactions"]![0]!;
            var additions = record["additions"]!.AsArray();
            switch (what)
            {
                case "fee":
                    additions[1]!["amount"] = additions[1]!["amount"]!.GetValue<ulong>() - 50_000_000;
                    break;
                case "amount":
                    additions[0]!["amount"] = 1_400_000_000_000;
                    additions[1]!["amount"] = additions[1]!["amount"]!.GetValue<ulong>() + 100_000_000_000;
                    break;
                case "address":
                    additions[0]!["puzzle_hash"] = Someone().PuzzleHash;
                    break;
                case "signature":
                    record["spend_bundle"]!["aggregated_signature"] = "0xc0" + new string('0', 190);
                    break;
                default:
                    answer["transactions"] = new JsonArray();
                    break;
            }
        };
        var error = Refuses(Ready(), Sends + " -Fee 0.0001", "ChiaSpend.NotAsAsked");
        Assert.Contains($"What the wallet built is not what was asked for: {sentence}", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.", error.ToString(), StringComparison.Ordinal);
    }

    private Shell Ready(params string[] answers)
    {
        var shell = Purse(answers);
        shell.Run($"$to = '{_address}'; $name = '{Name}'").Clean();
        return shell;
    }
}
