using System.Globalization;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Ranges of heights, both ends included, read in pieces so that no answer grows too large.</summary>
internal static class Heights
{
    private const uint Piece = 500;

    /// <param name="first">First height.</param>
    /// <param name="last">Last height, included.</param>
    /// <param name="read">Reads from a height to one before another, as the RPC counts.</param>
    public static async IAsyncEnumerable<object> ReadAsync<T>(uint first, uint last, Func<uint, ulong, IAsyncEnumerable<T>> read)
        where T : notnull
    {
        if (last < first)
        {
            throw new ChiaException(
                "ChiaArgument.Range", string.Create(CultureInfo.InvariantCulture, $"The range ends at {last}, before it begins at {first}."), "Give -StartHeight the lower height.");
        }

        var missing = 0UL;
        for (ulong start = first; start <= last && missing == 0; start += Piece)
        {
            var end = Math.Min(start + Piece, last + 1UL);
            missing = end - start;
            await foreach (var item in read((uint)start, end).ConfigureAwait(false))
            {
                missing -= missing > 0 ? 1UL : 0;
                yield return item;
            }

            if (missing > 0)
            {
                yield return new Warning(string.Create(
                    CultureInfo.InvariantCulture, $"The chain ends before height {last}: the last block that came is at height {end - missing - 1}."));
            }
        }
    }
}
