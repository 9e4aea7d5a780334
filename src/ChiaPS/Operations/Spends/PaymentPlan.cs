using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Payments as bundles, each with the route that fits it.</summary>
internal sealed class PaymentPlan(Call call, ulong feeMojo, int batchSize, TimeSpan? clawback)
{
    /// <summary>Bundles of at most the batch size; payments with equal address and amount go to different ones, since a bundle refuses two equal outputs.</summary>
    public IReadOnlyList<SpendOrder> Make(IEnumerable<(Wallet Wallet, SpendRow Row)> payments)
    {
        var orders = new List<SpendOrder>();
        foreach (var wallet in payments.GroupBy(payment => payment.Wallet))
        {
            var bundles = new List<(List<SpendRow> Rows, HashSet<(string?, ulong)> Outputs)>();
            foreach (var (_, row) in wallet)
            {
                var output = (row.PuzzleHash, row.AmountMojo);
                var bundle = bundles.Find(bundle => bundle.Rows.Count < batchSize && !bundle.Outputs.Contains(output));
                if (bundle.Rows is null)
                {
                    bundles.Add(bundle = ([], []));
                }

                bundle.Rows.Add(row);
                bundle.Outputs.Add(output);
            }

            orders.AddRange(bundles.Select(bundle => Order(wallet.Key, bundle.Rows)));
        }

        return orders;
    }

    private SpendOrder Order(Wallet wallet, List<SpendRow> rows) => new(wallet.WalletId, wallet.Type, feeMojo, rows, Route(wallet, rows))
    {
        Verb = clawback is null ? "Send" : FormattableString.Invariant($"Send, to be claimed after {clawback} and taken back until it is,"),
        IsClawback = clawback is not null,
        Needs = clawback is null ? [] : [ReleaseNeed.Clawback],
    };

    private Func<BuildTerms, IAsyncEnumerable<TransactionRecord>> Route(Wallet wallet, List<SpendRow> rows)
    {
        // cat_spend up to 2.6.0 wants memos of every payment of a bundle or of none; empty ones will do.
        var all = wallet.Type.IsCat() && rows.Exists(row => row.Memos.Count > 0);
        var additions = rows.ConvertAll(row => new Addition(row.AmountMojo, row.PuzzleHash!, all || row.Memos.Count > 0 ? row.Memos : null));
        var id = wallet.WalletId;
        if (clawback is { } time)
        {
            // The other routes would drop it without a word.
            return wallet.Type == WalletType.Standard
                ? terms => call.StreamAsync(WalletCore.CreateSignedTransaction, terms.Apply(new CreateSignedTransactionRequest(id, additions)
                {
                    PuzzleDecorator = [new("CLAWBACK", (ulong)time.TotalSeconds)],
                }))
                : throw new ChiaException("ChiaArgument.Clawback", "Only XCH can be sent with -Clawback.", "Leave -Clawback out for a CAT.");
        }

        return wallet.Type.IsCat() ? terms => call.StreamAsync(WalletCats.CatSpend, terms.Apply(new CatSpendRequest(id, additions)))
            : rows is [var one] ? terms => call.StreamAsync(WalletCore.SendTransaction, terms.Apply(new SendTransactionRequest(id, one.AmountMojo, one.Address!, one.Memos)))
            : terms => call.StreamAsync(WalletCore.SendTransactionMulti, terms.Apply(new SendMultiRequest(id, additions)));
    }
}
