using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChiaPS;

/// <summary>What a number of an <see cref="Amount"/> counts.</summary>
public enum AmountUnit
{
    /// <summary>Whole units of the wallet it is used with: XCH, or CAT for a CAT wallet. A bare number is this.</summary>
    Whole,

    /// <summary>XCH (TXCH on test networks): 1,000,000,000,000 mojos.</summary>
    Xch,

    /// <summary>Units of a CAT: 1,000 mojos.</summary>
    Cat,

    /// <summary>Mojos, the smallest unit.</summary>
    Mojo,
}

/// <summary>An exact amount of XCH or of a CAT. Never a double, never the machine's culture.</summary>
[TypeConverter(typeof(AmountConverter))]
public sealed partial class Amount
{
    private const string Forms = "Write for example 1.5, 1.5xch, 250mojo or 2.5cat.";
    private const string TooManyDecimals = "it has more decimals than any unit has (XCH 12, CAT 3)";

    private Amount(decimal value, AmountUnit unit, bool ambiguous = false) =>
        (Value, Unit, IsAmbiguous) = (value, unit, ambiguous);

    /// <summary>The number as it was given, in <see cref="Unit"/>.</summary>
    public decimal Value { get; }

    /// <summary>What <see cref="Value"/> counts.</summary>
    public AmountUnit Unit { get; }

    /// <summary>Mojos, 0 to 18446744073709551615; null while the unit is still open (<see cref="AmountUnit.Whole"/>).</summary>
    public ulong? Mojo => Unit == AmountUnit.Whole ? null : ToMojo(Unit);

    /// <summary>The same in XCH; null while the unit is still open.</summary>
    public decimal? Xch => Mojo / (decimal)MojoPerUnit(AmountUnit.Xch);

    /// <summary>The same in units of a CAT; null while the unit is still open.</summary>
    public decimal? Cat => Mojo / (decimal)MojoPerUnit(AmountUnit.Cat);

    /// <summary>A number of a type that ...Mojo properties have: units or mojos cannot be told apart.</summary>
    internal bool IsAmbiguous { get; }

    /// <summary>How many mojos a unit has.</summary>
    internal static ulong MojoPerUnit(AmountUnit unit) => unit switch
    {
        AmountUnit.Mojo => 1,
        AmountUnit.Cat => 1_000,
        _ => 1_000_000_000_000,
    };

    /// <summary>Reads <c>1.5</c>, <c>1.5xch</c>, <c>1.5txch</c>, <c>250mojo</c> or <c>2.5cat</c>; always with a decimal point.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Amount</c>: the text is none of these, and what to type instead.</exception>
    public static Amount Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = AmountText().Match(text);
        if (!match.Success)
        {
            throw Bad(text, Reason(text));
        }

