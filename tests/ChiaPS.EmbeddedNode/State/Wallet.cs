using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>XCH wallet (1) and CAT wallet (2) of one key: addresses, coins on the chain, and transactions.</summary>
internal sealed class Wallet(uint fingerprint, string prefix)
{
    public const uint Xch = 1;
    public const uint Cat = 2;

    private readonly Dictionary<string, uint> _own = new(StringComparer.Ordinal);
    private readonly List<Transaction> _transactions = [];
    private int _index;
    private int _change;

    public string Prefix => prefix;

    public IReadOnlyList<Transaction> Transactions => _transactions;

    /// <summary>What was pushed and is not confirmed.</summary>
    public IEnumerable<Transaction> Pending => _transactions.Where(t => !t.Confirmed && t.Type is TransactionType.Outgoing or TransactionType.OutgoingClawback && t.ConfirmedAt is null);

    /// <summary>Puzzle hash of an address of this wallet, which from now on is watched.</summary>
    public string Address(int index) => Watch(index == 0 && fingerprint == Keys.All[0].Fingerprint ? Keys.FarmingPuzzleHash : Derive($"{fingerprint}/{index}"));

    public string NextAddress(bool fresh) => Address(fresh ? ++_index : _index);

    /// <summary>Where change goes; building moves no address that users see.</summary>
    public string ChangeAddress(bool reuse) => reuse ? Address(0) : Watch(Derive($"{fingerprint}/change/{++_change}"));

    /// <summary>The puzzle of a CAT around another puzzle.</summary>
    public static string Wrap(string puzzleHash) => Derive("cat/" + puzzleHash);

    public static string Derive(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    public bool Owns(string puzzleHash) => _own.ContainsKey(puzzleHash);

    /// <summary>Number of the wallet that a coin belongs to; null for somebody else's.</summary>
    public uint? WalletOf(Coin coin) => _own.TryGetValue(coin.PuzzleHash, out var id) ? id : null;

    public IEnumerable<Coin> Unspent(Chain chain, uint id) => chain.Coins.Where(coin => coin.Spent == 0 && WalletOf(coin) == id);

    public HashSet<string> Locked() => Pending.SelectMany(t => t.Removals).Select(coin => coin.Id).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<Coin> Spendable(Chain chain, uint id)
    {
        var locked = Locked();
        return Unspent(chain, id).Where(coin => !locked.Contains(coin.Id));
    }

    /// <summary>Keeps a record that is pushed. One that waits already stays as it is; one that was confirmed is unconfirmed again, as in the real wallet.</summary>
    public Transaction Keep(Transaction transaction)
    {
        var known = _transactions.FindIndex(t => t.Name == transaction.Name);
        if (known < 0)
        {
            _transactions.Add(transaction);
        }
        else if (_transactions[known].Confirmed)
        {
            _transactions[known] = transaction;
        }
        else
        {
            return _transactions[known];
        }

        return transaction;
    }

    public void DeleteUnconfirmed(uint id)
    {
        var pending = Pending.Where(t => t.WalletId == id).ToHashSet();
        _transactions.RemoveAll(pending.Contains);
    }

    /// <summary>Takes in what a block brought.</summary>
    public void Follow(Block block, IReadOnlyDictionary<string, ClawbackPuzzle> clawbacks)
    {
        Address(0);
        var made = block.Additions.Select(coin => coin.Id).ToHashSet(StringComparer.Ordinal);
        var spent = block.Removals.Select(coin => coin.Id).ToHashSet(StringComparer.Ordinal);
        var ours = Pending.Where(t => t.Additions.Any(coin => made.Contains(coin.Id))).ToList();
        ours.ForEach(t => t.ConfirmedAt = block.Height);
        foreach (var over in _transactions.Where(t => t.Metadata is not null && spent.Contains(t.Name)))
        {
            over.Metadata!["spent"] = true;
        }

        var known = ours.SelectMany(t => t.Additions).Select(coin => coin.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var coin in block.Additions)
        {
            if (clawbacks.TryGetValue(coin.PuzzleHash, out var clawback))
            {
                Claimable(block, coin, clawback);
            }
            else if (WalletOf(coin) is { } id && !known.Contains(coin.Id))
            {
                Incoming(block, coin, id);
            }
        }
    }

    public static UInt128 Sum(IEnumerable<Coin> coins) => coins.Aggregate((UInt128)0, (sum, coin) => sum + coin.Amount);

    private void Incoming(Block block, Coin coin, uint id)
    {
        var isPool = coin.Amount is 1_750_000_000_000 or 18_375_000_000_000_000_000;
        var type = !coin.Coinbase ? TransactionType.Incoming : isPool ? TransactionType.PoolReward : TransactionType.FarmerReward;
        _transactions.Add(new Transaction(type, id, coin.Amount, 0, coin.PuzzleHash, prefix, [coin], []) { ConfirmedAt = block.Height, CreatedAt = coin.Timestamp });
    }

    // Sender and receiver get a record each; a key that is both gets both, and the second replaces the first in its list.
    private void Claimable(Block block, Coin coin, ClawbackPuzzle clawback)
    {
        if (!Owns(clawback.Sender) && !Owns(clawback.Recipient))
        {
            return;
        }

        var type = Owns(clawback.Sender) ? TransactionType.ClawbackSend : TransactionType.ClawbackReceive;
        _transactions.Add(new Transaction(type, Xch, coin.Amount, 0, clawback.Recipient, prefix, [coin], [])
        {
            ConfirmedAt = block.Height,
            CreatedAt = coin.Timestamp,
            Metadata = new JsonObject
            {
                ["coin_id"] = "0x" + coin.Id,
                ["recipient_puzzle_hash"] = "0x" + clawback.Recipient,
                ["sender_puzzle_hash"] = "0x" + clawback.Sender,
                ["spent"] = false,
                ["time_lock"] = clawback.Seconds,
            },
            Memos = new JsonObject { ["0x" + coin.Id] = new JsonArray("0x" + clawback.Recipient) },
        });
    }

    private string Watch(string puzzleHash)
    {
        _own[puzzleHash] = Xch;
        _own[Wrap(puzzleHash)] = Cat;
        return puzzleHash;
    }
}

/// <summary>A puzzle that the sender can open at once and the recipient after some seconds.</summary>
internal sealed record ClawbackPuzzle(string Sender, string Recipient, ulong Seconds)
{
    public string PuzzleHash => Wallet.Derive($"clawback/{Sender}/{Recipient}/{Seconds}");
}
