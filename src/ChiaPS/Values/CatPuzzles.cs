using System.Security.Cryptography;

namespace ChiaPS.Values;

/// <summary>Puzzle hashes of CATs: the address that owns one does not show in its coin.</summary>
internal static class CatPuzzles
{
    // Tree hash of chia's cat_v2 puzzle (cat_v2.clsp.hex.sha256tree), and of the CLVM atoms that currying takes.
    private static readonly byte[] Mod = Convert.FromHexString("37bef360ee858133b69d595a906dc45d01af50379dad515eb9518abb7c1d2a7a");
    private static readonly byte[] Nil = Atom([]);
    private static readonly byte[] One = Atom([1]);
    private static readonly byte[] Apply = Atom([2]);
    private static readonly byte[] Cons = Atom([4]);

    /// <summary>Where a CAT of this asset lies that belongs to this puzzle hash; null when one of the two is no hash.</summary>
    public static string? Wrap(string? assetId, string? puzzleHash)
    {
        if (Hex.Hash(assetId) is not { } asset || Hex.Hash(puzzleHash) is not { } inner)
        {
            return null;
        }

        var arguments = Argument(Atom(Mod), Argument(Atom(asset), Argument(inner, One)));
        return Hex.Format(Pair(Apply, Pair(Quoted(Mod), Pair(arguments, Nil))));
    }

    // (c (q . value) rest)
    private static byte[] Argument(byte[] value, byte[] rest) => Pair(Cons, Pair(Quoted(value), Pair(rest, Nil)));

    private static byte[] Quoted(byte[] value) => Pair(One, value);

    private static byte[] Atom(byte[] value) => SHA256.HashData([1, .. value]);

    private static byte[] Pair(byte[] first, byte[] rest) => SHA256.HashData([2, .. first, .. rest]);
}
