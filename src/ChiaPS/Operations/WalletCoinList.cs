using System.Text.Json;
using ChiaPS.Json;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Coins of wallets, page by page, each with its state.</summary>
internal sealed class WalletCoinList(Call call, IEnumerable<uint> wallets)
{
    private const uint PageSize = 500;
    private HashSet<string?>? _pending;

    public IAsyncEnumerable<WalletCoin> ReadAsync(WalletCoinsRequest request) => Paging.ReadAsync(
        PageSize, (start, end) => PageAsync(request with { Offset = start, Limit = end - start }), coin => coin.CoinId);

    /// <summary>The coins of these ids, in the order of the ids; unknown ones are left out.</summary>
    public async IAsyncEnumerable<WalletCoin> ReadAsync(IEnumerable<string> ids)
    {
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk((int)PageSize))
        {
            var found = new Dictionary<string, WalletCoin>(StringComparer.Ordinal);
            await foreach (var coin in PageAsync(new() { CoinIdFilter = new(some, 1), Limit = PageSize }).ConfigureAwait(false))
            {
                found[coin.CoinId ?? ""] = coin;
            }

            foreach (var id in some.Where(found.ContainsKey))
            {
                yield return found[id];
            }
        }
    }

    public async Task<ulong> CountAsync(WalletCoinsRequest request)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request with { Limit = 0, IncludeTotalCount = true }, ChiaJson.Requests);
        var answer = await call.SendRawAsync(WalletCore.GetCoinRecords, body).ConfigureAwait(false);
        return JsonSerializer.Deserialize<Count>(answer.Span, ChiaJson.Answers)!.TotalCount ?? 0;
    }

    private async IAsyncEnumerable<WalletCoin> PageAsync(WalletCoinsRequest request)
    {
        await foreach (var coin in call.StreamAsync(WalletCore.GetCoinRecords, request).ConfigureAwait(false))
        {
            coin.State = coin.SpentHeight > 0 ? WalletCoinState.Spent
                : (_pending ??= await PendingAsync().ConfigureAwait(false)).Contains(coin.CoinId) ? WalletCoinState.Pending
                : WalletCoinState.Spendable;
            yield return coin;
        }
    }

    // The records do not say what pending transactions spend.
    private async Task<HashSet<string?>> PendingAsync()
    {
        var coins = new HashSet<string?>(StringComparer.Ordinal);
        await foreach (var transaction in new TransactionList(call, TransactionOrder.Newest, turned: false) { Confirmed = false }.ReadAsync(wallets).ConfigureAwait(false))
        {
            coins.UnionWith(transaction.Confirmed ? [] : (transaction.Removals ?? []).Select(coin => coin.CoinId));
        }

        return coins;
    }

    private sealed record Count(ulong? TotalCount);
}
