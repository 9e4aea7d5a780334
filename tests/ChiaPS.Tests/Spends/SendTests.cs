using System.Text.Json;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>A payment from the question to the verdict.</summary>
public sealed class SendTests(SharedNode shared) : SpendTests(shared)
{
    [Fact]
    public void A_payment_is_built_asked_about_journaled_and_pushed()
    {
        var (hash, address) = Someone();
        using var shell = Purse("Yes");
        var result = shell.Run($"Send-ChiaTransaction {address} 1.5 -Fee 0.0001 -Memo Lunch -Reference invoice-7").Single<SpendResult>();

        Assert.Equal((SpendStatus.InMempool, 1.5m, 1_500_000_000_000ul, "TXCH", 0.0001m, 100_000_000ul), (result.Status, result.Amount, result.AmountMojo, result.Unit, result.Fee, result.FeeMojo));
        Assert.Equal(("invoice-7", address, 1u, (uint?)Main, Name), (result.Reference, result.Address, result.WalletId, result.Fingerprint, result.SessionName));
        Assert.Equal(result.TransactionId, result.SpendBundleId);
        Assert.Equal([result.TransactionId!], result.TransactionIds);

        // What was pushed is what was built, to the letter.
        var built = Assert.Single(Bodies("send_transaction"));
        Assert.False(built.GetProperty("push").GetBoolean());
        Assert.True(built.GetProperty("sign").GetBoolean());
        Assert.True(Same(result.TransactionJson, Assert.Single(Bodies("push_transactions")).GetProperty("transactions")));
        Assert.Equal(1, Assert.Single(Spends.Pushed, pushed => pushed.Key == result.TransactionId).Value);
        Assert.Equal(result.TransactionId + ".jsonl", Path.GetFileName(Assert.Single(JournalFiles)));

        Node.State.FarmBlocks(1);
        Assert.Equal(1, Node.State.CountOf(hash, 1_500_000_000_000));
        Assert.Equal(1, Assert.Single(Spends.Confirmed).Value);
    }

