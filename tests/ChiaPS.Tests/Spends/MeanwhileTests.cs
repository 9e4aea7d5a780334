using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>What others do between two calls: another key, coins taken, the same payment, Ctrl+C.</summary>
public sealed class MeanwhileTests(SharedNode shared) : SpendTests(shared)
{
    private readonly (string PuzzleHash, string Address) _to = Someone();

    public static TheoryData<bool> Asked => [true, false];

    // At every call but the push itself.
    [Theory]
    [MemberData(nameof(Asked))]
    public void Another_key_logged_in_between_two_calls_never_pays(bool asked)
    {
        var calls = 0;
        Node.Requests.Arrived = _ => calls++;
        Sent();
        var all = Node.Requests.All.ToList().FindIndex(request => request.Route == "push_transactions");
        Assert.InRange(all, 8, 40);
        for (var at = 0; at < all; at++)
        {
            Node.State.ClearSpends();
            Node.State.LoggedIn = Main;
            calls = 0;
            var when = at;
            Node.Requests.Arrived = _ => Node.State.LoggedIn = calls++ == when ? Second : Node.State.LoggedIn;
            var result = Sent();
            var problem = result.Ended ?? Assert.Single(result.Errors);
            Assert.True(problem.Id() is "ChiaWallet.WrongKey" or "ChiaSpend.InsufficientFunds" or "ChiaSpend.NotAsAsked", $"call {at}: {problem.Id()}: {problem}");
            Assert.True(Spends.Pushed.Count == 0, $"call {at}");
        }

        Node.Requests.Arrived = null;

        ShellResult Sent()
        {
            using var shell = Purse("Yes", "Yes", "Yes");
            return Try(shell, $"Send-ChiaTransaction {Someone().Address} 0.00001 -Fingerprint {Main} {(asked ? "" : "-Confirm:$false")}");
        }
    }

    [Fact]
    public void Another_key_between_two_bundles_ends_it_with_what_was_sent_and_what_was_not()
    {
        using var shell = Purse();
        var isPushed = false;
        Node.Requests.Arrived = request =>
        {
            isPushed |= request.Route == "push_transactions";
            Node.State.LoggedIn = isPushed && request.Route == "get_logged_in_fingerprint" ? Second : Node.State.LoggedIn;
        };
        var result = Try(shell, "$rows | Send-ChiaTransaction -BatchSize 1 -Confirm:$false", With("rows", new[] { Pay(_to.Address, "0.1", "a"), Pay(Someone().Address, "0.2", "b") }));
        Node.Requests.Arrived = null;

        Assert.Equal("a", Assert.Single(Results(result)).Reference);
        Assert.Equal("ChiaWallet.WrongKey", result.Ended?.Id());
        Assert.Equal("b", PSObject.AsPSObject(Assert.Single((object[])result.Ended!.TargetObject)).Properties["Reference"].Value);
    }

