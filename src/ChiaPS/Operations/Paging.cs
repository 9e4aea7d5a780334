namespace ChiaPS.Operations;

/// <summary>Lists that the RPC gives page by page.</summary>
internal static class Paging
{
    /// <summary>All items, page by page. One that moves to a later page while others come in front is given once.</summary>
    /// <param name="size">Items a page.</param>
    /// <param name="read">Reads from a position up to, not including, another.</param>
    /// <param name="id">What tells items apart.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(uint size, Func<uint, uint, IAsyncEnumerable<T>> read, Func<T, string?> id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (uint start = 0; ; start += size)
        {
            var count = 0;
            await foreach (var item in read(start, start + size).ConfigureAwait(false))
            {
                count++;
                if (id(item) is not { } key || seen.Add(key))
                {
                    yield return item;
                }
            }

            if (count < size)
            {
                yield break;
            }
        }
    }

    /// <summary>Leaves out the first <paramref name="skip"/> and ends after <paramref name="first"/>, without reading on.</summary>
    public static async IAsyncEnumerable<T> LimitAsync<T>(IAsyncEnumerable<T> items, ulong skip, ulong first)
    {
        if (first == 0)
        {
            yield break;
        }

        await foreach (var item in items.ConfigureAwait(false))
        {
            if (skip > 0)
            {
                skip--;
                continue;
            }

            yield return item;
            if (--first == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Sorted lists as one sorted list, reading each only as far as needed.</summary>
    public static async IAsyncEnumerable<T> MergeAsync<T>(IEnumerable<IAsyncEnumerable<T>> lists, IComparer<T> order)
    {
        var heads = new List<IAsyncEnumerator<T>>();
        try
        {
            foreach (var list in lists)
            {
                heads.Add(list.GetAsyncEnumerator());
            }

            var open = new List<IAsyncEnumerator<T>>();
            foreach (var head in heads)
            {
                if (await head.MoveNextAsync().ConfigureAwait(false))
                {
                    open.Add(head);
                }
            }

            while (open.MinBy(head => head.Current, order) is { } next)
            {
                yield return next.Current;
                if (!await next.MoveNextAsync().ConfigureAwait(false))
                {
                    open.Remove(next);
                }
            }
        }
        finally
        {
            foreach (var head in heads)
            {
                await head.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
