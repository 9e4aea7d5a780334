using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>What the installation knows and remembers.</summary>
public sealed class NodeState
{
    private readonly Dictionary<uint, Wallet> _wallets = [];
    private readonly List<Coin> _minted = [];

    internal NodeState(EmbeddedNodeOptions options, string harvesterId)
    {
        Options = options;
        Farmer = new Farm(harvesterId, options.Prefix);
        Chain = new Chain(options.Genesis);
        Mempool = new Mempool(Chain);
        KeyringLocked = options.Passphrase is not null;
        LoggedIn = options.NoKeys ? null : Keys.All[0].Fingerprint;
        for (var i = 0; i < options.InitialBlocks; i++)
        {
            Farm(Keys.FarmingPuzzleHash, transactions: true);
            if (i % 4 == 3 && !options.NoKeys)
            {
                Pay(Keys.All[0].Fingerprint, WalletOf(Keys.All[1].Fingerprint).Address(0), (ulong)(i + 1) * 1_000_000_000, 1_000_000);
            }
        }

        if (!options.NoKeys)
        {
            Mint(Keys.All[0].Fingerprint, Wallet.Cat, 2_000_000_000);
        }

        Farm(Keys.FarmingPuzzleHash, transactions: true);
        Spends.Reset();
    }

    /// <summary>Sync state of the full node.</summary>
    public SyncControl NodeSync { get; } = new();

    /// <summary>Sync state of the wallet.</summary>
    public SyncControl WalletSync { get; } = new();

    /// <summary>Height of the peak.</summary>
    public uint Height => Chain.Peak.Height;

    /// <summary>Fingerprint the wallet is logged in with.</summary>
    public uint? LoggedIn { get; set; }

    /// <summary>Whether the keyring is locked.</summary>
    public bool KeyringLocked { get; set; }

    /// <summary>Fingerprints of the keychain.</summary>
    public IReadOnlyList<uint> Fingerprints => Options.NoKeys ? [] : [.. Keys.All.Select(k => k.Fingerprint)];

    /// <summary>What becomes of what is pushed.</summary>
    public SpendControl Spends { get; } = new();

    /// <summary>Farmer and harvesters.</summary>
    public Farm Farmer { get; }

    internal Lock Gate { get; } = new();

    internal EmbeddedNodeOptions Options { get; }

    internal bool IsMainnet => string.Equals(Options.Network, "mainnet", StringComparison.Ordinal);

    internal Chain Chain { get; }

    internal Mempool Mempool { get; }

    internal bool AutoFarm { get; set; } = true;

    /// <summary>Told about every event: destinations, origin, command, data.</summary>
    internal Action<string, string, string, JsonObject> Event { get; set; } = (_, _, _, _) => { };

    /// <summary>Farms blocks to an address (a puzzle hash as hex) and sends the events of it.</summary>
    public void FarmBlocks(int count, string? puzzleHash = null, bool guaranteeTransactionBlock = true)
    {
        lock (Gate)
        {
            for (var i = 0; i < count; i++)
            {
                // Not every block of a real chain carries transactions.
                var transactions = guaranteeTransactionBlock || (Height + 1) % 3 != 0;
                Announce(Farm(puzzleHash ?? Keys.FarmingPuzzleHash, transactions));
            }
        }
    }

    /// <summary>Gives a key coins of these amounts in mojos, in wallet 1 or 2, with the next block.</summary>
    public void Mint(uint fingerprint, uint walletId, params ReadOnlySpan<ulong> mojos)
    {
        lock (Gate)
        {
            foreach (var amount in mojos)
            {
                var address = WalletOf(fingerprint).ChangeAddress(reuse: false);
                _minted.Add(new Coin(Wallet.Derive("mint/" + address), walletId == Wallet.Xch ? address : Wallet.Wrap(address), amount));
            }
        }
    }

    /// <summary>Pays from a key, as its owner would at another client; it waits for the next block.</summary>
    public void Pay(uint fingerprint, string puzzleHash, ulong amount, ulong fee = 0)
    {
        lock (Gate)
        {
            var request = JsonSerializer.SerializeToElement(new { fee });
            var wallet = WalletOf(fingerprint);
            Push(wallet, new TransactionBuilder(this, wallet, request).Send(Wallet.Xch, [new Output(Request.Strip0x(puzzleHash), amount, [])]));
        }
    }

    /// <summary>Forgets everything that is not confirmed, and what was set and counted.</summary>
    public void ClearSpends()
    {
        lock (Gate)
        {
            Spends.Reset();
            Mempool.Clear();
            foreach (var wallet in _wallets.Values)
            {
                wallet.DeleteUnconfirmed(Wallet.Xch);
                wallet.DeleteUnconfirmed(Wallet.Cat);
            }
        }
    }

    /// <summary>How often a puzzle hash was paid an amount on chain.</summary>
    public int CountOf(string puzzleHash, ulong amount)
    {
        lock (Gate)
        {
            var hash = Request.Strip0x(puzzleHash);
            return Chain.Coins.Count(coin => coin.Amount == amount && (coin.PuzzleHash == hash || coin.PuzzleHash == Wallet.Wrap(hash)));
        }
    }

