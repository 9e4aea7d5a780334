using System.Collections.Concurrent;

namespace ChiaPS.Embedded;

/// <summary>What the node says to a transaction that a wallet passes on.</summary>
public enum NodeVerdict
{
    /// <summary>What is right, by the second look.</summary>
    Right,

    /// <summary>The same, told only after the delay; nothing reaches the mempool before.</summary>
    Late,

    /// <summary>Nothing: it does not reach the node until the verdict is another one.</summary>
    Never,

    /// <summary>No, with the reason.</summary>
    Refused,

    /// <summary>Not yet, with the reason.</summary>
    Pending,
}

/// <summary>What becomes of what is pushed: set by tests, and counted for them.</summary>
public sealed class SpendControl
{
    // Read by tests while they are counted.
    private readonly ConcurrentDictionary<string, int> _pushed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _confirmed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _spent = new(StringComparer.Ordinal);

    /// <summary>What the node says.</summary>
    public NodeVerdict Verdict { get; set; }

    /// <summary>Why, for <see cref="NodeVerdict.Refused"/> and <see cref="NodeVerdict.Pending"/>.</summary>
    public string Reason { get; set; } = "INVALID_FEE_LOW_FEE";

    /// <summary>How long <see cref="NodeVerdict.Late"/> takes.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Farms a block that long after something came into the mempool; never when left out.</summary>
    public TimeSpan? FarmAfter { get; set; }

    /// <summary>Full nodes that the wallet is connected to.</summary>
    public int PeerCount { get; set; } = 1;

    /// <summary>How many blocks the full node is behind the wallet, when it is asked for one coin.</summary>
    public uint NodeLag { get; set; }

    /// <summary>The most mojos that one transaction can send, as where coins are small; what is spendable when left out.</summary>
    public ulong? MostAtOnce { get; set; }

    /// <summary>Changes the answer of a route that builds: a wallet that does other than it was asked.</summary>
    public Action<System.Text.Json.Nodes.JsonObject>? Tamper { get; set; }

    /// <summary>How often each spend bundle (by id, 0x…) came into a block.</summary>
    public IReadOnlyDictionary<string, int> Confirmed => _confirmed;

    /// <summary>How often each coin (by id, 0x…) was spent.</summary>
    public IReadOnlyDictionary<string, int> Spent => _spent;

    /// <summary>How often each transaction or bundle (by id, 0x…) was pushed, by whatever route.</summary>
    public IReadOnlyDictionary<string, int> Pushed => _pushed;

    /// <summary>As at the start.</summary>
    public void Reset()
    {
        (Verdict, Reason, Delay, FarmAfter, PeerCount) = (NodeVerdict.Right, "INVALID_FEE_LOW_FEE", TimeSpan.FromSeconds(1), null, 1);
        (MostAtOnce, Tamper, NodeLag) = (null, null, 0);
        _confirmed.Clear();
        _spent.Clear();
        _pushed.Clear();
    }

    internal void Count(string name) => Add(_pushed, name);

    internal void Include(SpendBundle bundle)
    {
        Add(_confirmed, bundle.Name);
        foreach (var coin in bundle.Removals)
        {
            Add(_spent, coin.Id);
        }
    }

    private static void Add(ConcurrentDictionary<string, int> counts, string name) => counts.AddOrUpdate("0x" + name, 1, (_, count) => count + 1);
}

/// <summary>The full node's mempool.</summary>
internal sealed class Mempool(Chain chain)
{
    public const int Success = 1;
    public const int Pending = 2;
    public const int Failed = 3;

    private readonly Dictionary<string, SpendBundle> _items = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SpendBundle> Items => _items.Values;

    /// <summary>Takes a bundle in, or says why not.</summary>
    public (int Status, string? Error) Add(SpendBundle bundle)
    {
        if (_items.ContainsKey(bundle.Name))
        {
            return (Success, null);
        }

        var made = bundle.Outputs.Select(coin => coin.Id).ToHashSet(StringComparer.Ordinal);
        var spent = bundle.Spends.Select(spend => spend.Coin).ToList();
        var error =
            spent.Count == 0 ? "INVALID_SPEND_BUNDLE"
            : spent.DistinctBy(coin => coin.Id).Count() < spent.Count ? "DOUBLE_SPEND"
            : made.Count < bundle.Outputs.Count() ? "DUPLICATE_OUTPUT"
            : spent.Exists(coin => chain.Coin(coin.Id) is null && !made.Contains(coin.Id)) ? "UNKNOWN_UNSPENT"
            : spent.Exists(coin => chain.Coin(coin.Id) is { Spent: > 0 }) ? "DOUBLE_SPEND"
            : Wallet.Sum(bundle.Outputs) > Wallet.Sum(spent) ? "MINTING_COIN"
            : !bundle.Signed ? "BAD_AGGREGATE_SIGNATURE"
            : null;
        if (error is not null)
        {
            return (Failed, error);
        }

        if (_items.Values.Any(item => item.Removals.Any(coin => spent.Exists(mine => mine.Id == coin.Id))))
        {
            return (Pending, "MEMPOOL_CONFLICT");
        }

        _items[bundle.Name] = bundle;
        return (Success, null);
    }

    public void Clear() => _items.Clear();

    /// <summary>Takes out what a block can hold: every item whose coins are still there.</summary>
    public IReadOnlyList<SpendBundle> Drain()
    {
        var ready = _items.Values.Where(item => item.Removals.All(coin => chain.Coin(coin.Id) is { Spent: 0 })).ToList();
        _items.Clear();
        return ready;
    }
}
