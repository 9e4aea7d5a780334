using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>One payment of a transaction.</summary>
internal sealed record Output(string PuzzleHash, ulong Amount, IReadOnlyList<string> Memos);

/// <summary>Builds transactions as the wallet does: nothing is kept, no coin is locked.</summary>
internal sealed class TransactionBuilder(NodeState state, Wallet wallet, JsonElement request)
{
    private readonly ulong _fee = request.Get("fee") is null ? 0 : request.Unsigned("fee", "uint64");
    private readonly bool _signed = !request.Has("sign") || request.Get("sign") is null || request.Flag("sign", otherwise: true);
    private readonly CoinChoice _choice = new(request);

    private string Change => wallet.ChangeAddress(request.Flag("reuse_puzhash", otherwise: false));

    public IReadOnlyList<Transaction> Send(uint walletId, IReadOnlyList<Output> outputs, IReadOnlyList<Coin>? coins = null, ulong? clawback = null)
    {
        var amount = Fits(outputs.Aggregate((UInt128)0, (sum, output) => sum + output.Amount));
        var fee = walletId == Wallet.Xch ? _fee : 0;
        var total = Fits((UInt128)amount + fee);
        var removals = coins ?? _choice.Pick(wallet.Spendable(state.Chain, walletId), total, walletId);
        var additions = new List<Coin>();
        var memos = new JsonObject();
        foreach (var output in outputs)
        {
            var (puzzleHash, hint) = Puzzle(walletId, output, clawback);
            Add(puzzleHash, output.Amount, [.. hint, .. output.Memos]);
        }

        if (Wallet.Sum(removals) > total)
        {
            var change = Change;
            Add(walletId == Wallet.Xch ? change : Wallet.Wrap(change), (ulong)(Wallet.Sum(removals) - total), walletId == Wallet.Xch ? [] : ["0x" + change]);
        }

        var shown = walletId == Wallet.Xch ? additions[0].PuzzleHash : outputs[0].PuzzleHash;
        return Finish(new Transaction(TransactionType.Outgoing, walletId, amount, _fee, shown, wallet.Prefix, additions, removals) { Memos = memos }, walletId);

        void Add(string puzzleHash, ulong mojos, List<string> texts)
        {
            additions.Add(new Coin(removals[0].Id, puzzleHash, mojos));
            if (texts.Count > 0)
            {
                memos["0x" + additions[^1].Id] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
            }
        }
    }

    public IReadOnlyList<Transaction> Split(uint walletId, Coin coin, uint count, ulong each)
    {
        if ((UInt128)each * count > coin.Amount)
        {
            throw new RpcFailure($"Coin amount: {each} is less than the total amount of the split: {(UInt128)each * count}.");
        }

        var outputs = Enumerable.Range(0, (int)count).Select(_ => new Output(Change, each, [])).ToList();
        return Send(walletId, outputs, [coin]);
    }

    public IReadOnlyList<Transaction> Combine(uint walletId, IReadOnlyList<Coin> coins)
    {
        var fee = walletId == Wallet.Xch ? _fee : 0;
        return Send(walletId, [new Output(Change, (ulong)(Wallet.Sum(coins) - fee), [])], coins);
    }

    /// <summary>Spends clawback coins, to whom they belong.</summary>
    public IReadOnlyList<Transaction> Claim(IReadOnlyList<Coin> coins)
    {
        var spends = coins.Select(coin => new CoinSpend(coin, [new Coin(coin.Id, Target(coin), coin.Amount)])).ToList();
        var additions = spends.SelectMany(spend => spend.Outputs).ToList();
        var fee = Fee();
        var all = new SpendBundle([.. spends, .. Spends(fee)], _signed);
        var record = new Transaction(
            TransactionType.OutgoingClawback, Wallet.Xch, (ulong)Wallet.Sum(coins), _fee, additions[0].PuzzleHash, wallet.Prefix, [.. additions, .. fee?.Additions ?? []], [.. coins, .. fee?.Removals ?? []]);
        record.Carry(all);
        return fee is null ? [record] : [record, fee];
    }

    private string Target(Coin coin)
    {
        var puzzle = state.Chain.Clawbacks[coin.PuzzleHash];
        return wallet.Owns(puzzle.Sender) ? puzzle.Sender : puzzle.Recipient;
    }

    private (string PuzzleHash, IReadOnlyList<string> Hint) Puzzle(uint walletId, Output output, ulong? clawback)
    {
        if (clawback is { } seconds)
        {
            var puzzle = new ClawbackPuzzle(Change, output.PuzzleHash, seconds);
            state.Chain.Clawbacks[puzzle.PuzzleHash] = puzzle;
            return (puzzle.PuzzleHash, ["0x" + output.PuzzleHash]);
        }

        return walletId == Wallet.Xch ? (output.PuzzleHash, []) : (Wallet.Wrap(output.PuzzleHash), ["0x" + output.PuzzleHash]);
    }

    // A CAT pays its fee in XCH: a record of its own, which comes first and carries the bundle.
    private IReadOnlyList<Transaction> Finish(Transaction record, uint walletId)
    {
        var fee = walletId == Wallet.Xch ? null : Fee();
        var bundle = new SpendBundle([.. Spends(fee), .. Spends(record)], _signed);
        if (fee is null)
        {
            record.Carry(bundle);
            return [record];
        }

        record.Name = Wallet.Derive("cat/" + bundle.Name);
        fee.Carry(bundle);
        return [fee, record];
    }

    private Transaction? Fee()
    {
        if (_fee == 0)
        {
            return null;
        }

        var coins = new CoinChoice(request, onlyExclusions: true).Pick(wallet.Spendable(state.Chain, Wallet.Xch), _fee, Wallet.Xch);
        var change = new Coin(coins[0].Id, Change, (ulong)(Wallet.Sum(coins) - _fee));
        return new Transaction(TransactionType.Outgoing, Wallet.Xch, 0, _fee, change.PuzzleHash, wallet.Prefix, [change], coins) { Name = Wallet.Derive("fee/" + change.Id) };
    }

    // The first coin makes everything.
    private static IEnumerable<CoinSpend> Spends(Transaction? record) => record is null ? [] : record.Removals.Select((coin, i) => new CoinSpend(coin, i == 0 ? record.Additions : []));

    private static ulong Fits(UInt128 number) => number <= ulong.MaxValue ? (ulong)number : throw new RpcFailure($"Value {number} does not fit into uint64");
}
