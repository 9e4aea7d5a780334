using System.Diagnostics.CodeAnalysis;

namespace ChiaPS.Values;

/// <summary>Byte strings as ChiaPS shows them: lower case hex with 0x.</summary>
internal static class Hex
{
    public static string Format(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexString(bytes).ToLowerInvariant();

    /// <summary>The form with 0x and lower case of a hex text with or without it; other text comes back as it is.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Normalize(string? text)
    {
        if (text is null || (text.StartsWith("0x", StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('A', 'F')))
        {
            return text;
        }

        var digits = Digits(text);
        return digits.Length % 2 == 0 && IsHex(digits) ? string.Concat("0x", digits.ToString().ToLowerInvariant()) : text;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var digits = Digits(text);
        bytes = text is not null && digits.Length % 2 == 0 && IsHex(digits) ? Convert.FromHexString(digits) : null;
        return bytes is not null;
    }

    /// <summary>32 bytes of hex, or null when the text is something else.</summary>
    public static byte[]? Hash(string? text) => TryParse(text?.Trim(), out var bytes) && bytes.Length == 32 ? bytes : null;

    private static ReadOnlySpan<char> Digits(string? text) =>
        text is ['0', 'x' or 'X', ..] ? text.AsSpan(2) : text.AsSpan();

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
