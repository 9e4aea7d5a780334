using System.Globalization;
using System.Numerics;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Amounts;

/// <summary>Every form in which a number can reach an amount, as a parameter, by property name and as a cast, under cultures that write numbers otherwise.</summary>
public class AmountMatrixTests
{
    /// <summary>PowerShell expressions and the mojos they mean where XCH is asked for.</summary>
    private static readonly (string Expression, ulong Mojo)[] Taken =
    [
        ("0", 0),
        ("0.0", 0),
        ("1", 1_000_000_000_000),
        ("0.1", 100_000_000_000),
        ("1.5", 1_500_000_000_000),
        ("1.50", 1_500_000_000_000),
        ("0.00005", 50_000_000), // a double that prints 5E-05
        ("0.000000000001", 1),
        ("1e-12", 1),
        ("1e3", 1_000_000_000_000_000),
        ("8191.999999999999", 8_191_999_999_999_999),
        ("8192.123456", 8_192_123_456_000_000),
        ("'0.1'", 100_000_000_000),
        ("' 0.1 '", 100_000_000_000),
        ("'.5'", 500_000_000_000),
        ("'5.'", 5_000_000_000_000),
        ("'8192.123456789012'", 8_192_123_456_789_012),
        ("'123456.123456789012'", 123_456_123_456_789_012),
        ("'18446744.073709551615'", 18_446_744_073_709_551_615),
        ("'0.1000000000000000000000000000000'", 100_000_000_000),
        ("'00000000000000000000000000000000001'", 1_000_000_000_000),
        ("0.1d", 100_000_000_000),
        ("[decimal]::Parse('8192.123456789012', [cultureinfo]::InvariantCulture)", 8_192_123_456_789_012),
        ("[int]3", 3_000_000_000_000),
        ("[uint]3", 3_000_000_000_000),
        ("[long]3", 3_000_000_000_000),
        ("[byte]3", 3_000_000_000_000),
        ("[int16]3", 3_000_000_000_000),
        ("[char]'3'", 3_000_000_000_000),
        ("'1.5xch'", 1_500_000_000_000),
        ("'1.5 xch'", 1_500_000_000_000),
        ("'1.5XCH'", 1_500_000_000_000),
        ("'1.5txch'", 1_500_000_000_000),
        ("'250mojo'", 250),
        ("'250 Mojos'", 250),
        ("'18446744073709551615mojo'", 18_446_744_073_709_551_615),
        ("[ChiaPS.Amount]'1.5xch'", 1_500_000_000_000),
    ];

    /// <summary>PowerShell expressions that are refused, and what the error must say.</summary>
    private static readonly (string Expression, string Says)[] Refused =
    [
        ("0.1 + 0.2", "decimals"), // 0.30000000000000004
        ("1/3", "decimals"),
        ("8192.123456789", "Write it as text: '8192.123456789'"),
        ("123456.123456789012", "Write it as text: '123456.123456789'"),
        ("-1", "negative"),
        ("-0.5", "negative"),
        ("'-1'", "negative"),
        ("'-1mojo'", "negative"),
        ("'0,1'", "decimals are written with a point"),
        ("'1,000'", "decimals are written with a point"),
        ("'1.000,5'", "decimals are written with a point"),
        ("'1.000.000'", "no number"),
        ("'1_000'", "no number"),
        ("'1 000'", "no number"),
        ("\"1`u{a0}000\"", "no number"),
        ("'1e-12'", "exponent"),
        ("'1E3'", "exponent"),
        ("'5E-05xch'", "exponent"),
        ("'0.0000000000001'", "decimals"), // 13
        ("0.0000000000001", "decimals"),
        ("'0.5mojo'", "decimals"),
        ("'1.0005cat'", "decimals"),
        ("'18446744.073709551616'", "more than 18446744073709551615"),
        ("'18446744073709551616mojo'", "more than 18446744073709551615"),
        ("'79228162514264337593543950336'", "too large"),
        ("'99999999999999999999999999999999999999'", "too large"),
        ("[double]::MaxValue", "too large"),
        ("1e29", "too large"),
        ("1e-30", "decimals"), // a decimal would make it 0
        ("1e-15 * 1e-15", "decimals"),
        ("'0.00000000000000000000000000000000001'", "decimals"),
        ("'1.000000000000000000000000000000001'", "digits"), // and this one 1
        ("[double]::NaN", "no amount"),
        ("[double]::PositiveInfinity", "no amount"),
        ("[ulong]250", "250mojo"), // what a ...Mojo property holds
        ("[bigint]250", "no amount"),
        ("250n", "no amount"),
        ("$true", "no amount"),
        ("[single]1.5", "no amount"),
        ("[datetime]::Now", "no amount"),
        ("@{}", "does not fit here"),
        ("''", "no amount"),
        ("'  '", "no amount"),
        ("'xch'", "no number"),
        ("'1.5eth'", "no unit"),
        ("'0x10'", "no number"),
        ("'٣'", "no number"), // a digit, but not ours
        ("@(1, 2)", "One amount is needed"),
        ("1,5", "One amount is needed"),
        ("@(1)", "One amount is needed"),
        ("@()", "One amount is needed"),
    ];

