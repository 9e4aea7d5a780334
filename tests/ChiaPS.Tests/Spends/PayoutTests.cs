using System.Globalization;
using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>Many payments from the pipeline: all are read before any is paid.</summary>
public sealed class PayoutTests(SharedNode shared) : SpendTests(shared)
{
    private const string Pays = "$rows | Send-ChiaTransaction -Confirm:$false";

    [Fact]
    public void A_pipeline_that_wants_only_the_first_result_pays_everybody()
    {
        var rows = Enumerable.Range(1, 3).Select(i => Pay(Someone().Address, "0.00" + i)).ToArray();
        Purse().Run("$rows | Send-ChiaTransaction -BatchSize 1 -Confirm:$false | Select-First 1", With("rows", rows)).Single<SpendResult>();
        Assert.Equal(3, Spends.Pushed.Count);
    }

    [Fact]
    public void A_thousand_rows_with_some_bad_ones_pay_nobody_and_name_each_bad_one()
    {
        var rows = ManyRows(1000);
        (int Number, string Id, Action<PSObject> Spoil)[] bad =
        [
            (3, "ChiaArgument.Amount", row => row.Properties["Amount"].Value = "0,5"),
            (17, "ChiaArgument.Address", row => row.Properties["Address"].Value = "txch1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvq97cdcq"),
            (400, "ChiaArgument.Amount", row => row.Properties["Amount"].Value = ""),
            (401, "ChiaArgument.Address", row => row.Properties["Address"].Value = null),
            (500, "ChiaArgument.Amount", row => row.Properties["Amount"].Value = "5cat"),
            (1000, "ChiaArgument.Amount", row => row.Properties["Amount"].Value = "-1"),
        ];
        foreach (var (number, _, spoil) in bad)
        {
            spoil(rows[number - 1]);
        }

        var result = Try(Purse(), Pays, With("rows", rows));
        Assert.Equal(bad.Select(one => one.Id), result.Errors.Select(error => error.Id()));
        Assert.Equal(bad.Select(one => $"Row {one.Number}: "), result.Errors.Select(error => error.ToString()[..(error.ToString().IndexOf(':', StringComparison.Ordinal) + 2)]));
        Assert.Equal(bad.Select(one => (object)rows[one.Number - 1]), result.Errors.Select(error => error.TargetObject));
        Assert.Equal(("ChiaSpend.BadInput", "6 of 1000 rows cannot be paid, so nothing was sent."), (result.Ended!.Id(), result.Ended!.ToString()));
        Assert.Empty(result.Output);
        AssertNothingSent();
    }

