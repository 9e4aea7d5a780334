using System.Globalization;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>A payment that an earlier run made, and that is not confirmed yet, is not made again by mistake.</summary>
internal sealed class DuplicateCheck(Call call, SpendJournal journal)
{
    private readonly Lazy<List<JournalEntry>> _unsettled = new(() => journal.Read().Entries.FindAll(entry => entry is { Status: SpendStatus.Unknown, Removed: false }));

    public async Task RunAsync(IReadOnlyList<SpendOrder> orders)
    {
        foreach (var wallet in orders.Where(order => order.Pays).GroupBy(order => order.WalletId))
        {
            var pending = await PendingAsync(wallet.Key).ConfigureAwait(false);
            foreach (var (order, row) in wallet.SelectMany(order => order.Rows.Select(row => (order, row))))
            {
                if (pending.TryGetValue((row.PuzzleHash, row.AmountMojo), out var earlier) || pending.TryGetValue((CatPuzzles.Wrap(row.AssetId, row.PuzzleHash), row.AmountMojo), out earlier) || Unsettled(row) is { } unsettled && (earlier = unsettled) is not null)
                {
                    throw new ChiaException(
                        "ChiaSpend.Duplicate",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{SpendPreview.Amount(order.WalletType, row.AmountMojo, call.Session.NetworkPrefix)} to {row.Address} is on its way already: transaction {earlier} is not confirmed yet. Nothing was sent."),
                        "If it is to be paid twice, say -AllowDuplicate. If that one is stuck: Get-ChiaSpend -Unfinished | Submit-ChiaTransaction.");
                }
            }
        }
    }

    // What the journal says was sent, and the wallet may not know.
    private string? Unsettled(SpendRow row) =>
        _unsettled.Value.Find(entry => Array.Exists(entry.Rows, known => known.IsSame(row)))?.TransactionId;

    // Outputs of what is unconfirmed. A CAT's output has a puzzle of its own; its hint, the first memo, is the address that was paid. Up to 2.5.6 only the last memo is left.
    private async Task<Dictionary<(string?, ulong), string>> PendingAsync(uint walletId)
    {
        var outputs = new Dictionary<(string?, ulong), string>();
        await foreach (var record in new TransactionList(call, TransactionOrder.Newest, turned: false) { Confirmed = false }.ReadAsync([walletId]).ConfigureAwait(false))
        {
            if (record.Confirmed || record.Type is not (TransactionType.Outgoing or TransactionType.OutgoingTrade) || SpendTracker.Of(record).Status == SpendStatus.Refused)
            {
                continue;
            }

            outputs[(record.ToPuzzleHash, record.AmountMojo)] = record.TransactionId ?? "";
            foreach (var coin in record.Additions ?? [])
            {
                var hint = record.Memos?.GetValueOrDefault(coin.CoinId ?? "")?.FirstOrDefault(memo => memo.Length == 66);
                outputs[(coin.PuzzleHash, coin.AmountMojo)] = record.TransactionId ?? "";
                outputs[(hint ?? coin.PuzzleHash, coin.AmountMojo)] = record.TransactionId ?? "";
            }
        }

        return outputs;
    }
}