    // No change comes back, so the wallet's coins do not tell what spent them.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_behind_the_wallet_makes_nothing_that_was_paid_look_refused_or_free(bool isRefusedFirst)
    {
        using var shell = Purse();
        var paid = $"Send-ChiaTransaction {_to.Address} 1.75 -Reference r1 -Confirm:$false";
        if (isRefusedFirst)
        {
            Spends.Verdict = NodeVerdict.Refused;
        }
        else
        {
            await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "push_transactions", Count = 1 });
        }

        var lost = Results(Try(shell, paid))[0];
        Assert.Equal(isRefusedFirst ? SpendStatus.Refused : SpendStatus.Unknown, lost.Status);
        Spends.Verdict = NodeVerdict.Right;
        shell.Run("$bundle | Submit-ChiaTransaction -Confirm:$false", With("bundle", System.Text.Json.JsonDocument.Parse(lost.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText())).Single<SpendResult>();
        shell.Run("Clear-ChiaUnconfirmedTransaction -Confirm:$false").Clean();
        Node.State.FarmBlocks(1);

        Spends.NodeLag = 1;
        var again = Try(shell, paid);
        Assert.Equal((SpendStatus.Unknown, "ChiaSpend.Unknown"), (Results(again)[0].Status, Assert.Single(again.Errors).Id()));
        Assert.Contains("its coins are spent", again.Errors[0].ToString(), StringComparison.Ordinal);
        var settled = Try(shell, "Get-ChiaSpend -Unfinished | Submit-ChiaTransaction -Confirm:$false");
        Assert.Equal("ChiaSpend.Unknown", Assert.Single(settled.Errors).Id());
        Assert.Empty(Results(settled));
        Assert.Equal(isRefusedFirst, Spends.Pushed[lost.TransactionId!] > 1);

        Spends.NodeLag = 0;
        Assert.Equal((SpendStatus.Confirmed, lost.TransactionId), (shell.Run(paid).Single<SpendResult>().Status, lost.TransactionId));
        Assert.Equal(1, Node.State.CountOf(_to.PuzzleHash, 1_750_000_000_000));
    }

    [Theory]
    [InlineData("Yes", 1)]
    [InlineData("No", 0)]
    public void Coins_taken_while_the_user_thinks_are_built_and_asked_about_again(string second, int paid)
    {
        var taken = false;
        Node.Requests.Arrived = request =>
        {
            if (request.Route == "get_public_key" && !taken)
            {
                taken = true;
                Node.State.Pay(Main, Someone().PuzzleHash, 1_500_000_000_000);
            }
        };
        using var shell = Purse("Yes", second);
        var result = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5").Clean();
        Assert.Equal(paid, Results(result).Count);
        Assert.Equal(2, shell.Host.Prompts.Count);
        Assert.Contains("A coin was taken by another spend meanwhile", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, Bodies("send_transaction").Length);
        Farmed(paid);
    }

    [Fact]
    public void Coins_taken_under_the_lock_are_built_again_without_a_word_to_the_user()
    {
        var taken = false;
        Node.Requests.Arrived = request =>
        {
            if (request.Route == "get_coin_records" && !taken)
            {
                taken = true;
                Node.State.Pay(Main, Someone().PuzzleHash, 1_500_000_000_000);
            }
        };
        using var shell = Purse();
        Assert.Equal(SpendStatus.InMempool, Send(shell, _to.Address, "1.5").Single<SpendResult>().Status);
        Assert.Equal(2, Bodies("send_transaction").Length);
        Farmed(1);
    }

    [Fact]
    public void A_reference_paid_by_another_process_while_the_user_thinks_is_not_paid_again()
    {
        using var other = Another();
        var paid = false;
        Node.Requests.Arrived = request =>
        {
            if (request.Route == "get_public_key" && !paid)
            {
                paid = true;
                Task.Run(() => Send(other, _to.Address, $"1.5 -Reference r1 -AllowDuplicate -Session {Name}").Single<SpendResult>()).Wait();
            }
        };
        using var shell = Purse("Yes");
        Assert.Equal("ChiaSpend.ReferenceConflict", shell.Ends($"Send-ChiaTransaction {_to.Address} 1.5 -Reference r1").Id());
        Assert.Single(Bodies("push_transactions"));
        Farmed(1);
    }

    [Fact]
    public void Ctrl_C_after_the_push_leaves_it_journaled_with_its_verdict()
    {
        (Spends.Verdict, Spends.Delay) = (NodeVerdict.Late, TimeSpan.FromSeconds(1));
        using var shell = Purse();
        using var pushed = new ManualResetEventSlim();
        Node.Requests.Arrived = request =>
        {
            if (request.Route == "push_transactions")
            {
                pushed.Set();
            }
        };
        var (running, handle, _) = shell.Start($"Send-ChiaTransaction {_to.Address} 1.5 -Confirm:$false");
        Assert.True(pushed.Wait(AtOnce, Token));
        running.Stop();
        Assert.ThrowsAny<Exception>(() => running.EndInvoke(handle));
        running.Dispose();
        Assert.Equal(SpendStatus.InMempool, Assert.Single(Entries()).Status);
        Farmed(1);
    }

    [Fact]
    public void Ctrl_C_before_the_push_sends_nothing()
    {
        using var shell = Purse();
        using var reached = new ManualResetEventSlim();
        using var stopped = new ManualResetEventSlim();
        Node.Requests.Arrived = request =>
        {
            if (request.Route == "get_coin_records")
            {
                reached.Set();
                stopped.Wait(AtOnce); // no answer before it is told to stop
            }
        };
        var (running, handle, _) = shell.Start($"Send-ChiaTransaction {_to.Address} 1.5 -Confirm:$false");
        Assert.True(reached.Wait(AtOnce, Token));
        running.Stop();
        stopped.Set();
        Assert.ThrowsAny<Exception>(() => running.EndInvoke(handle));
        running.Dispose();
        AssertNothingSent();
    }

    [Fact]
    public async Task Two_tasks_at_once_take_different_coins()
    {
        Open().Dispose();
        var payees = Enumerable.Range(0, 6).Select(_ => Someone()).ToList();
        await Task.WhenAll(payees.Select(payee => Task.Run(() =>
        {
            using var shell = Another();
            Send(shell, payee.Address, $"0.3 -Session {Name}").Single<SpendResult>();
        })));
        Node.State.FarmBlocks(1);
        Assert.All(payees, payee => Assert.Equal(1, Node.State.CountOf(payee.PuzzleHash, 300_000_000_000)));
    }

    [Fact]
    public async Task Two_tasks_with_one_reference_pay_it_once()
    {
        Open().Dispose();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var shell = Another();
            return Send(shell, _to.Address, $"0.3 -Reference once -Session {Name}").Single<SpendResult>().TransactionId;
        })));
        Assert.Single(statuses.Distinct());
        Farmed(1, 300_000_000_000);
    }

    private void Farmed(int count, ulong amount = 1_500_000_000_000)
    {
        Node.State.FarmBlocks(1);
        Assert.Equal(count, Node.State.CountOf(_to.PuzzleHash, amount));
        Assert.All(Spends.Spent, coin => Assert.Equal(1, coin.Value));
    }
}
