namespace ChiaPS.Embedded;

/// <summary>Bech32m addresses.</summary>
internal static class Address
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static string Encode(string puzzleHash, string prefix)
    {
        var data = Regroup(Convert.FromHexString(puzzleHash), 8, 5, pad: true)!;
        var sum = Polymod([.. Expand(prefix), .. data, 0, 0, 0, 0, 0, 0]) ^ 0x2bc830a3;
        var checksum = Enumerable.Range(0, 6).Select(i => (byte)((sum >> (5 * (5 - i))) & 31));
        return prefix + "1" + string.Concat(data.Concat(checksum).Select(b => Alphabet[b]));
    }

    /// <summary>The puzzle hash as hex without 0x, or null for what is no address. The prefix is not looked at.</summary>
    public static string? Decode(string address)
    {
        var at = address.LastIndexOf('1');
        var data = address[(at + 1)..].Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)).ToArray();
        if (at < 1 || data.Length < 6 || data.Any(d => d < 0))
        {
            return null;
        }

        var bytes = data.Select(d => (byte)d).ToArray();
        if (Polymod([.. Expand(address[..at]), .. bytes]) != 0x2bc830a3)
        {
            return null;
        }

        var hash = Regroup(bytes[..^6], 5, 8, pad: false);
        return hash is { Length: 32 } ? Convert.ToHexStringLower(hash) : null;
    }

    private static byte[] Expand(string prefix) => [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];

    private static uint Polymod(IEnumerable<byte> values)
    {
        var sum = 1u;
        foreach (var value in values)
        {
            var top = sum >> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < 5; i++)
            {
                sum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
            }
        }

        return sum;
    }

    private static byte[]? Regroup(byte[] data, int from, int to, bool pad)
    {
        var (accumulator, bits, result) = (0, 0, new List<byte>());
        foreach (var value in data)
        {
            accumulator = ((accumulator << from) | value) & 0xfff;
            bits += from;
            while (bits >= to)
            {
                bits -= to;
                result.Add((byte)((accumulator >> bits) & ((1 << to) - 1)));
            }
        }

        if (pad && bits > 0)
        {
            result.Add((byte)((accumulator << (to - bits)) & ((1 << to) - 1)));
        }

        return [.. result];
    }
}
