using System.Diagnostics;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Operations;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>What goes wrong from the push on, and between two calls.</summary>
public sealed class LossTests(SharedNode shared) : SpendTests(shared)
{
    private const string Settle = "Get-ChiaSpend -Unfinished | Submit-ChiaTransaction -Confirm:$false";
    private readonly (string PuzzleHash, string Address) _to = Someone();

    [Fact]
    public async Task An_answer_lost_before_the_wallet_took_it_is_unknown_and_settled_with_the_same_bundle()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "push_transactions", Count = 1 });
        using var shell = Purse();
        var result = Send(shell, _to.Address, "1.5 -Reference r1");
        var unknown = Assert.Single(Results(result));
        Assert.Equal((SpendStatus.Unknown, "ChiaSpend.Unknown"), (unknown.Status, result.Ended!.Id()));
        Assert.Contains("is not known", result.Ended!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-ChiaSpend -Unfinished | Submit-ChiaTransaction", result.Ended!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Spends.Pushed);
        Assert.Equal(SpendStatus.Unknown, Assert.Single(Entries()).Status);

        var settled = shell.Run(Settle).Single<SpendResult>();
        Assert.Equal((SpendStatus.InMempool, unknown.TransactionId, "r1"), (settled.Status, settled.TransactionId, settled.Reference));
        Assert.True(Same(unknown.TransactionJson, Bodies("push_transactions")[^1].GetProperty("transactions")));
        Farmed(1);
    }

    [Fact]
    public async Task An_unknown_payment_is_not_made_again_by_the_same_command()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "push_transactions", Count = 1 });
        using var shell = Purse();
        var first = Results(Send(shell, _to.Address, "1.5 -Reference r1"))[0];

        var again = Send(shell, _to.Address, "1.5 -Reference r1");
        Assert.Equal((SpendStatus.Unknown, first.TransactionId), (Results(again)[0].Status, Results(again)[0].TransactionId));
        Assert.Equal("ChiaSpend.Unknown", Assert.Single(again.Errors).Id());
        Assert.Equal("ChiaSpend.Duplicate", shell.Ends($"Send-ChiaTransaction {_to.Address} 1.5 -Confirm:$false").Id());
        Assert.Empty(Spends.Pushed);
    }

    [Theory]
    [InlineData(FaultKind.ResetAtByte, 0)]
    [InlineData(FaultKind.ResetAtByte, 40)]
    [InlineData(FaultKind.CutShort, 0)]
    [InlineData(FaultKind.BrokenJson, 0)]
    public async Task An_answer_lost_after_the_wallet_took_it_is_found_out(FaultKind kind, int bytes)
    {
        await Node.Faults.AddAsync(new Fault { Kind = kind, Bytes = bytes, Route = "push_transactions", Count = 1 });
        var result = Send(Purse(), _to.Address, "1.5").Single<SpendResult>();
        Assert.Equal(SpendStatus.InMempool, result.Status);
        Assert.Equal(1, Assert.Single(Spends.Pushed).Value);
        Farmed(1);
    }

    [Fact]
    public async Task A_wallet_that_falls_silent_after_the_push_leaves_it_unknown_until_it_is_back()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetAtByte, Bytes = 0, Route = "push_transactions" });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "get_transaction" });
        using var shell = Purse();
        var result = Send(shell, _to.Address, "1.5 -Reference r1");
        Assert.Equal((SpendStatus.Unknown, "ChiaSpend.Unknown"), (Results(result)[0].Status, result.Ended!.Id()));
        await Node.Faults.ClearAsync();

        Assert.Contains(shell.Run("Get-ChiaSpend -Unfinished").Single<SpendResult>().Status, new[] { SpendStatus.Pending, SpendStatus.InMempool });
        Assert.Equal(SpendStatus.InMempool, shell.Run(Settle).Single<SpendResult>().Status);
        Assert.Equal(1, Assert.Single(Spends.Pushed).Value);
        Farmed(1);
        Assert.Empty(shell.Run(Settle).Clean().Output);
    }

    [Fact]
    public async Task What_is_confirmed_meanwhile_and_forgotten_by_the_wallet_is_told_by_its_coins()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetAtByte, Bytes = 0, Route = "push_transactions" });
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "get_transaction" });
        using var shell = Purse();
        var lost = Results(Send(shell, _to.Address, "1.5 -Reference r1"))[0];
        await Node.Faults.ClearAsync();
        shell.Run("Clear-ChiaUnconfirmedTransaction -Confirm:$false").Clean();
        Node.State.FarmBlocks(1);

        Assert.Equal("ChiaRpc.NotFound", shell.Errs($"Get-ChiaTransaction -TransactionId {lost.TransactionId}").Id());
        var again = Send(shell, _to.Address, "1.5 -Reference r1").Single<SpendResult>();
        Assert.Equal((SpendStatus.Confirmed, lost.TransactionId), (again.Status, again.TransactionId));
        var result = shell.Run("$lost | Submit-ChiaTransaction -Confirm:$false", With("lost", lost));
        Assert.Equal(SpendStatus.Confirmed, result.Single<SpendResult>().Status);
        Assert.Contains("is confirmed already", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, Node.State.CountOf(_to.PuzzleHash, 1_500_000_000_000));
        Assert.Equal(1, Spends.Pushed[lost.TransactionId!]);
    }

    [Fact]
    public void A_wallet_that_says_no_to_the_push_has_refused_it()
    {
        Node.State.Spends.Tamper = answer => answer["transactions"]![0]!["name"] = "0x" + new string('5', 64);
        using var shell = Purse();
        Node.Requests.Arrived = request => Node.State.LoggedIn = request.Route == "push_transactions" ? null : Node.State.LoggedIn;
        var result = Send(shell, _to.Address, "1.5");
        Assert.Equal("ChiaSpend.Unknown", result.Ended!.Id());
        Assert.Contains("wallet state manager not assigned", result.Ended!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_says_why_and_the_way_out()
    {
        (Spends.Verdict, Spends.Reason) = (NodeVerdict.Refused, "INVALID_FEE_TOO_CLOSE_TO_ZERO");
        using var shell = Purse();
        var result = Send(shell, _to.Address, "1.5 -Reference r1");
        var refused = Assert.Single(Results(result));
        Assert.Equal((SpendStatus.Refused, "INVALID_FEE_TOO_CLOSE_TO_ZERO"), (refused.Status, refused.RefusedBecause));
        Assert.Equal("ChiaSpend.Refused", result.Ended!.Id());
        Assert.Equal($"The spend {refused.TransactionId} was refused: INVALID_FEE_TOO_CLOSE_TO_ZERO.", result.Ended!.ToString());
        Assert.Contains("Clear-ChiaUnconfirmedTransaction", result.Ended!.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(shell.Run("Get-ChiaSpend -Unfinished").Clean().Output);

        // The wallet holds it and may send it again, so the reference is not free yet.
        Spends.Verdict = NodeVerdict.Right;
        Assert.Equal("ChiaSpend.Refused", shell.Ends($"Send-ChiaTransaction {_to.Address} 1.5 -Reference r1 -Confirm:$false").Id());
        shell.Run("Clear-ChiaUnconfirmedTransaction -Confirm:$false").Clean();
        Assert.NotEqual(refused.TransactionId, Send(shell, _to.Address, "1.6 -Reference r1").Single<SpendResult>().TransactionId);
        Node.State.FarmBlocks(1);
        Assert.Equal((0, 1), (Node.State.CountOf(_to.PuzzleHash, 1_500_000_000_000), Node.State.CountOf(_to.PuzzleHash, 1_600_000_000_000)));
    }

    // A wallet sends again what it holds: low fees are refused in the evening and taken at night.
    [Theory]
    [InlineData("")]
    [InlineData("Clear-ChiaUnconfirmedTransaction -Confirm:$false")]
    [InlineData("Get-ChiaSpend | Remove-ChiaSpend")]
    public void What_was_refused_and_confirmed_after_all_is_not_paid_again(string before)
    {
        Spends.Verdict = NodeVerdict.Refused;
        using var shell = Purse();
        var refused = Results(Send(shell, _to.Address, "1.5 -Reference r1"))[0];
        Spends.Verdict = NodeVerdict.Right;
        var other = Row(("TransactionJson", shell.Run($"Send-ChiaTransaction {Someone().Address} 1.5 -NoPush").Single<SpendResult>().TransactionJson), ("Reference", "r1"), ("AmountMojo", "1500000000000"), ("WalletId", "1"));
        shell.Run("$bundle | Submit-ChiaTransaction -Confirm:$false", With("bundle", System.Text.Json.JsonDocument.Parse(refused.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText())).Single<SpendResult>();
        shell.Run(before).Clean();
        Node.State.FarmBlocks(1);
        Assert.Equal(SpendStatus.Refused, Assert.Single(Entries()).Status);

        Assert.Equal("ChiaSpend.ReferenceConflict", Try(shell, "$other | Submit-ChiaTransaction -Confirm:$false", With("other", other)).Errors.Single().Id());
        var again = Send(shell, _to.Address, "1.5 -Reference r1").Single<SpendResult>();
        Assert.Equal((SpendStatus.Confirmed, refused.TransactionId), (again.Status, again.TransactionId));
        Farmed(1);
    }

    [Fact]
    public void After_a_refusal_nothing_more_is_sent_and_what_was_not_is_named()
    {
        var pushes = 0;
        Node.Requests.Arrived = request => Spends.Verdict = request.Route == "push_transactions" && ++pushes == 2 ? NodeVerdict.Refused : Spends.Verdict;
        using var shell = Purse();
        var rows = Enumerable.Range(1, 4).Select(i => Pay(Someone().Address, $"0.{i}")).ToArray();
        var result = Try(shell, "$rows | Send-ChiaTransaction -BatchSize 1 -Confirm:$false", With("rows", rows));
        Assert.Equal([SpendStatus.InMempool, SpendStatus.Refused], Results(result).Select(one => one.Status));
        Assert.Equal("ChiaSpend.Refused", result.Ended!.Id());
        Assert.Equal(rows[2..], Assert.IsType<object[]>(result.Ended!.TargetObject));
        Assert.Equal(2, pushes);
        Assert.Equal(2, JournalFiles.Length);
    }

    [Fact]
    public void A_late_verdict_is_waited_for()
    {
        (Spends.Verdict, Spends.Delay) = (NodeVerdict.Late, TimeSpan.FromSeconds(1));
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(SpendStatus.InMempool, Send(Purse(), _to.Address, "1.5").Single<SpendResult>().Status);
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void An_absent_verdict_is_pending_and_not_an_error()
    {
        Spends.Verdict = NodeVerdict.Never;
        using var shell = Purse();
        Assert.Equal(SpendStatus.Pending, Send(shell, _to.Address, "1.5").Single<SpendResult>().Status);
        Assert.Equal(SpendStatus.Pending, shell.Run("Get-ChiaSpend -Unfinished").Single<SpendResult>().Status);
        Spends.Verdict = NodeVerdict.Right;
        Farmed(1);
        Assert.Empty(shell.Run("Get-ChiaSpend -Unfinished").Clean().Output);
        Assert.Equal(SpendStatus.Confirmed, shell.Run("Get-ChiaSpend").Single<SpendResult>().Status);
    }

    [Fact]
    public void What_has_to_wait_is_pending_with_the_reason()
    {
        (Spends.Verdict, Spends.Reason) = (NodeVerdict.Pending, "ASSERT_HEIGHT_ABSOLUTE_FAILED");
        var result = Send(Purse(), _to.Address, "1.5").Single<SpendResult>();
        Assert.Equal((SpendStatus.Pending, "ASSERT_HEIGHT_ABSOLUTE_FAILED"), (result.Status, result.RefusedBecause));
    }

    [Fact]
    public void A_wait_ends_with_a_refusal_that_comes_later()
    {
        (Spends.Verdict, Spends.Reason) = (NodeVerdict.Pending, "MEMPOOL_CONFLICT");
        using var shell = Purse();
        var result = Try(shell, $"Send-ChiaTransaction {_to.Address} 1.5 -Confirm:$false -Wait -WaitTimeoutSec 1");
        Assert.Equal((SpendStatus.Pending, "ChiaWait.Timeout"), (Assert.Single(Results(result)).Status, Assert.Single(result.Errors).Id()));
    }

    [Theory]
    [InlineData("Continue", 2)]
    [InlineData("Stop", 1)]
    public void What_was_sent_is_written_though_the_wallet_goes_while_it_is_waited_for(string action, int count)
    {
        using var shell = Purse();
        var rows = new[] { Pay(_to.Address, "1.5", "r1"), Pay(Someone().Address, "1.5", "r2") };
        var looks = 0;
        Node.Requests.Arrived = request => Node.State.LoggedIn = Spends.Pushed.Count == 2 && request.Route == "get_transaction" && ++looks > 3 ? Second : Node.State.LoggedIn;
        var result = Try(shell, "$rows | Send-ChiaTransaction -BatchSize 1 -Confirm:$false -Wait -WaitTimeoutSec 20 -ErrorAction " + action, With("rows", rows));
        Node.State.LoggedIn = Main;
        var errors = result.Errors.Append(result.Ended).OfType<ErrorRecord>().DistinctBy(error => error.TargetObject).ToList();
        Assert.Equal(["r1", "r2"], Results(result).Select(one => one.Reference));
        Assert.Equal(Results(result).Take(count).Select(one => one.TransactionId), errors.Select(error => error.TargetObject));
        Assert.All(errors, error => Assert.Equal("ChiaWallet.WrongKey", error.Id()));
        Assert.All(errors, error => Assert.Contains("It was sent, and can still confirm.", error.ToString(), StringComparison.Ordinal));
    }

    // Else another payment takes them, and the lost one can never be settled.
    [Fact]
    public async Task The_coins_of_an_unknown_payment_are_left_to_it()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "push_transactions", Count = 1 });
        using var shell = Purse();
        Send(shell, _to.Address, "1.5 -Reference r1");
        Send(shell, Someone().Address, "1.5 -Reference r2").Single<SpendResult>();
        Node.State.FarmBlocks(1);
        shell.Run(Settle).Single<SpendResult>();
        Farmed(1);
    }

    [Fact]
    public void What_waits_for_coins_that_are_gone_is_refused()
    {
        (Spends.Verdict, Spends.Reason) = (NodeVerdict.Pending, "MEMPOOL_CONFLICT");
        using var shell = Purse();
        var sent = Send(shell, _to.Address, "1.5 -Reference r1").Single<SpendResult>();
        Assert.Equal(SpendStatus.Pending, sent.Status);
        Node.State.Take(System.Text.Json.JsonDocument.Parse(sent.TransactionJson!).RootElement[0].GetProperty("removals")[0]);
        Spends.Verdict = NodeVerdict.Right;
        Assert.Equal("ChiaSpend.Refused", shell.Ends($"Send-ChiaTransaction {_to.Address} 1.5 -Reference r1 -Confirm:$false").Id());
        shell.Run("Clear-ChiaUnconfirmedTransaction -Confirm:$false").Clean();
        Send(shell, _to.Address, "1.5 -Reference r1").Single<SpendResult>();
        Farmed(1);
    }

    private void Farmed(int count, ulong amount = 1_500_000_000_000)
    {
        Node.State.FarmBlocks(1);
        Assert.Equal(count, Node.State.CountOf(_to.PuzzleHash, amount));
        Assert.All(Spends.Spent, coin => Assert.Equal(1, coin.Value));
    }
}
