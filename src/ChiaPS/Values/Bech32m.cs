using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ChiaPS.Values;

/// <summary>Bech32m of BIP-350 as Chia uses it: a prefix and 32 bytes. (Bech32 texts with the older checksum are refused.)</summary>
internal static class Bech32m
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const uint Checksum = 0x2bc830a3;

    // BIP-350 stops at 90 characters; a did:chia: address is 73 long.
    private const int Longest = 90;

    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        var five = Regroup(data, 8, 5, pad: true)!;
        var text = new StringBuilder(prefix, prefix.Length + five.Count + 7).Append('1');
        var check = Polymod(prefix, five, 6) ^ Checksum;
        foreach (var value in five)
        {
            text.Append(Alphabet[value]);
        }

        for (var i = 5; i >= 0; i--)
        {
            text.Append(Alphabet[(int)(check >> (5 * i)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>Reads an address; <paramref name="problem"/> says in words what is wrong with it.</summary>
    public static bool TryDecode(
        string text,
        [NotNullWhen(true)] out string? prefix,
        [NotNullWhen(true)] out byte[]? data,
        [NotNullWhen(false)] out string? problem)
    {
        (prefix, data) = (null, null);
        var lower = text.ToLowerInvariant();
        var separator = lower.LastIndexOf('1');
        problem =
            text.Length > Longest ? "it is too long"
            : text.AsSpan().ContainsAnyInRange('a', 'z') && text.AsSpan().ContainsAnyInRange('A', 'Z') ? "it mixes upper and lower case"
            : separator < 1 || lower.Length - separator < 7 ? "it has no prefix followed by 1"
            : lower.AsSpan(0, separator).ContainsAnyExceptInRange('!', '~') ? "its prefix has a character that no prefix has"
            : null;
        if (problem is not null)
        {
            return false;
        }

        var values = new List<byte>(lower.Length);
        foreach (var c in lower.AsSpan(separator + 1))
        {
            var value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                problem = $"'{c}' is no character of an address";
                return false;
            }

            values.Add((byte)value);
        }

        if (Polymod(lower[..separator], values, 0) != Checksum)
        {
            problem = "its checksum is wrong: a character was mistyped or left out";
            return false;
        }

        data = Regroup([.. values.Take(values.Count - 6)], 5, 8, pad: false)?.ToArray();
        if (data is null)
        {
            problem = "its last characters do not end on a whole byte";
            return false;
        }

        prefix = lower[..separator];
        return true;
    }

    private static uint Polymod(string prefix, List<byte> data, int zeros)
    {
        var check = 1u;
        foreach (var c in prefix)
        {
            Step(ref check, c >> 5);
        }

        Step(ref check, 0);
        foreach (var c in prefix)
        {
            Step(ref check, c & 31);
        }

        foreach (var value in data)
        {
            Step(ref check, value);
        }

        for (var i = 0; i < zeros; i++)
        {
            Step(ref check, 0);
        }

        return check;
    }

    private static void Step(ref uint check, int value)
    {
        var top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ (uint)value;
        check ^= ((top & 1) * 0x3b6a57b2u) ^ ((top >> 1 & 1) * 0x26508e6du) ^ ((top >> 2 & 1) * 0x1ea119fau)
            ^ ((top >> 3 & 1) * 0x3d4233ddu) ^ ((top >> 4 & 1) * 0x2a1462b3u);
    }

    private static List<byte>? Regroup(ReadOnlySpan<byte> data, int from, int to, bool pad)
    {
        var result = new List<byte>((data.Length * from / to) + 1);
        var (bits, count) = (0, 0);
        foreach (var value in data)
        {
            bits = ((bits << from) | value) & 0xfff;
            for (count += from; count >= to; count -= to)
            {
                result.Add((byte)((bits >> (count - to)) & ((1 << to) - 1)));
            }
        }

        var rest = (bits << (to - count)) & ((1 << to) - 1);
        if (pad && count > 0)
        {
            result.Add((byte)rest);
        }

        return pad || (count < from && rest == 0) ? result : null;
    }
}
