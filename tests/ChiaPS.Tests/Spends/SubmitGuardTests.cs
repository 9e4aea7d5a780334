using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>What is submitted is all of a bundle as it was built, each row under its reference.</summary>
public sealed class SubmitGuardTests(SharedNode shared) : SpendTests(shared)
{
    private readonly (string PuzzleHash, string Address) _to = Someone();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_nobody_is_there_to_be_asked_it_says_so(bool isBare)
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        object what = !isBare ? built : JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText();
        var result = Try(shell, "$what | Submit-ChiaTransaction", With("what", what));
        Assert.Equal("ChiaSpend.CannotAsk", Assert.Single(result.Errors.Append(result.Ended).OfType<ErrorRecord>()).Id());
        AssertNothingSent();
    }

    [Fact]
    public void A_warning_that_ends_it_does_not_keep_the_id_of_what_was_sent()
    {
        using var shell = Purse();
        var built = shell.Run($"Send-ChiaTransaction {_to.Address} 1.5 -NoPush").Single<SpendResult>();
        var bundle = JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText();
        var result = Try(shell, "$bundle | Submit-ChiaTransaction -Service Wallet -Confirm:$false -WarningAction Stop", With("bundle", bundle));
        Assert.Equal(built.SpendBundleId, Assert.Single(Results(result)).SpendBundleId);
    }

    // What ConvertTo-Json makes of the results of a file of payments: a row whose reference got lost could be paid again.
    [Fact]
    public void A_list_of_results_as_JSON_text_keeps_each_reference()
    {
        using var shell = Purse();
        var built = shell.Run("$rows | Send-ChiaTransaction -NoPush -BatchSize 2", With("rows", new[] { Pay(_to.Address, "0.1", "a"), Pay(Someone().Address, "0.2", "b"), Pay(Someone().Address, "0.3", "c") })).All<SpendResult>();
        var text = JsonSerializer.Serialize(built.Select(row => new { row.TransactionJson, row.Reference, row.Address, row.AmountMojo, row.WalletId }));
        Assert.Equal(["a", "b", "c"], shell.Run("$text | Submit-ChiaTransaction -Confirm:$false", With("text", text)).All<SpendResult>().Select(row => row.Reference));
        Assert.Equal(2, Bodies("push_transactions").Length);
        Assert.Equal(["a", "b", "c"], Entries().SelectMany(entry => entry.Rows).Select(row => row.Reference).Order(StringComparer.Ordinal));
        Assert.Equal("ChiaArgument.Transaction", Assert.Single(Try(shell, "'[{\"TransactionJson\":\"[]\"},5]' | Submit-ChiaTransaction -Confirm:$false").Errors).Id());
    }

    // All of the bundle would be sent, one row be shown and noted down, and the others be free to be paid again.
    [Theory]
    [InlineData("some")]
    [InlineData("another amount")]
    [InlineData("another address")]
    public void Some_rows_of_a_bundle_or_altered_ones_are_refused(string how)
    {
        using var shell = Purse("Yes");
        var built = shell.Run("$rows | Send-ChiaTransaction -NoPush", With("rows", new[] { Pay(_to.Address, "0.1", "a"), Pay(Someone().Address, "0.2", "b"), Pay(Someone().Address, "0.3", "c") })).All<SpendResult>();
        var rows = built.Select(row => Row(("TransactionJson", row.TransactionJson), ("Reference", row.Reference), ("Address", row.Address), ("AmountMojo", row.AmountMojo), ("WalletId", row.WalletId))).ToArray();
        var given = rows;
        switch (how)
        {
            case "some":
                given = rows[..2];
                break;
            case "another amount":
                rows[1].Properties["AmountMojo"].Value = 1;
                break;
            default:
                rows[1].Properties["Address"].Value = _to.Address;
                break;
        }

        var error = Assert.Single(Try(shell, "$given | Submit-ChiaTransaction -Confirm:$false", With("given", given)).Errors);
        Assert.Equal("ChiaArgument.Transaction", error.Id());
        Assert.Contains("rows are missing, or were altered", error.ToString(), StringComparison.Ordinal);
        AssertNothingSent();
        Assert.Equal(3, shell.Run("$built | Submit-ChiaTransaction -Confirm:$false", With("built", built.ToArray())).All<SpendResult>().Count);
    }
}
