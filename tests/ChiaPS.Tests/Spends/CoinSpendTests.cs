using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>Coins split and joined, clawbacks claimed and taken back, pending ones forgotten, and transactions waited for.</summary>
public sealed class CoinSpendTests(SharedNode shared) : SpendTests(shared)
{
    private const uint Observer = 3296682342;

    [Fact]
    public void A_coin_is_split_as_asked()
    {
        using var shell = Rich(1, 5_000_000_000_000);
        var coin = shell.Run("Get-ChiaWalletCoin 1 -Spendable").Single<WalletCoin>();
        var result = shell.Run("$coin | Split-ChiaCoin -Count 4 -AmountPerCoin 1 -Fee 0.0001", With("coin", coin)).Single<SpendResult>();
        Assert.Equal((SpendStatus.InMempool, 4m, 1u), (result.Status, result.Amount, result.WalletId));
        Assert.Contains($"Split coin {coin.CoinId} into 4 coins of 1 TXCH (1000000000000 mojos): 4 TXCH (4000000000000 mojos), fee 0.0001 TXCH", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Node.State.FarmBlocks(1);
        Assert.Equal([0.9999m, 1m, 1m, 1m, 1m], shell.Run("Get-ChiaWalletCoin 1 -Spendable").All<WalletCoin>().Select(one => one.Amount).Order());
    }

    [Fact]
    public void Several_coins_are_split_each_by_itself_and_each_once_by_its_reference()
    {
        using var shell = Rich(2, 5000, 7000);
        shell.Run("Get-ChiaWalletCoin 2 -Spendable | Split-ChiaCoin -Count 2 -AmountPerCoin 1 -Confirm:$false").All<SpendResult>();
        Assert.Equal(2, Bodies("push_transactions").Length);
        Node.State.FarmBlocks(1);
        Assert.Equal([1m, 1m, 1m, 1m, 3m, 5m], shell.Run("Get-ChiaWalletCoin 2 -Spendable").All<WalletCoin>().Select(one => one.Amount).Order());

        var coin = shell.Run("Get-ChiaWalletCoin 2 -Spendable -MinAmount 5").Single<WalletCoin>();
        for (var i = 0; i < 2; i++)
        {
            shell.Run("$coin | Split-ChiaCoin -Count 2 -AmountPerCoin 1 -Reference s1 -Confirm:$false", With("coin", coin)).Single<SpendResult>();
        }

        Assert.Equal(3, Bodies("push_transactions").Length);
    }

    [Theory]
    [InlineData("-Count 6 -AmountPerCoin 1", "ChiaRpc.Unknown")]
    [InlineData("-Count 2 -AmountPerCoin 1cat", "ChiaArgument.Amount")]
    [InlineData("-Count 2 -AmountPerCoin 1 -WalletId 9", "ChiaRpc.NotFound")]
    [InlineData("-Count 2 -AmountPerCoin 1 -Fee 1", "ChiaSpend.FeeTooHigh")]
    [InlineData("-Count 2 -AmountPerCoin 1 -Fingerprint 7", "ChiaWallet.WrongKey")]
    public void A_split_that_cannot_be_is_refused(string with, string id)
    {
        using var shell = Rich(1, 5_000_000_000_000);
        var coin = shell.Run("(Get-ChiaWalletCoin 1 -Spendable).CoinId").Single<string>();
        Refuses(shell, $"Split-ChiaCoin {coin} {with} -Confirm:$false", id);
    }

    [Fact]
    public void A_coin_that_nobody_has_is_refused() =>
        Refuses(Rich(1, 5_000_000_000_000), $"Split-ChiaCoin {"0x" + new string('a', 64)} 2 1 -Confirm:$false", "ChiaRpc.NotFound");

    [Fact]
    public void Coins_are_joined_these_and_no_others()
    {
        using var shell = Rich(1, 100, 200, 400, 800);
        var result = shell.Run("Get-ChiaWalletCoin 1 -Spendable -MaxAmount 400mojo | Join-ChiaCoin").Single<SpendResult>();
        Assert.Equal((700ul, SpendStatus.InMempool), (result.AmountMojo, result.Status));
        Assert.Contains("Combine coins into one of 0.0000000007 TXCH (700 mojos), no fee", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Node.State.FarmBlocks(1);
        Assert.Equal(new ulong[] { 700, 800 }, shell.Run("Get-ChiaWalletCoin 1 -Spendable").All<WalletCoin>().Select(one => one.AmountMojo).Order());
    }

    [Theory]
    [InlineData("-Count 2", 300)]
    [InlineData("-Count 2 -LargestFirst", 1200)]
    [InlineData("", 1500)]
    public void The_wallet_picks_where_no_coin_is_named(string with, ulong amount) =>
        Assert.Equal(amount, Rich(1, 100, 200, 400, 800).Run($"Join-ChiaCoin 1 {with} -Confirm:$false").Single<SpendResult>().AmountMojo);

    [Fact]
    public void Dust_is_joined_until_there_is_none()
    {
        using var shell = Rich(1, [.. Enumerable.Repeat(10ul, 7), 5000]);
        Spends.FarmAfter = TimeSpan.FromMilliseconds(50);
        var results = shell.Run("Join-ChiaCoin -Dust -MaxCoinAmount 100mojo -Count 3 -Repeat -Confirm:$false").All<SpendResult>();
        Assert.All(results, one => Assert.Equal(SpendStatus.Confirmed, one.Status));
        Assert.Equal(new ulong[] { 70, 5000 }, shell.Run("Get-ChiaWalletCoin 1 -Spendable").All<WalletCoin>().Select(one => one.AmountMojo).Order());
        Assert.Empty(shell.Run("Join-ChiaCoin -Dust -MaxCoinAmount 100mojo -Confirm:$false").Clean().Output);
    }

    [Fact]
    public async Task A_failure_ends_the_repeating()
    {
        using var shell = Rich(1, 10, 10, 10);
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Text500, Route = "combine_coins" });
        Assert.Equal("ChiaRpc.InternalServerError", Assert.Single(shell.Run("Join-ChiaCoin -Dust -MaxCoinAmount 100mojo -Repeat -Confirm:$false").Errors).Id());
        Assert.Single(Node.Requests.Of("wallet", "combine_coins"));
    }