    [Fact]
    public void The_question_says_what_whom_how_much_whence_and_where()
    {
        var (_, address) = Someone();
        using var shell = Purse("No");
        Assert.Empty(shell.Run($"Send-ChiaTransaction {address} 1.5 -Fee 0.0001 -Memo Lunch -Reference invoice-7").Clean().Output);

        var prompt = Assert.Single(shell.Host.Prompts);
        Assert.StartsWith("Confirm: Send-ChiaTransaction\n", prompt, StringComparison.Ordinal);
        foreach (var part in (string[])
        [
            $"Send 1.5 TXCH (1500000000000 mojos) to {address} with memo 'Lunch' as invoice-7", "fee 0.0001 TXCH (100000000 mojos)", "from wallet 1 of key 1532878573 'main key'",
            $"at localhost (session '{Name}', network simulator0)", "1 coin of 1.75 TXCH (1750000000000 mojos) spent, 0.2499 TXCH (249900000000 mojos) come back",
        ])
        {
            Assert.Contains(part, prompt, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("UNUSUAL", prompt, StringComparison.Ordinal);
        AssertNothingSent();
    }

    // Both may come from somebody else's file.
    [Fact]
    public void A_memo_or_a_reference_can_feign_no_line_of_the_question()
    {
        var (_, address) = Someone();
        using var shell = Purse("No");
        shell.Run($"Send-ChiaTransaction {address} 1.5 -Memo \"Lunch`r`nSend 0.1`u{{2028}}\" -Reference \"a`e[2Kb`u{{202E}}c`n\"").Clean();
        Assert.Contains($" to {address} with memo 'Lunch\\u000D\\u000ASend 0.1\\u2028' as a\\u001B[2Kb\\u202Ec, no fee", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_shows_the_same_and_leaves_no_trace()
    {
        var (_, address) = Someone();
        using var shell = Purse("Yes");
        var before = shell.Run("Get-ChiaWalletBalance 1").Single<WalletBalance>();
        Assert.Empty(shell.Run($"Send-ChiaTransaction {address} 1.5 -Fee 0.0001 -WhatIf").Clean().Output);

        Assert.Contains($"Send 1.5 TXCH (1500000000000 mojos) to {address}, fee 0.0001 TXCH (100000000 mojos), from wallet 1 of key 1532878573 'main key' at localhost", shell.Host.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(shell.Host.Prompts);
        var built = Assert.Single(Bodies("send_transaction"));
        Assert.Equal((false, false), (built.GetProperty("push").GetBoolean(), built.GetProperty("sign").GetBoolean()));
        AssertNothingSent();
        Assert.False(Directory.Exists(Home));
        Assert.Equal(before.SpendableBalanceMojo, shell.Run("Get-ChiaWalletBalance 1").Single<WalletBalance>().SpendableBalanceMojo);
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true; ", "")]
    [InlineData("$ConfirmPreference = 'None'; $WhatIfPreference = $true; ", "")]
    [InlineData("", "-WhatIf -Confirm:$false")]
    [InlineData("", "-WhatIf -NoPush")]
    [InlineData("", "-WhatIf -Wait")]
    public void WhatIf_wins_over_everything(string before, string with)
    {
        using var shell = Purse("Yes");
        Assert.Empty(shell.Run($"{before}Send-ChiaTransaction {Someone().Address} 1.5 {with}").Clean().Output);
        AssertNothingSent();
        Assert.False(Directory.Exists(Home));
    }

    [Theory]
    [InlineData("", "-Confirm:$false")]
    [InlineData("$ConfirmPreference = 'None'; ", "")]
    [InlineData("$WhatIfPreference = $true; ", "-WhatIf:$false -Confirm:$false")]
    public void Nobody_is_asked_where_nobody_wants_to_be(string before, string with)
    {
        using var shell = Purse("No");
        Assert.Equal(SpendStatus.InMempool, shell.Run($"{before}Send-ChiaTransaction {Someone().Address} 1.5 {with}").Single<SpendResult>().Status);
        Assert.Empty(shell.Host.Prompts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$ConfirmPreference = 'None'; ", "-Confirm")]
    [InlineData("$ConfirmPreference = 'Low'; ")]
    public void A_yes_is_needed(string before, string with = "")
    {
        using var shell = Purse("No");
        Assert.Empty(shell.Run($"{before}Send-ChiaTransaction {Someone().Address} 1.5 {with}").Clean().Output);
        Assert.Single(shell.Host.Prompts);
        AssertNothingSent();
    }

    [Fact]
    public void Where_nobody_can_be_asked_nothing_is_sent()
    {
        var error = Refuses(Purse(), $"Send-ChiaTransaction {Someone().Address} 1.5", "ChiaSpend.CannotAsk");
        Assert.Contains("There is nobody to ask here", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_question_the_daemon_is_not_asked_for_a_name()
    {
        Send(Purse(), Someone().Address, "1").Single<SpendResult>();
        Assert.DoesNotContain(Routes(Node), route => route.StartsWith("daemon/", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_yes_to_one_question_is_one_question()
    {
        var (one, two) = (Someone(), Someone());
        using var shell = Purse("Yes");
        var results = shell.Run("$rows | Send-ChiaTransaction -Fee 0.0001", With("rows", new[] { Pay(one.Address, "1.5"), Pay(two.Address, "250mojo") })).All<SpendResult>();

        Assert.Equal(2, results.Count);
        Assert.Single(results.Select(result => result.TransactionId).Distinct());
        var prompt = Assert.Single(shell.Host.Prompts);
        Assert.Contains("Send 2 amounts, 1.50000000025 TXCH (1500000000250 mojos) in all, in 1 bundle, fee 0.0001 TXCH", prompt, StringComparison.Ordinal);
        Assert.Contains($"\n  1.5 TXCH (1500000000000 mojos) to {one.Address}", prompt.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"\n  0.00000000025 TXCH (250 mojos) to {two.Address}", prompt.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cat_is_paid_in_its_units_and_its_fee_in_xch()
    {
        var (hash, address) = Someone();
        using var shell = Purse("Yes");
        var asset = shell.Run("(Get-ChiaWallet 2).AssetId").Single<string>();
        var result = shell.Run($"Send-ChiaTransaction {address} 2.5 -AssetId {asset} -Fee 0.0001 -Memo Hi").Single<SpendResult>();

        Assert.Equal((SpendStatus.InMempool, 2.5m, 2500ul, "CAT", 2u, asset), (result.Status, result.Amount, result.AmountMojo, result.Unit, result.WalletId, result.AssetId));
        Assert.Equal(2, result.TransactionIds.Length);
        Assert.Equal(result.TransactionIds[0], result.TransactionId);
        Assert.Contains($"2.5 CAT (2500 mojos) of asset {asset} to {address}", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Node.State.FarmBlocks(1);
        Assert.Equal(1, Node.State.CountOf(hash, 2500));
    }

    [Theory]
    [InlineData("-WalletId 2", "cat_spend")]
    [InlineData("", "send_transaction")]
    [InlineData("-Clawback 3600", "create_signed_transaction")]
    public void Each_payment_goes_by_the_route_that_fits(string with, string route)
    {
        Send(Purse(), Someone().Address, $"1 {with}").Single<SpendResult>();
        string[] builders = ["send_transaction", "send_transaction_multi", "cat_spend", "create_signed_transaction", "push_transactions"];
        Assert.Equal([route, "push_transactions"], Node.Requests.All.Select(request => request.Route).Where(builders.Contains));
    }

    [Fact]
    public void NoPush_builds_and_locks_nothing()
    {
        using var shell = Purse();
        var result = shell.Run($"Send-ChiaTransaction {Someone().Address} 1.5 -NoPush").Single<SpendResult>();
        Assert.Equal((SpendStatus.Built, false), (result.Status, result.SpendBundleId is null));
        AssertNothingSent();
        Assert.False(Directory.Exists(Home));
        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Get-ChiaTransaction -TransactionId {result.TransactionId}").Id());
    }

    [Fact]
    public void Unsigned_is_for_NoPush_only()
    {
        var address = Someone().Address;
        using var shell = Purse();
        Refuses(shell, $"Send-ChiaTransaction {address} 1.5 -Option @{{ Unsigned = $true }} -Confirm:$false", "ChiaArgument.Conflict");
        Assert.Null(shell.Run($"Send-ChiaTransaction {address} 1.5 -NoPush -Option @{{ Unsigned = $true }}").Single<SpendResult>().SpendBundleId);
    }

    [Fact]
    public async Task Wait_ends_with_the_confirmation()
    {
        Spends.FarmAfter = TimeSpan.FromMilliseconds(300);
        var result = await Task.Run(() => Send(Purse(), Someone().Address, "1.5 -Wait -WaitTimeoutSec 30").Single<SpendResult>(), Token);
        Assert.Equal(SpendStatus.Confirmed, result.Status);
        Assert.Equal(SpendStatus.Confirmed, Assert.Single(Entries()).Status);
    }

    [Fact]
    public void Wait_has_an_end()
    {
        var result = Send(Purse(), Someone().Address, "1.5 -Wait -WaitTimeoutSec 0");
        Assert.Equal(SpendStatus.InMempool, Assert.Single(Results(result)).Status);
        Assert.Equal("ChiaWait.Timeout", Assert.Single(result.Errors).Id());
        Assert.Contains("It was sent, and can still confirm", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_reach_the_wallet_in_mojos()
    {
        var coin = "0x" + new string('a', 64);
        using var shell = Purse();
        shell.Run(
            $"Send-ChiaTransaction {Someone().Address} 1 -NoPush -Option @{{ MinCoinAmount = '0.5xch'; MaxCoinAmount = 100; ExcludeCoinAmount = '250mojo', 3; ExcludeCoinId = '{coin}'; ReuseAddress = $true; NoMerge = $true; ValidAfterHeight = 2; ValidBefore = [DateTimeOffset]'2100-01-01T00:00:00Z' }}").Single<SpendResult>();
        var body = Assert.Single(Bodies("send_transaction"));
        Assert.Equal(
            """[500000000000,100000000000000,[250,3000000000000],["COIN"],true,false,2,4102444800]""".Replace("COIN", coin, StringComparison.Ordinal),
            JsonSerializer.Serialize(new[] { "min_coin_amount", "max_coin_amount", "excluded_coin_amounts", "excluded_coin_ids", "reuse_puzhash", "merge_spends", "min_height", "max_time" }.Select(name => body.GetProperty(name))));
    }

    [Fact]
    public void An_option_object_is_the_same_as_a_hashtable()
    {
        using var shell = Purse();
        shell.Run($"Send-ChiaTransaction {Someone().Address} 1 -NoPush -Option (New-ChiaSpendOption -MinCoinAmount 0.5 -ValidAfterHeight 2)").Single<SpendResult>();
        Assert.Equal((500_000_000_000, 2), (Bodies("send_transaction")[0].GetProperty("min_coin_amount").GetInt64(), Bodies("send_transaction")[0].GetProperty("min_height").GetInt32()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void A_time_is_the_same_in_every_culture_and_as_a_hashtable(string culture)
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
        using var shell = Purse();
        var to = Someone().Address;
        shell.Run($"$null = Send-ChiaTransaction {to} 1 -NoPush -Option (New-ChiaSpendOption -ValidBefore '2100-01-01T00:00:00Z'); $null = Send-ChiaTransaction {to} 1 -NoPush -Option @{{ ValidBefore = '2100-01-01T00:00:00Z' }}").Clean();
        Assert.All(Bodies("send_transaction"), body => Assert.Equal(4_102_444_800, body.GetProperty("max_time").GetInt64()));
        foreach (var other in new[] { "02/01/2027", "01.02.2027", "2027", "1483-12-01", "tomorrow" })
        {
            Assert.NotNull(Try(shell, $"New-ChiaSpendOption -ValidBefore '{other}'").Ended);
            Assert.NotNull(Try(shell, $"Send-ChiaTransaction {to} 1 -NoPush -Option @{{ ValidBefore = '{other}' }}").Ended);
        }

        Assert.Equal(2, Bodies("send_transaction").Length);
    }
}
