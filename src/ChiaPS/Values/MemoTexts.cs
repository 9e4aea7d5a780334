using System.Text;

namespace ChiaPS.Values;

/// <summary>Memos are bytes; most are text, and the first of 32 bytes is the hint that lets the receiver find the coin.</summary>
internal static class MemoTexts
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a memo given as hex, or null when it is no readable text.</summary>
    public static string? Read(string? memo)
    {
        if (!Hex.TryParse(memo, out var bytes) || bytes.Length is 0 or 32)
        {
            return null;
        }

        try
        {
            var text = Strict.GetString(bytes);
            return text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