    [Theory]
    [InlineData("Join-ChiaCoin -CoinId $null -Confirm:$false")]
    [InlineData("Join-ChiaCoin -CoinId @() -Confirm:$false")]
    [InlineData("[pscustomobject]@{ CoinId = $null; WalletId = 1 } | Join-ChiaCoin -Confirm:$false")]
    public void A_coin_that_is_not_named_by_mistake_lets_the_wallet_pick_none(string script) => Refuses(Rich(1, 10, 20), script, "ChiaArgument.Empty");

    [Fact]
    public void Nothing_to_join_is_an_error()
    {
        Refuses(Rich(1, 100), "Join-ChiaCoin 1 -Confirm:$false", "ChiaRpc.InternalError");
    }

    [Fact]
    public void A_clawback_is_sent_seen_and_taken_back()
    {
        using var shell = Purse();
        var (hash, address) = Someone();
        shell.Run($"Send-ChiaTransaction {address} 1.5 -Clawback 3600 -Confirm:$false").Single<SpendResult>();
        Node.State.FarmBlocks(1);
        var clawback = shell.Run("Get-ChiaClawback").All<Clawback>().Single(one => one.AmountMojo == 1_500_000_000_000);
        Assert.Equal((ClawbackRole.Sender, false), (clawback.Role, clawback.Spent));
        using var asked = Purse("Yes");
        var back = asked.Run("$clawback | Complete-ChiaClawback -Fee 0.0001", With("clawback", clawback)).Single<SpendResult>();
        Assert.Equal(1.5m, back.Amount);
        Assert.Contains("Take back 1.5 TXCH (1500000000000 mojos), fee 0.0001 TXCH", Assert.Single(asked.Host.Prompts), StringComparison.Ordinal);
        Node.State.FarmBlocks(1);
        Assert.Equal("ChiaSpend.ClawbackSpent", Assert.Single(asked.Run($"try {{ Complete-ChiaClawback {clawback.CoinId} -Confirm:$false }} catch {{ $_ }}").Errors).Id());
        Assert.Equal(0, Node.State.CountOf(hash, 1_500_000_000_000));
    }