    private static string[] Cultures => ["", "de-DE", "tr-TR", "fa-IR"];

    public static TheoryData<string> EveryCulture() => [.. Cultures];

    [Theory]
    [MemberData(nameof(EveryCulture))]
    public void A_number_is_exact_as_argument_property_variable_and_cast(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        using var shell = new Shell();

        Assert.All(Taken, one =>
        {
            var (expression, mojo) = one;
            Assert.Equal(mojo, shell.Run($"ConvertTo-ChiaAmount ({expression})").Single<Amount>().Mojo);
            Assert.Equal(mojo, shell.Run($"$x = {expression}; ConvertTo-ChiaAmount $x").Single<Amount>().Mojo);
            Assert.Equal(mojo, shell.Run($"[pscustomobject]@{{ Amount = {expression} }} | ConvertTo-ChiaAmount").Single<Amount>().Mojo);
            Assert.Equal(mojo, shell.Run($"{expression} | ConvertTo-ChiaAmount").Single<Amount>().Mojo);
            Assert.Equal(mojo, shell.Run($"[ChiaPS.Amount]({expression}) | ConvertTo-ChiaAmount").Single<Amount>().Mojo);
        });
    }

    [Theory]
    [MemberData(nameof(EveryCulture))]
    public void What_is_not_exact_or_no_amount_is_refused_and_told_in_words(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        using var shell = new Shell();

        Assert.All(Refused, one =>
        {
            var result = shell.Run($"ConvertTo-ChiaAmount ({one.Expression})");
            Assert.Contains(one.Says, Words(Assert.Single(result.Errors)), StringComparison.Ordinal);
            Assert.Empty(result.Output);
        });
    }

