using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>The transactions of several wallets in one order.</summary>
internal sealed class TransactionList(Call call, TransactionOrder order, bool turned) : IComparer<TransactionRecord>
{
    private const uint PageSize = 100;

    public bool? Confirmed { get; init; }

    public string? Address { get; init; }

    public TypeFilter? Filter { get; init; }

    public IAsyncEnumerable<TransactionRecord> ReadAsync(IEnumerable<uint> wallets) =>
        Paging.MergeAsync(wallets.Select(wallet => Paging.ReadAsync(PageSize, (start, end) => PageAsync(wallet, start, end), transaction => transaction.TransactionId)), this);

    /// <summary>How many there are, to whatever address.</summary>
    public async Task<ulong> CountAsync(IEnumerable<uint> wallets)
    {
        var count = 0UL;
        foreach (var wallet in wallets)
        {
            count += await call.SendAsync(WalletCore.GetTransactionCount, new(wallet, Confirmed, Filter)).ConfigureAwait(false);
        }

        return count;
    }

    public int Compare(TransactionRecord? x, TransactionRecord? y)
    {
        var (first, second) = turned ? (y!, x!) : (x!, y!);
        var byState = order == TransactionOrder.Newest ? first.Confirmed.CompareTo(second.Confirmed) : 0;
        return byState != 0 ? byState
            : first.ConfirmedAtHeight != second.ConfirmedAtHeight ? second.ConfirmedAtHeight.CompareTo(first.ConfirmedAtHeight)
            : Nullable.Compare(second.CreatedAtTime, first.CreatedAtTime);
    }

    private IAsyncEnumerable<TransactionRecord> PageAsync(uint wallet, uint start, uint end) => call.StreamAsync(WalletCore.GetTransactions, new(wallet, start, end)
    {
        SortKey = order == TransactionOrder.Newest ? "RELEVANCE" : "CONFIRMED_AT_HEIGHT",
        Reverse = order == TransactionOrder.Newest ? turned : !turned,
        Confirmed = Confirmed,
        ToAddress = Address,
        TypeFilter = Filter,
    });
}