    [Fact]
    public async Task A_clawback_is_claimed_when_its_time_has_come()
    {
        // A chain of its own: one of many blocks is ahead of the clock.
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 1 });
        using var shell = Open(to: node);
        shell.Home = Home;
        node.State.LoggedIn = Observer;
        var address = shell.Run("(Get-ChiaWalletAddress).Address").Single<string>();
        node.State.LoggedIn = Main;
        shell.Run($"$null = Send-ChiaTransaction {address} 0.7 -Clawback 1 -Confirm:$false; $null = Send-ChiaTransaction {address} 0.8 -Clawback 3600 -Confirm:$false").Clean();
        node.State.FarmBlocks(1);
        node.State.LoggedIn = Observer;
        await UntilAsync(() => shell.Run("Get-ChiaClawback").All<Clawback>().Any(one => one.ClaimableAt < DateTimeOffset.UtcNow));
        var result = Try(shell, "Get-ChiaClawback | Complete-ChiaClawback -Confirm:$false");
        Assert.Equal((0.7m, SpendStatus.InMempool), (Assert.Single(Results(result)).Amount, Results(result)[0].Status));
        Assert.Equal("ChiaSpend.ClawbackTooEarly", Assert.Single(result.Errors).Id());
    }

    [Fact]
    public void A_clawback_that_nobody_knows_is_an_error()
    {
        var result = Try(Purse(), $"Complete-ChiaClawback {"0x" + new string('a', 64)} -Confirm:$false");
        Assert.Equal("ChiaRpc.NotFound", Assert.Single(result.Errors).Id());
        AssertNothingSent();
    }

    [Fact]
    public void Pending_transactions_are_forgotten_after_a_yes_that_names_them()
    {
        using var shell = Purse("No", "Yes");
        var sent = Send(shell, Someone().Address, "1.5").Single<SpendResult>();
        shell.Run("Clear-ChiaUnconfirmedTransaction").Clean();
        Assert.Empty(Bodies("delete_unconfirmed_transactions"));
        Assert.Contains(sent.TransactionId!, shell.Host.Prompts[0], StringComparison.Ordinal);
        shell.Run("Clear-ChiaUnconfirmedTransaction 1").Clean();
        Assert.Single(Bodies("delete_unconfirmed_transactions"));
        shell.Run("Clear-ChiaUnconfirmedTransaction 1, 2 -Confirm:$false").Clean();
        Assert.Single(Bodies("delete_unconfirmed_transactions"));
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Clear-ChiaUnconfirmedTransaction 9 -Confirm:$false").Id());
    }

    [Fact]
    public void A_transaction_is_waited_for()
    {
        Spends.FarmAfter = TimeSpan.FromMilliseconds(300);
        using var shell = Purse();
        Assert.True(shell.Run($"Send-ChiaTransaction {Someone().Address} 1.5 -Confirm:$false | Wait-ChiaTransaction -WaitTimeoutSec 30").Single<TransactionRecord>().Confirmed);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Wait-ChiaTransaction {"0x" + new string('a', 64)}").Id());
    }

    [Fact]
    public void A_transaction_that_is_refused_or_late_is_not_waited_for_without_end()
    {
        using var shell = Purse();
        var sent = Send(shell, Someone().Address, "1.5").Single<SpendResult>();
        Assert.Equal("ChiaWait.Timeout", shell.Errs($"Wait-ChiaTransaction {sent.TransactionId} -WaitTimeoutSec 0").Id());
        Spends.Verdict = NodeVerdict.Refused;
        var refused = Assert.Single(Results(Send(shell, Someone().Address, "1.5")));
        Assert.Equal("ChiaSpend.Refused", shell.Errs($"Wait-ChiaTransaction {refused.TransactionId}").Id());
    }

    [Fact]
    public void A_transaction_of_ones_own_making_is_built_from_its_parts()
    {
        using var shell = Rich(1, 5_000_000_000_000, 3_000_000_000_000);
        var coin = shell.Run("(Get-ChiaWalletCoin 1 -Spendable -MaxAmount 3).CoinId").Single<string>();
        var result = shell.Run(
            $"New-ChiaTransaction @{{ Address = '{Someone().Address}'; Amount = 1; Memo = 'a' }}, @{{ Address = '{Someone().Address}'; Amount = '250mojo' }} -CoinId {coin} -Fee 0.0001 -CoinAnnouncement @{{ CoinId = '{coin}'; Message = 'hi' }}").All<SpendResult>();
        Assert.Equal([(SpendStatus.Built, 1_000_000_000_000ul), (SpendStatus.Built, 250)], result.Select(one => (one.Status, one.AmountMojo)));
        var body = Assert.Single(Bodies("create_signed_transaction"));
        Assert.Equal(("0x6869", 1), (body.GetProperty("coin_announcements")[0].GetProperty("message").GetString(), body.GetProperty("coins").GetArrayLength()));
        AssertNothingSent();
        Assert.Equal(SpendStatus.InMempool, shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", result)).All<SpendResult>()[0].Status);
    }

    // A key that has these coins and no others.
    private Shell Rich(uint wallet, params ulong[] mojos)
    {
        Node.State.LoggedIn = Observer;
        Node.State.Empty(Observer);
        Node.State.Mint(Observer, wallet, mojos);
        Node.State.FarmBlocks(1);
        Node.Requests.Clear();
        return Purse("Yes", "Yes");
    }

    [Fact]
    public void A_coin_named_twice_brings_no_other_along()
    {
        using var shell = Purse();
        shell.Run("$coins = @((Get-ChiaWalletCoin -WalletId 1)[0..1].CoinId)[0, 1, 0]; $null = Join-ChiaCoin -CoinId $coins -NoPush; $null = $coins | ForEach-Object { [pscustomobject]@{ CoinId = $_ } } | Join-ChiaCoin -NoPush").Clean();
        Assert.Equal([(2, 2), (2, 2)], Bodies("combine_coins").Select(body => (body.GetProperty("target_coin_ids").GetArrayLength(), body.GetProperty("number_of_coins").GetInt32())));
    }
}