        var unit = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "" => AmountUnit.Whole,
            "XCH" or "TXCH" => AmountUnit.Xch,
            "CAT" => AmountUnit.Cat,
            "MOJO" or "MOJOS" => AmountUnit.Mojo,
            var other => throw Bad(text, $"'{other}' is no unit"),
        };
        return Create(Exact(match.Groups["number"].Value, text), unit, text);
    }

    /// <summary>An amount from what a parameter was given; see about_ChiaAmounts for every form.</summary>
    internal static Amount From(object? value, string? typed)
    {
        switch (value)
        {
            case Amount amount:
                return amount;
            case string text:
                return Parse(text);
            case char digit:
                return Parse(digit.ToString());
            case sbyte or byte or short or ushort or int or uint or long:
                return Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture), AmountUnit.Whole, value);
            case decimal number:
                return Create(number, AmountUnit.Whole, value);
            case double number:
                return FromDouble(number, typed);
            case ulong number:
                return new Amount(number, AmountUnit.Whole, ambiguous: true);
            default:
                throw Bad(value ?? "nothing", value is null ? "there is no amount" : $"a {value.GetType().Name} is no amount");
        }
    }

    internal static Amount FromMojo(ulong mojo) => new(mojo, AmountUnit.Mojo);

    /// <summary>This amount in <paramref name="unit"/>, which is also what a bare number counts.</summary>
    internal Amount In(AmountUnit unit)
    {
        var mojo = ToMojo(Unit == AmountUnit.Whole ? unit : Unit);
        return new(mojo / (decimal)MojoPerUnit(unit), unit);
    }

    /// <summary>The exact mojos, where <paramref name="whole"/> is the unit of a bare number.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Amount</c>: more decimals than the unit has, another unit, too large, or ambiguous.</exception>
    internal ulong ToMojo(AmountUnit whole)
    {
        if (IsAmbiguous && whole != AmountUnit.Mojo)
        {
            throw Bad(
                Value,
                "a [ulong], which is what a ...Mojo property holds, can mean mojos or whole units",
                $"Write '{Value.ToString(CultureInfo.InvariantCulture)}mojo' for mojos, or [decimal] or text for whole units.");
        }

        var unit = Unit == AmountUnit.Whole ? whole : Unit;
        if (unit != whole && unit != AmountUnit.Mojo && whole != AmountUnit.Mojo)
        {
            throw Bad(this, $"{whole.ToString().ToUpperInvariant()} is asked for here");
        }

        if (Value > ulong.MaxValue / (decimal)MojoPerUnit(unit))
        {
            throw Bad(this, "it is more than 18446744073709551615 mojos, the most a coin can hold");
        }

        var mojo = Value * MojoPerUnit(unit);
        return decimal.Truncate(mojo) == mojo
            ? (ulong)mojo
            : throw Bad(this, $"it has more decimals than the {DecimalsOf(unit)} that {unit.ToString().ToUpperInvariant()} has");
    }

    /// <summary>The number with its unit, as it can be typed again: <c>1.5xch</c>.</summary>
    public override string ToString() =>
        Value.ToString(CultureInfo.InvariantCulture) + (Unit == AmountUnit.Whole ? "" : Unit.ToString().ToLowerInvariant());

    private static Amount FromDouble(double number, string? typed)
    {
        var text = typed ?? number.ToString("R", CultureInfo.InvariantCulture);
        if (typed is null && !double.IsFinite(number))
        {
            throw Bad(text, "it is no amount");
        }

        // From here on neighbouring doubles lie further apart than a mojo.
        var value = Exact(text, text);
        if (typed is null && Math.Abs(number) >= 8192 && value.Scale > 6)
        {
            throw Bad(text, "a number of this size with that many decimals is not exact", $"Write it as text: '{text}'.");
        }

        return Create(value, AmountUnit.Whole, text);
    }

    // A decimal rounds, down to 0 too, what it cannot hold.
    private static decimal Exact(string number, string given)
    {
        var digits = number.Split('e', 'E')[0].Trim('-', '0', '.');
        return
            !decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? throw Bad(given, "it is too large")
            : digits.Length > 28 ? throw Bad(given, "it has too many digits")
            : value == 0 && digits.Length > 0 ? throw Bad(given, TooManyDecimals)
            : value;
    }

    private static Amount Create(decimal value, AmountUnit unit, object given)
    {
        value = value == 0 ? 0 : value / 1.0000000000000000000000000000m; // without trailing zeros
        return
            value < 0 ? throw Bad(given, "it is negative")
            : value.Scale > DecimalsOf(unit) ? throw Bad(given, unit == AmountUnit.Whole
                ? TooManyDecimals
                : $"it has more decimals than the {DecimalsOf(unit)} that {unit.ToString().ToUpperInvariant()} has")
            : new Amount(value, unit);
    }

    private static int DecimalsOf(AmountUnit unit) => unit switch
    {
        AmountUnit.Mojo => 0,
        AmountUnit.Cat => 3,
        _ => 12,
    };

    private static string Reason(string text) =>
        text.Contains(',', StringComparison.Ordinal) ? "decimals are written with a point, and thousands are not marked"
        : text.Contains('-', StringComparison.Ordinal) && !ExponentText().IsMatch(text) ? "it is negative"
        : ExponentText().IsMatch(text) ? "an exponent is not taken in text"
        : string.IsNullOrWhiteSpace(text) ? "there is no amount"
        : "it is no number with a known unit";

    private static ChiaException Bad(object given, string reason, string? advice = null) => new(
        "ChiaArgument.Amount",
        string.Create(CultureInfo.InvariantCulture, $"'{given}' is not an amount: {reason}."),
        advice ?? Forms);

    [GeneratedRegex(@"^\s*(?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)\s*(?<unit>[A-Za-z]*)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AmountText();

    [GeneratedRegex(@"[0-9][eE][-+]?[0-9]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ExponentText();
}