    internal Wallet WalletOf(uint fingerprint)
    {
        if (!_wallets.TryGetValue(fingerprint, out var wallet))
        {
            _wallets[fingerprint] = wallet = new Wallet(fingerprint, Options.Prefix);
        }

        return wallet;
    }

    /// <summary>Keeps records in a wallet and passes their bundle on.</summary>
    internal void Push(Wallet wallet, IReadOnlyList<Transaction> records)
    {
        foreach (var record in records.Select(wallet.Keep).ToList())
        {
            Spends.Count(record.Name);
            record.PushedAt = Stopwatch.GetTimestamp();
            Hear(record);
        }
    }

    /// <summary>Gives a bundle to the full node.</summary>
    internal (int Status, string? Error) PassOn(SpendBundle bundle, bool count = true)
    {
        if (count)
        {
            Spends.Count(bundle.Name);
        }

        var verdict = Spends.Verdict switch
        {
            NodeVerdict.Refused => (Mempool.Failed, Spends.Reason),
            NodeVerdict.Pending => (Mempool.Pending, Spends.Reason),
            _ => Mempool.Add(bundle),
        };
        if (verdict.Item1 == Mempool.Success && Spends.FarmAfter is { } delay)
        {
            _ = Task.Run(async () =>
            {
                await Task.Delay(delay).ConfigureAwait(false);
                FarmBlocks(1);
            });
        }

        return verdict;
    }

    /// <summary>Passes on what did not reach the node yet, where its time has come.</summary>
    internal void Sweep()
    {
        foreach (var record in _wallets.Values.SelectMany(wallet => wallet.Pending).Where(record => record is { Bundle: not null, Verdict: null }).ToList())
        {
            Hear(record);
        }
    }

    internal JsonObject NetworkInfo() => new()
    {
        ["genesis_challenge"] = Options.Genesis,
        ["network_name"] = Options.Network,
        ["network_prefix"] = Options.Prefix,
        ["success"] = true,
    };

    private Block Farm(string puzzleHash, bool transactions)
    {
        var (additions, removals) = (new List<Coin>(), new List<Coin>());
        Sweep();
        foreach (var bundle in transactions ? Mempool.Drain() : [])
        {
            Spends.Include(bundle);
            additions.AddRange(bundle.Additions);
            removals.AddRange(bundle.Removals.Select(coin => Chain.Coin(coin.Id)!));
        }

        if (transactions)
        {
            additions.AddRange(_minted);
            _minted.Clear();
        }

        var block = Chain.Farm(puzzleHash, transactions, additions, removals);
        foreach (var key in Fingerprints)
        {
            WalletOf(key).Follow(block, Chain.Clawbacks);
        }

        return block;
    }

    private void Hear(Transaction record)
    {
        var late = Spends.Verdict == NodeVerdict.Late && Stopwatch.GetElapsedTime(record.PushedAt) < Spends.Delay;
        if (record is { Bundle: { } bundle, Confirmed: false } && Spends.Verdict != NodeVerdict.Never && !late)
        {
            record.Verdict = PassOn(bundle, count: false);
        }
    }

    private void Announce(Block block)
    {
        Event("metrics", "chia_full_node", "block", BlockEvent(block));
        var state = new FullNodeRoutes(this).BlockchainState(NodeSync.State);
        foreach (var audience in (string[])["metrics", "wallet_ui"])
        {
            Event(audience, "chia_full_node", "get_blockchain_state", (JsonObject)state.DeepClone());
        }

        foreach (var change in (string[])[.. block.Additions.Select(_ => "coin_added"), "sync_changed", "sync_changed"])
        {
            var data = new JsonObject { ["state"] = change, ["success"] = true };
            if (change is "coin_added")
            {
                data["wallet_id"] = 1;
            }

            Event("wallet_ui", "chia_wallet", "state_changed", data);
            Event("metrics", "chia_wallet", change, (JsonObject)data.DeepClone());
        }
    }

    private static JsonObject BlockEvent(Block block)
    {
        var data = new JsonObject
        {
            ["fork_height"] = block.Height - 1,
            ["header_hash"] = "0x" + block.Hash,
            ["height"] = block.Height,
            ["k_size"] = 19,
            ["pre_validation_time"] = 0.010958894999930635,
            ["receive_block_result"] = 1,
            ["rolled_back_records"] = 0,
            ["strength"] = null,
            ["success"] = true,
            ["transaction_block"] = block.Timestamp is not null,
            ["validation_time"] = 0.01451508899936016,
        };
        if (block.Timestamp is { } timestamp)
        {
            data["block_cost"] = 0;
            data["block_fees"] = 0;
            data["timestamp"] = timestamp;
            data["transaction_generator_ref_list"] = new JsonArray();
        }

        return data;
    }
}
