using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChiaPS.Values;

/// <summary>The id of a coin: SHA-256 of parent id, puzzle hash and amount.</summary>
internal static class CoinIds
{
    public static string? Compute(string? parentCoinInfo, string? puzzleHash, ulong amountMojo) =>
        Hex.Hash(parentCoinInfo) is { } parent && Hex.Hash(puzzleHash) is { } puzzle ? Compute(parent, puzzle, amountMojo) : null;

    public static string Compute(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> puzzle, ulong amountMojo)
    {
        Span<byte> text = stackalloc byte[32 + 32 + 9];
        parent.CopyTo(text);
        puzzle.CopyTo(text[32..]);

        // The amount is a CLVM integer: big-endian, signed, as short as it can be; 0 is empty.
        Span<byte> amount = stackalloc byte[9];
        amount.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(amount[1..], amountMojo);
        var start = 0;
        while (start < 9 && amount[start] == 0 && (start == 8 || amount[start + 1] < 0x80))
        {
            start++;
        }

        amount[start..].CopyTo(text[64..]);
        return Hex.Format(SHA256.HashData(text[..(64 + 9 - start)]));
    }
}
