using System.Security.Cryptography;
using System.Text;

namespace ChiaPS.Embedded;

/// <summary>A block. One that is no transaction block has no timestamp and brings no coins.</summary>
internal sealed record Block(
    uint Height,
    string Hash,
    string PreviousHash,
    string Farmer,
    long? Timestamp,
    IReadOnlyList<Coin> Rewards,
    IReadOnlyList<Coin> Additions,
    IReadOnlyList<Coin> Removals);

/// <summary>The chain of blocks and every coin on it.</summary>
internal sealed class Chain
{
    private const uint Prefarm = 0;
    private readonly string _genesis;
    private readonly List<Block> _blocks = [];
    private readonly Dictionary<string, Coin> _coins = new(StringComparer.Ordinal);
    private long _time = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private int _forks;

    public Chain(string genesis)
    {
        _genesis = genesis;
        Farm(Keys.FarmingPuzzleHash, transactions: true, [], []);
    }

    public IReadOnlyList<Block> Blocks => _blocks;

    public Block Peak => _blocks[^1];

    public IEnumerable<Coin> Coins => _coins.Values;

    /// <summary>What is known of puzzles that are clawbacks, by puzzle hash.</summary>
    public Dictionary<string, ClawbackPuzzle> Clawbacks { get; } = new(StringComparer.Ordinal);

    public Coin? Coin(string id) => _coins.GetValueOrDefault(id);

    public Block? ByHash(string hash) => _blocks.Find(b => string.Equals(b.Hash, hash, StringComparison.Ordinal));

    /// <summary>Adds a block; its rewards become coins with the next transaction block, as on the real chain.</summary>
    public Block Farm(string puzzleHash, bool transactions, IReadOnlyList<Coin> additions, IReadOnlyList<Coin> removals)
    {
        var height = (uint)_blocks.Count;
        var previous = height == 0 ? _genesis : Peak.Hash;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{previous}|{height}|{puzzleHash}|{_forks}")));
        var rewards = transactions ? Rewards().ToArray() : [];
        _time = Math.Max(_time + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        foreach (var coin in rewards.Concat(additions))
        {
            (coin.Confirmed, coin.Timestamp) = (height, _time);
            _coins[coin.Id] = coin;
        }

        foreach (var coin in removals)
        {
            coin.Spent = height;
        }

        _blocks.Add(new Block(height, hash, previous, puzzleHash, transactions ? _time : null, rewards, [.. rewards, .. additions], removals));
        return Peak;
    }

    /// <summary>Takes the last blocks away with all they did.</summary>
    public void Revert(int count)
    {
        _blocks.RemoveRange(_blocks.Count - count, count);
        _forks++;
        foreach (var coin in _coins.Values.Where(c => c.Confirmed > Peak.Height).ToArray())
        {
            _coins.Remove(coin.Id);
        }

        foreach (var coin in _coins.Values.Where(c => c.Spent > Peak.Height))
        {
            coin.Spent = 0;
        }
    }

    /// <summary>The transaction block at or below a height.</summary>
    public Block TransactionBlock(uint height) => _blocks[..((int)height + 1)].FindLast(b => b.Timestamp is not null)!;

    private IEnumerable<Coin> Rewards()
    {
        var last = _blocks.FindLastIndex(b => b.Timestamp is not null);
        foreach (var block in _blocks.Skip(Math.Max(0, last)))
        {
            var number = block.Height.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
            var (pool, farmer) = block.Height == Prefarm
                ? (18_375_000_000_000_000_000, 2_625_000_000_000_000_000UL)
                : (1_750_000_000_000UL, 250_000_000_000UL);
            yield return new Coin(_genesis[..32] + number, block.Farmer, pool) { Coinbase = true };
            yield return new Coin(_genesis[32..] + number, block.Farmer, farmer) { Coinbase = true };
        }
    }
}
