using System.Globalization;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Ranges of heights, both ends included, read in pieces so that no answer grows too large.</summary>
internal static class Heights
{
    /// <summary>Heights a call where whole blocks come: each may be a megabyte, and the node builds the answer in memory.</summary>
    public const uint BlockPiece = 50;

    private const uint Piece = 500;

    /// <param name="first">First height.</param>
    /// <param name="last">Last height, included.</param>
    /// <param name="read">Reads from a height to one before another, as the RPC counts.</param>
    public static IAsyncEnumerable<object> ReadAsync(uint first, uint last, Func<uint, ulong, IAsyncEnumerable<BlockRecord>> read) =>
        ReadAsync(first, last, read, Piece, record => record.Height);

    /// <param name="first">First height.</param>
    /// <param name="last">Last height, included.</param>
    /// <param name="read">Reads from a height to one before another, as the RPC counts.</param>
    /// <param name="piece">Heights a call.</param>
    /// <param name="height">The height of an item; blocks of forks share one.</param>
    public static async IAsyncEnumerable<object> ReadAsync<T>(uint first, uint last, Func<uint, ulong, IAsyncEnumerable<T>> read, uint piece, Func<T, uint> height)
        where T : notnull
    {
        if (last < first)
        {
            throw new ChiaException(
                "ChiaArgument.Range", string.Create(CultureInfo.InvariantCulture, $"The range ends at {last}, before it begins at {first}."), "Give -StartHeight the lower height.");
        }

        long highest = -1;
        for (ulong start = first; start <= last; start += piece)
        {
            var end = Math.Min(start + piece, last + 1UL);
            await foreach (var item in read((uint)start, end).ConfigureAwait(false))
            {
                highest = Math.Max(highest, height(item));
                yield return item;
            }

            if (highest < (long)end - 1)
            {
                yield return new Warning(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The chain ends before height {last}: {(highest < 0 ? "no block came" : $"the last block that came is at height {highest}")}."));
                yield break;
            }
        }
    }
}
