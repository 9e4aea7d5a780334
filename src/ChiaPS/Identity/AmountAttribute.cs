using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.RegularExpressions;

namespace ChiaPS.Identity;

/// <summary>Every form in which an amount can reach a parameter; see about_ChiaAmounts.</summary>
internal sealed partial class AmountAttribute : TransformAttribute
{
    private const string Several = "One amount is needed, not several. A comma makes a list: decimals are written with a point, as 1.5.";

    /// <summary>Reads an amount from a value and, where the engine kept it, the text that was typed.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Amount</c>.</exception>
    public static Amount Read(object? given)
    {
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        if (value is System.Collections.IList)
        {
            throw new ChiaException("ChiaArgument.Amount", Several, "Write for example 1.5, 1.5xch, 250mojo or 2.5cat.");
        }

        return Amount.From(value, value is double number && given is PSObject ? Typed(given.ToString(), number) : null);
    }

    private protected override object? One(object? given, object? value)
    {
        try
        {
            return Read(given);
        }
        catch (ChiaException e)
        {
            // An object without an amount's form may have a property that has it.
            throw value is IConvertible or BigInteger ? Wrong($"{e.Message} {e.Advice}", e) : Unfit(value!);
        }
    }

    private protected override object Collect(object?[] items) =>
        Array ? items.Cast<Amount>().ToArray() : throw Wrong(Several);

    // The engine keeps a literal's text where it differs from what the number prints. A computed number's text has 15 digits and is no such text.
    private static string? Typed(string? text, double number) =>
        text is not null && Literal().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var same) && same.Equals(number)
            && text != number.ToString("R", CultureInfo.InvariantCulture)
            ? text
            : null;

    [GeneratedRegex(@"^[0-9.]+([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
