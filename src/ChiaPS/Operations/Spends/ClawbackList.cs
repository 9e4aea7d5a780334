using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Clawbacks of wallets, newest first, with what the coins say.</summary>
internal static class ClawbackList
{
    private static readonly TypeFilter Both = new([(int)TransactionType.IncomingClawbackReceive, (int)TransactionType.IncomingClawbackSend], 1);

    public static async Task<List<Clawback>> ReadAsync(Call call, IReadOnlyCollection<uint> wallets)
    {
        var records = new List<TransactionRecord>();
        await foreach (var record in new TransactionList(call, TransactionOrder.Newest, turned: false) { Filter = Both }.ReadAsync(wallets).ConfigureAwait(false))
        {
            records.Add(record);
        }

        var states = new Dictionary<string, WalletCoinState>(StringComparer.Ordinal);
        if (records.Count > 0)
        {
            // The id of such a record is the coin's.
            await foreach (var coin in new WalletCoinList(call, wallets).ReadAsync(records.Select(record => record.TransactionId!)).ConfigureAwait(false))
            {
                states[coin.CoinId!] = coin.State;
            }
        }

        var origin = await call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false);
        return [.. records.Select(record => Clawback.Of(record, states.GetValueOrDefault(record.TransactionId!), origin)).OfType<Clawback>()];
    }
}
