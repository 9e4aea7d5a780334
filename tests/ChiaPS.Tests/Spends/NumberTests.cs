using System.Globalization;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>Every form in which a number can reach -Amount and -Fee, up to the mojos that the wallet is asked for.</summary>
public sealed class NumberTests(SharedNode shared) : SpendTests(shared)
{
    private static readonly (string Expression, ulong Mojo)[] Taken =
    [
        ("1", 1_000_000_000_000), ("0.1", 100_000_000_000), ("1.50", 1_500_000_000_000), ("0.00005", 50_000_000), ("0.000000000001", 1), ("1e-12", 1), ("1.000000000001", 1_000_000_000_001),
        ("123.123456789012", 123_123_456_789_012), ("'0.1'", 100_000_000_000), ("'.5'", 500_000_000_000), ("'123.123456789012'", 123_123_456_789_012), ("0.1d", 100_000_000_000), ("([int]3)", 3_000_000_000_000),
        ("([long]3)", 3_000_000_000_000), ("'1.5xch'", 1_500_000_000_000), ("1.5txch", 1_500_000_000_000), ("250mojo", 250), ("([ChiaPS.Amount]'1.5xch')", 1_500_000_000_000), ("(0.25 + 0.25)", 500_000_000_000),
        ("$row.Value", 500_000_000_000), ("([decimal]0.1)", 100_000_000_000), ("(ConvertTo-ChiaAmount 1500mojo)", 1500), ("$balance.Fee", 500_000_000),
    ];

    private static readonly string[] Refused =
    [
        "0,1", "'0,1'", "'1,000'", "1,000", "-1", "'-1'", "([ulong]250)", "250n", "$mojo", "(0.1 + 0.2)", "(1/3)", "'1e-12'", "2cat", "'1.5eth'", "$true", "'xch'", "'0.0000000000001'", "([datetime]::Now)", "@()", "@(1)", "'1_000'", "'1.000,5'",
        "18446744.073709551616xch", "([double]::NaN)", "1e-30", "(1e-15 * 1e-15)", "'0.00000000000000000000000000000000001'", "'1.000000000000000000000000000000001'", "1e29", "(1e29 * 1)", "1e300",
    ];

    public static TheoryData<string> Cultures => ["", "de-DE", "tr-TR"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Exact_forms_reach_the_wallet_exactly(string culture) => In(culture, shell =>
    {
        foreach (var (expression, mojo) in Taken)
        {
            Node.Requests.Clear();
            shell.Run($"$null = Send-ChiaTransaction $to {expression} -NoPush").Clean();
            Assert.True(mojo == Bodies("send_transaction")[0].GetProperty("amount").GetUInt64(), $"{expression}: {Bodies("send_transaction")[0]}");
            shell.Run($"$x = {(expression.Contains("mojo", StringComparison.Ordinal) && expression[0] is not ('(' or '\'') || expression.EndsWith("txch", StringComparison.Ordinal) ? $"'{expression}'" : expression)}; $null = Send-ChiaTransaction $to $x -NoPush; $null = [pscustomobject]@{{ Address = $to; Amount = $x }} | Send-ChiaTransaction -NoPush").Clean();
            Assert.All(Bodies("send_transaction"), body => Assert.True(mojo == body.GetProperty("amount").GetUInt64(), $"{expression}: {body}"));
            Assert.Equal(3, Bodies("send_transaction").Length);

            Node.Requests.Clear();
            shell.Run($"$null = Send-ChiaTransaction $to 1000 -Fee {expression} -MaxFee 1000 -NoPush").Clean();
            Assert.True(mojo == Bodies("send_transaction")[0].GetProperty("fee").GetUInt64(), expression);
        }
    });

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Everything_else_is_refused_before_the_wallet_is_asked_to_build(string culture) => In(culture, shell =>
    {
        foreach (var expression in Refused)
        {
            Node.Requests.Clear();
            foreach (var script in new[] { $"Send-ChiaTransaction $to {expression} -NoPush", $"Send-ChiaTransaction $to 1000 -Fee {expression} -MaxFee 1000 -NoPush", $"$x = {Quoted(expression)}; [pscustomobject]@{{ Address = $to; Amount = $x }} | Send-ChiaTransaction -NoPush" })
            {
                var result = Try(shell, script);
                Assert.True(result.Ended is not null, script);
                Assert.Empty(result.Output);
                Assert.Empty(Bodies("send_transaction"));
            }
        }
    });

    [Fact]
    public void A_cat_s_numbers_are_cats_and_its_fee_is_xch()
    {
        using var shell = Purse();
        shell.Run($"$null = Send-ChiaTransaction {Someone().Address} 2.5 -WalletId 2 -Fee 0.0001 -NoPush; $null = Send-ChiaTransaction {Someone().Address} 250mojo -WalletId 2 -NoPush; $null = Send-ChiaTransaction {Someone().Address} 0.001cat -WalletId 2 -NoPush").Clean();
        Assert.Equal([(2500ul, 100_000_000ul), (250, 0), (1, 0)], Bodies("cat_spend").Select(body => (body.GetProperty("additions")[0].GetProperty("amount").GetUInt64(), body.GetProperty("fee").GetUInt64())));
        Assert.Equal("ChiaArgument.Amount", shell.Ends($"Send-ChiaTransaction {Someone().Address} 0.0001 -WalletId 2 -NoPush").Id());
        Assert.StartsWith("ParameterArgumentTransformationError", shell.Ends($"Send-ChiaTransaction {Someone().Address} 1 -Fee '1,5' -NoPush").Id(), StringComparison.Ordinal);
    }

    private static string Quoted(string expression) => expression is "2cat" or "-1" || expression.EndsWith("xch", StringComparison.Ordinal) ? $"'{expression}'" : expression;

    private void In(string culture, Action<Shell> run)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using var shell = Purse();
            shell.Run($"$to = '{Someone().Address}'; $row = [pscustomobject]@{{ Value = '0.5' }}; $mojo = (Get-ChiaWalletBalance 1).PendingChangeMojo; $mojo = [ulong]5; $balance = [pscustomobject]@{{ Fee = [decimal]0.0005 }}").Clean();
            run(shell);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
