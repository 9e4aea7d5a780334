using System.Security.Cryptography;
using System.Text;

namespace ChiaPS.Embedded;

/// <summary>The standard wallet of one key: its addresses, its coins on the chain, and its transactions.</summary>
internal sealed class Wallet(uint fingerprint, string prefix)
{
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly List<Transaction> _transactions = [];
    private int _index;

    public IReadOnlyList<Transaction> Transactions => _transactions;

    public IEnumerable<Transaction> Pending => _transactions.Where(t => !t.Confirmed);

    /// <summary>Transactions that were built and not pushed, by name.</summary>
    public Dictionary<string, Transaction> Built { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Coin> Locked => Pending.SelectMany(t => t.Removals);

    /// <summary>Puzzle hash of an address of this wallet, which from now on is watched.</summary>
    public string Address(int index)
    {
        var hash = index == 0 && fingerprint == Keys.All[0].Fingerprint
            ? Keys.FarmingPuzzleHash
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{fingerprint}/{index}")));
        _own.Add(hash);
        return hash;
    }

    public string NextAddress(bool fresh) => Address(fresh ? ++_index : _index);

    public IEnumerable<Coin> Unspent(Chain chain) => chain.Coins.Where(c => c.Spent == 0 && Owns(c));

    public IEnumerable<Coin> Spendable(Chain chain)
    {
        var locked = Locked.ToHashSet();
        return Unspent(chain).Where(c => !locked.Contains(c));
    }

    public bool Owns(Coin coin) => _own.Contains(coin.PuzzleHash);

    /// <summary>Builds a transaction; pushed, it waits for the next transaction block.</summary>
    public Transaction Send(Chain chain, ulong amount, ulong fee, string puzzleHash, bool push)
    {
        var total = (UInt128)amount + fee;
        var coins = Spendable(chain).OrderByDescending(c => c.Amount).ToList();
        var available = Sum(coins);
        if (total > available)
        {
            throw new RpcFailure($"Can't spend more than wallet balance: {available} mojos, tried to spend: {total} mojos");
        }

        var enough = coins.FindLast(c => c.Amount >= total);
        var removals = enough is null ? coins.TakeWhile((_, i) => Sum(coins.Take(i)) < total).ToArray() : [enough];
        var change = (ulong)(Sum(removals) - total);
        var additions = new List<Coin> { new(removals[0].Id, puzzleHash, amount) };
        if (change > 0)
        {
            additions.Add(new Coin(removals[0].Id, NextAddress(fresh: true), change));
        }

        var transaction = new Transaction(1, amount, fee, puzzleHash, prefix) { Additions = additions, Removals = removals };
        if (push)
        {
            _transactions.Add(transaction);
        }
        else
        {
            Built[transaction.Name] = transaction;
        }

        return transaction;
    }

    public void Push(Transaction transaction)
    {
        if (!_transactions.Contains(transaction))
        {
            _transactions.Add(transaction);
        }
    }

    public void DeleteUnconfirmed() => _transactions.RemoveAll(t => !t.Confirmed);

    /// <summary>Takes in what a block brought.</summary>
    public void Follow(Block block)
    {
        Address(0);
        var ours = Pending.ToArray();
        foreach (var transaction in block.Timestamp is null ? [] : ours)
        {
            transaction.ConfirmedAt = block.Height;
        }

        foreach (var coin in block.Additions.Where(c => Owns(c) && !ours.Any(t => t.Additions.Contains(c))))
        {
            var isPool = coin.Amount is 1_750_000_000_000 or 18_375_000_000_000_000_000;
            _transactions.Add(new Transaction(!coin.Coinbase ? 0 : isPool ? 2 : 3, coin.Amount, 0, coin.PuzzleHash, prefix)
            {
                Additions = [coin],
                Removals = [],
                ConfirmedAt = block.Height,
                CreatedAt = coin.Timestamp,
            });
        }
    }

    public static UInt128 Sum(IEnumerable<Coin> coins) => coins.Aggregate((UInt128)0, (sum, coin) => sum + coin.Amount);
}
