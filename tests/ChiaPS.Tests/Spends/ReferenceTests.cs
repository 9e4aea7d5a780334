using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Operations;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>A reference is paid once.</summary>
public sealed class ReferenceTests(SharedNode shared) : SpendTests(shared)
{
    private const string Pays = "$rows | Send-ChiaTransaction -Confirm:$false";

    // That of the same key under another private CA.
    private string FormerJournal => Path.Combine(Home, "spends", $"0123456789abcdef-{Main}");

    [Fact]
    public void A_thousand_references_are_paid_once_however_often_the_task_runs()
    {
        Node.State.Mint(Main, 1, [.. Enumerable.Repeat(1_000_000_000_000ul, 8)]);
        Node.State.FarmBlocks(1);
        var rows = ManyRows(200, references: true);
        using var shell = Purse();
        var first = shell.Run(Pays, With("rows", rows)).All<SpendResult>();
        var second = shell.Run(Pays, With("rows", rows)).Clean();
        Assert.Equal(200, second.Warnings.Count);
        Assert.Contains("'ref-1' was sent before, as 0x", second.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(first.Select(one => (one.Reference, one.TransactionId)), Results(second).Select(one => (one.Reference, one.TransactionId)));
        Assert.Equal(4, Bodies("push_transactions").Length);

        // With one more row, only that one is paid.
        var third = shell.Run(Pays, With("rows", rows.Append(Pay(Someone().Address, "0.5", "new")).ToArray())).Clean();
        Assert.Equal(201, Results(third).Count);
        Assert.Equal(5, Bodies("push_transactions").Length);
        Node.State.FarmBlocks(1);
        Assert.All(Results(shell.Run(Pays, With("rows", rows))), one => Assert.Equal(SpendStatus.Confirmed, one.Status));
        Assert.Equal(5, Bodies("push_transactions").Length);
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("address")]
    [InlineData("asset")]
    public void A_reference_of_another_payment_is_a_conflict(string what)
    {
        using var shell = Purse();
        var address = Someone().Address;
        var first = shell.Run($"Send-ChiaTransaction {address} 1.5 -Reference r1 -Confirm:$false").Single<SpendResult>();
        var error = shell.Ends(
            $"Send-ChiaTransaction {(what == "address" ? Someone().Address : address)} {(what == "amount" ? "1.6" : what == "asset" ? "1500000000000mojo -WalletId 2" : "1.5")} -Reference r1 -Confirm:$false");
        Assert.Equal("ChiaSpend.ReferenceConflict", error.Id());
        Assert.Contains($"Reference 'r1' belongs to another payment: 1.5 TXCH (1500000000000 mojos) to {address} ({first.TransactionId}).", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void A_conflict_among_rows_is_a_bad_row_and_nobody_is_paid()
    {
        using var shell = Purse();
        shell.Run($"Send-ChiaTransaction {Someone().Address} 1.5 -Reference r1 -Confirm:$false").Single<SpendResult>();
        var result = Try(shell, Pays, With("rows", new[] { Pay(Someone().Address, "1", "r0"), Pay(Someone().Address, "1", "r1") }));
        Assert.StartsWith("Row 2: Reference 'r1' belongs to another payment", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal("ChiaSpend.BadInput", result.Ended!.Id());
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void A_reference_twice_in_one_input_is_a_bad_row()
    {
        var address = Someone().Address;
        var result = Try(Purse(), Pays, With("rows", new[] { Pay(address, "1", "r1"), Pay(Someone().Address, "1", "r2"), Pay(address, "1", " r1 ") }));
        Assert.Equal("Row 3: Reference 'r1' stands in row 1 too.", Assert.Single(result.Errors).ToString());
        Assert.Equal("ChiaSpend.BadInput", result.Ended!.Id());
        AssertNothingSent();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reference_outlives_the_certificates_of_its_installation(bool confirmed)
    {
        using var shell = Purse();
        var send = $"Send-ChiaTransaction {Someone().Address} 1.5 -Reference r1 -Confirm:$false";
        var first = shell.Run(send).Single<SpendResult>();
        if (confirmed)
        {
            Node.State.FarmBlocks(1);
        }

        Directory.Move(JournalFolder, FormerJournal);
        var second = shell.Run(send).Clean();
        Assert.Equal((first.TransactionId, confirmed ? SpendStatus.Confirmed : SpendStatus.InMempool), Assert.Single(Results(second).Select(one => (one.TransactionId, one.Status))));
        Assert.Contains("'r1' was sent before", Assert.Single(second.Warnings), StringComparison.Ordinal);
        Assert.Equal("ChiaSpend.ReferenceConflict", shell.Ends($"Send-ChiaTransaction {Someone().Address} 1.5 -Reference r1 -Confirm:$false").Id());
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public void What_was_paid_before_is_known_though_this_journal_says_refused()
    {
        using var shell = Purse();
        var send = $"Send-ChiaTransaction {Someone().Address} 1.5 -Reference r1 -Confirm:$false";
        var first = shell.Run(send).Single<SpendResult>();
        Node.State.FarmBlocks(1);
        var refused = Assert.Single(Entries()) with { TransactionId = "0x" + new string('7', 64), Status = SpendStatus.Refused, RefusedBecause = "DOUBLE_SPEND" };
        Directory.Move(JournalFolder, FormerJournal);
        new SpendJournal(Connect(), Main).Write(refused, records: null);
        var again = shell.Run(send).Clean();
        Assert.Equal((first.TransactionId, SpendStatus.Confirmed), Assert.Single(Results(again).Select(one => (one.TransactionId, one.Status))));
        Assert.Single(Bodies("push_transactions"));
    }

    [Fact]
    public async Task A_reference_of_the_same_key_on_another_chain_is_another_payment()
    {
        await using var other = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 8 });
        var send = $"Send-ChiaTransaction {Someone().Address} 0.5 -Reference r1 -Confirm:$false";
        using var there = Open(to: other);
        there.Home = Home;
        there.Run(send).Single<SpendResult>();
        Directory.Move(JournalFolder, FormerJournal);
        var before = await File.ReadAllTextAsync(Assert.Single(JournalFiles), TestContext.Current.CancellationToken);
        using var here = Purse();
        Assert.Empty(here.Run(send).Clean().Warnings);
        Assert.Single(Bodies("push_transactions"));
        Assert.Equal(2, JournalFiles.Length);
        Assert.Contains(before, JournalFiles.Select(File.ReadAllText));
    }

    [Fact]
    public void References_are_told_apart_by_case_in_every_culture()
    {
        using var shell = Purse();
        var rows = new[] { Pay(Someone().Address, "1", "i"), Pay(Someone().Address, "1", "I"), Pay(Someone().Address, "1", "ı") };
        Assert.Equal(3, shell.Run(Pays, With("rows", rows)).All<SpendResult>().Count);
        Assert.Equal(3, shell.Run("Get-ChiaSpend").All<SpendResult>().Count);
    }
}