    [Theory]
    [InlineData("1.5", 1_500_000_000_000)]
    [InlineData("0.000000000001", 1)]
    [InlineData("1e-12", 1)]
    [InlineData("123456.123456789012", 123_456_123_456_789_012)]
    [InlineData("18446744.073709551615", 18_446_744_073_709_551_615)]
    [InlineData("250mojo", 250)]
    [InlineData("1.5xch", 1_500_000_000_000)]
    [InlineData("1.5 xch", 1_500_000_000_000)] // two arguments: the unit is the second
    [InlineData("1.5 cat", 1500)]
    [InlineData("-Amount:1.5", 1_500_000_000_000)]
    [InlineData("-Amount 123456.123456789012", 123_456_123_456_789_012)]
    public void A_typed_literal_is_taken_as_it_was_typed(string typed, ulong mojo)
    {
        foreach (var culture in Cultures)
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using var shell = new Shell();
            Assert.Equal(mojo, shell.Run($"ConvertTo-ChiaAmount {typed}").Single<Amount>().Mojo);
        }
    }

    [Theory]
    [InlineData("1,000")] // a list
    [InlineData("1,5")]
    [InlineData("1.5 eth")]
    [InlineData("$null")]
    public void What_falls_apart_on_the_command_line_is_refused(string typed)
    {
        using var shell = new Shell();
        var result = shell.Run($"ConvertTo-ChiaAmount {typed}");

        Assert.Single(result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_bad_row_is_told_by_its_text_and_the_next_rows_go_on()
    {
        using var shell = new Shell();
        var result = shell.Run("'1', '0,1', '2' | ForEach-Object { [pscustomobject]@{ Amount = $_ } } | ConvertTo-ChiaAmount");

        Assert.Equal([1m, 2m], result.Output.Select(one => ((Amount)one.BaseObject).Xch!.Value));
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'0,1'", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ulong]250", "Mojo", 250)]
    [InlineData("250", "Mojo", 250)]
    [InlineData("2.5", "Cat", 2500)]
    [InlineData("'2.5cat'", "Cat", 2500)]
    [InlineData("'2500mojo'", "Cat", 2500)]
    [InlineData("'1.5xch'", "Mojo", 1_500_000_000_000)]
    [InlineData("'18446744073709551.615'", "Cat", 18_446_744_073_709_551_615)]
    public void A_bare_number_counts_the_unit_that_is_asked_for(string expression, string unit, ulong mojo)
    {
        using var shell = new Shell();

        Assert.Equal(mojo, shell.Run($"ConvertTo-ChiaAmount ({expression}) -Unit {unit}").Single<Amount>().Mojo);
    }

    [Theory]
    [InlineData("1.0005", "Cat")] // a CAT has 3 decimals
    [InlineData("0.5", "Mojo")]
    [InlineData("[ulong]250", "Cat")]
    public void More_decimals_than_the_unit_has_are_refused(string expression, string unit)
    {
        using var shell = new Shell();
        var result = shell.Run($"ConvertTo-ChiaAmount ({expression}) -Unit {unit}");

        Assert.Equal("ChiaArgument.Amount,ChiaPS.Commands.ConvertToChiaAmount", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("'0,1'", "written with a point")]
    [InlineData("[bigint]1", "no amount")]
    [InlineData("0.1+0.2", "decimals")]
    public void A_cast_that_fails_says_why(string expression, string says)
    {
        using var shell = new Shell();
        var error = Assert.Single(shell.Run($"[ChiaPS.Amount]({expression})").Errors);

        Assert.Contains(says, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Write", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5xch", AmountUnit.Cat, "CAT is asked for here")]
    [InlineData("2.5cat", AmountUnit.Xch, "XCH is asked for here")]
    public void A_payment_in_another_unit_is_refused(string text, AmountUnit asked, string says)
    {
        var error = Assert.Throws<ChiaException>(() => Amount.Parse(text).ToMojo(asked));

        Assert.Equal("ChiaArgument.Amount", error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(999_999_999_999UL)]
    [InlineData(123_456_789_012_345_678UL)]
    [InlineData(ulong.MaxValue)]
    public void What_an_amount_prints_can_be_typed_again(ulong mojo)
    {
        using var shell = new Shell();
        var amount = Amount.FromMojo(mojo).In(AmountUnit.Xch);

        Assert.Equal(mojo, Amount.Parse(amount.ToString()).Mojo);
        Assert.Equal(mojo, (ulong)((BigInteger)amount.Value * 1_000_000_000_000 + (BigInteger)((amount.Value % 1) * 1_000_000_000_000m)));
        Assert.Equal(amount.ToString(), shell.Run($"(ConvertTo-ChiaAmount {amount}).ToString()").Single<string>());
    }

    private static string Words(System.Management.Automation.ErrorRecord error) => $"{error.Exception.Message} {error.ErrorDetails?.RecommendedAction}";
}