    [Theory]
    [InlineData("1, 2")]
    [InlineData("'text', 'txch1smd2ehh7494sylkdzf7qxrz7kwpkuctnryvma3gttv38snrp3qvq97cdct'")]
    [InlineData("$null, $null")]
    [InlineData("[pscustomobject]@{ Adress = 'a'; Amount2 = 1 }, @{}")]
    [InlineData("(Get-Command Get-Help), [datetime]::Now")]
    [InlineData("[pscustomobject]@{ Address = $null; Amount = $null }, [pscustomobject]@{ Address = ''; Amount = '' }")]
    [InlineData("[pscustomobject]@{ Address = 1, 2; Amount = 1, 2 }, [pscustomobject]@{ Address = @{}; Amount = @{} }")]
    public void Rows_that_bind_nothing_are_bad_rows(string rows)
    {
        var result = Try(Purse(), $"{rows} | Send-ChiaTransaction -Confirm:$false");
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("ChiaArgument.", error.Id(), StringComparison.Ordinal));
        Assert.Equal(("ChiaSpend.BadInput", "2 of 2 rows cannot be paid, so nothing was sent."), (result.Ended!.Id(), result.Ended!.ToString()));
        AssertNothingSent();
    }

    [Fact]
    public void No_row_does_nothing()
    {
        Assert.Empty(Purse().Run("@() | Send-ChiaTransaction -Confirm:$false").Clean().Output);
        AssertNothingSent();
    }

    [Fact]
    public void One_null_row_pays_nobody()
    {
        Assert.Equal("ChiaSpend.BadInput", Try(Purse(), "$null | Send-ChiaTransaction -Confirm:$false").Ended!.Id());
        AssertNothingSent();
    }

    [Fact]
    public void One_null_among_good_rows_pays_nobody()
    {
        object?[] rows = [ManyRows(1)[0], null, ManyRows(1)[0]];
        var result = Try(Purse(), Pays, With("rows", rows));
        Assert.StartsWith("Row 2: ", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Equal("ChiaSpend.BadInput", result.Ended!.Id());
        AssertNothingSent();
    }

    [Fact]
    public void A_row_never_takes_what_a_former_row_had()
    {
        var first = ManyRows(1)[0];
        var result = Try(Purse(), Pays, With("rows", new[] { first, Row(("Address", Someone().Address)), Row(("Amount", "1")) }));
        Assert.Equal(["Row 2: There is no amount.", "Row 3: There is no address."], result.Errors.Select(error => error.ToString()));
        AssertNothingSent();
    }

    [Fact]
    public void A_thousand_good_rows_go_in_twenty_bundles_each_with_its_own_coins()
    {
        Node.State.Mint(Main, 1, [.. Enumerable.Repeat(1_000_000_000_000ul, 25)]);
        Node.State.FarmBlocks(1);
        var rows = ManyRows(1000);
        using var shell = Purse("Yes");
        var result = shell.Run("$rows | Send-ChiaTransaction -Fee 0.0001", With("rows", rows));
        var results = result.Clean().Output.Select(one => (SpendResult)one.BaseObject).ToList();

        Assert.Equal(rows.Select(row => row.Properties["Address"].Value), results.Select(one => one.Address));
        Assert.Equal(Enumerable.Repeat(50, 20), results.GroupBy(one => one.TransactionId).Select(bundle => bundle.Count()));
        Assert.Equal(20, JournalFiles.Length);
        var prompt = Assert.Single(shell.Host.Prompts);
        Assert.Contains("Send 1000 amounts, 0.5005 TXCH (500500000000 mojos) in all, in 20 bundles, fee 0.002 TXCH (2000000000 mojos) in all", prompt, StringComparison.Ordinal);
        Assert.Contains("and 980 more", prompt, StringComparison.Ordinal);

        Node.State.FarmBlocks(1);
        Assert.Equal(20, Spends.Confirmed.Count);
        Assert.All(Spends.Spent, coin => Assert.Equal(1, coin.Value));
        Assert.All(Enumerable.Range(0, 1000).Where(i => i % 97 == 0), i => Assert.Equal(1, Node.State.CountOf(Someone(rows[i].Properties["Name"].Value.ToString()).PuzzleHash, (ulong)(i + 1) * 1_000_000)));
    }

    [Fact]
    public void Equal_payments_go_in_different_bundles()
    {
        var (hash, address) = Someone();
        var rows = new[] { Pay(address, "0.1"), Pay(address, "0.10"), Pay(address, "0.2"), Pay(address, "0.1xch") };
        var results = Purse().Run(Pays, With("rows", rows)).All<SpendResult>();
        Assert.Equal([2, 1, 1], results.GroupBy(one => one.TransactionId).Select(bundle => bundle.Count()));
        Assert.All(results, one => Assert.Equal(SpendStatus.InMempool, one.Status));
        Node.State.FarmBlocks(1);
        Assert.Equal((3, 1), (Node.State.CountOf(hash, 100_000_000_000), Node.State.CountOf(hash, 200_000_000_000)));
    }

    [Fact]
    public void Too_few_coins_for_the_bundles_is_told_before_anything_is_pushed()
    {
        Node.State.LoggedIn = 3296682342;
        Node.State.Mint(3296682342, 2, 500_000, 500_000);
        Node.State.FarmBlocks(1);
        var rows = Enumerable.Range(1, 3).Select(i => Pay(Someone().Address, $"{i}")).ToArray();
        var error = Refuses(Purse(), "$rows | Send-ChiaTransaction -WalletId 2 -BatchSize 1 -Confirm:$false", rows, "ChiaSpend.TooFewCoins");
        Assert.Equal("This takes 3 bundles, each with coins of its own, and wallet 2 has 2 that can be spent now. Nothing was sent.", error.ToString());
        Assert.Contains("Split-ChiaCoin", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(rows, Assert.IsType<object[]>(error.TargetObject));
    }

    // Enough coins by number, but the first bundles take more than one each.
    [Fact]
    public void Too_few_coins_is_told_when_it_shows_at_the_build_too()
    {
        Node.State.LoggedIn = 3296682342;
        Node.State.Mint(3296682342, 1, 300, 200, 200);
        Node.State.FarmBlocks(1);
        var rows = new[] { Pay(Someone().Address, "450mojo"), Pay(Someone().Address, "240mojo") };
        Refuses(Purse(), "$rows | Send-ChiaTransaction -BatchSize 1 -Confirm:$false", rows, "ChiaSpend.TooFewCoins");
    }

    [Fact]
    public void Memos_references_and_assets_come_from_the_row()
    {
        using var shell = Purse();
        var asset = shell.Run("(Get-ChiaWallet 2).AssetId").Single<string>();
        var (xch, cat) = (Someone().Address, Someone().Address);
        var rows = new[]
        {
            Row(("Address", xch), ("Amount", "0.5"), ("Memo", "November"), ("Reference", "r-1"), ("AssetId", "xch")),
            Row(("Address", cat), ("Amount", "0.5"), ("Memo", ""), ("Reference", ""), ("AssetId", asset)),
        };
        var results = shell.Run(Pays, With("rows", rows)).All<SpendResult>();
        Assert.Equal([("TXCH", 500_000_000_000, "r-1"), ("CAT", 500ul, null)], results.Select(one => (one.Unit!, one.AmountMojo, one.Reference)));
        Assert.Contains("November", Assert.Single(Node.Requests.Of("wallet", "send_transaction")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("memos", Assert.Single(Node.Requests.Of("wallet", "cat_spend")).Body, StringComparison.Ordinal);
    }

    // A former result, a wallet object or a hostile file names whom to pay, never from where.
    [Fact]
    public void Neither_wallet_nor_key_nor_session_nor_fee_come_from_the_pipeline()
    {
        var address = Someone().Address;
        var row = Row(
            ("Address", address), ("Amount", "0.5"), ("WalletId", 2), ("Fingerprint", Second), ("SessionName", "elsewhere"), ("Session", "elsewhere"), ("Fee", "1"), ("MaxFee", "5"), ("Clawback", 60),
            ("BatchSize", 1), ("NoPush", true), ("Wait", true), ("AllowUnusual", true), ("Option", "x"));
        var result = Try(Purse(), Pays, With("rows", row)).Single<SpendResult>();
        Assert.Equal((1u, (uint?)Main, Name, 0ul, SpendStatus.InMempool), (result.WalletId, result.Fingerprint, result.SessionName, result.FeeMojo, result.Status));
        Assert.Single(Bodies("send_transaction"));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Neither_culture_changes_what_is_paid_or_said(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using var shell = Purse("Yes");
            var address = Someone().Address;
            var result = shell.Run("$rows | Send-ChiaTransaction -Fee 0.0005", With("rows", new[] { Pay(address, "1.5", "INVOICE-i"), Pay(address, "0.25XCH") })).All<SpendResult>();
            Assert.Equal([1_500_000_000_000ul, 250_000_000_000], result.Select(one => one.AmountMojo));
            Assert.Contains("Send 2 amounts, 1.75 TXCH (1750000000000 mojos) in all, in 1 bundle, fee 0.0005 TXCH (500000000 mojos)", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
            Assert.Contains("\"amount\":1500000000000", Node.Requests.Of("wallet", "send_transaction_multi")[0].Body, StringComparison.Ordinal);
            Assert.Equal("INVOICE-i", shell.Run("Get-ChiaSpend INVOICE-i").Single<SpendResult>().Reference);
            Assert.Equal("ChiaArgument.Amount", shell.Ends($"Send-ChiaTransaction {address} '1,5' -Confirm:$false").Id());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = before;
        }
    }

    private ErrorRecord Refuses(Shell shell, string script, PSObject[] rows, string id)
    {
        var result = Try(shell, script, With("rows", rows));
        Assert.True(id == result.Ended?.Id(), $"{result.Ended}");
        AssertNothingSent();
        return result.Ended!;
    }
}
