using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>What the installation knows and remembers.</summary>
public sealed partial class NodeState
{
    private readonly Dictionary<uint, Wallet> _wallets = [];
    private readonly List<Coin> _minted = [];
    private uint? _loggedIn;

    internal NodeState(EmbeddedNodeOptions options, string harvesterId)
    {
        Options = options;
        Farmer = new Farm(harvesterId, options.Prefix);
        Chain = new Chain(options.Genesis);
        Mempool = new Mempool(Chain);
        KeyringLocked = options.Passphrase is not null;
        ResetKeys();
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
    public uint Height => Alone(() => Chain.Peak.Height);

    /// <summary>Fingerprint the wallet is logged in with.</summary>
    public uint? LoggedIn
    {
        get => Alone(() => _loggedIn);
        set => Alone(() => _loggedIn = value);
    }

    /// <summary>Whether the keyring is locked.</summary>
    public bool KeyringLocked { get; set; }

    /// <summary>Fingerprints of the keychain.</summary>
    public IReadOnlyList<uint> Fingerprints => Alone(() => KeyList.ConvertAll(k => k.Fingerprint));

    /// <summary>The daemon has forgotten its keys: it was asked for addresses while its keyring was locked.</summary>
    public bool KeysForgotten { get; set; }

    /// <summary>Passphrase of the keyring; null without one.</summary>
    public string? Passphrase { get; set; }

    /// <summary>The plotting jobs that the daemon tells of: others at once, since a client may ask meanwhile.</summary>
    public IReadOnlyList<JsonObject> PlottingJobs { get; set; } = [];

    internal List<Key> KeyList { get; } = [];

    /// <summary>Puts the keys back that the installation began with, and takes the passphrase away that it did not have.</summary>
    public void ResetKeys()
    {
        lock (Gate)
        {
            KeyList.Clear();
            KeyList.AddRange(Options.NoKeys ? [] : Keys.All);
            (KeysForgotten, Passphrase) = (false, Options.Passphrase);
        }
    }

    /// <summary>What becomes of what is pushed.</summary>
    public SpendControl Spends { get; } = new();

    /// <summary>Farmer and harvesters.</summary>
    public Farm Farmer { get; }

    /// <summary>Held by whoever reads or changes the state: requests, tests and what happens by itself come at the same time.</summary>
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

    internal JsonObject NetworkInfo() => new()
    {
        ["genesis_challenge"] = Options.Genesis,
        ["network_name"] = Options.Network,
        ["network_prefix"] = Options.Prefix,
        ["success"] = true,
    };

    internal T Alone<T>(Func<T> what)
    {
        lock (Gate)
        {
            return what();
        }
    }

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
