using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace ChiaPS.Values;

/// <summary>The id of a spend bundle: SHA-256 of its streamable form (count, then coin, puzzle and solution of each spend, then the signature).</summary>
internal static class BundleIds
{
    // The point at infinity: what an unsigned bundle has for a signature.
    private static readonly string NoSignature = "0xc0" + new string('0', 190);

    public static bool IsSigned(JsonElement bundle) =>
        bundle.ValueKind == JsonValueKind.Object && Hex.Normalize(bundle.GetProperty("aggregated_signature").GetString()) != NoSignature;

    /// <summary>Null when it is no whole bundle.</summary>
    public static string? Compute(JsonElement bundle)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var spends = bundle.GetProperty("coin_spends");
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)spends.GetArrayLength());
            hash.AppendData(number[..4]);
            foreach (var spend in spends.EnumerateArray())
            {
                var coin = spend.GetProperty("coin");
                hash.AppendData(Bytes(coin, "parent_coin_info"));
                hash.AppendData(Bytes(coin, "puzzle_hash"));
                BinaryPrimitives.WriteUInt64BigEndian(number, coin.GetProperty("amount").GetUInt64());
                hash.AppendData(number);
                hash.AppendData(Bytes(spend, "puzzle_reveal"));
                hash.AppendData(Bytes(spend, "solution"));
            }

            hash.AppendData(Bytes(bundle, "aggregated_signature"));
            return Hex.Format(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Bytes(JsonElement element, string name) =>
        Hex.TryParse(element.GetProperty(name).GetString(), out var bytes) ? bytes : throw new FormatException(name);
}
