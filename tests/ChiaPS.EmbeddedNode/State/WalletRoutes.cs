using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The wallet's routes about keys, wallets, balances and sync.</summary>
internal sealed class WalletRoutes(NodeState state)
{
    private const int Standard = 0;
    private const int Cat = 6;
    private const int Did = 8;
    private const int Nft = 10;
    private static readonly int[] Kinds = [Standard, Cat, Did, Nft];
    private ulong _derived = 429;
    private (bool Enabled, ulong Fee, ulong Least, ulong Batch) _autoClaim = (false, 0, 0, 50);

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("log_in", LogIn),
        ("get_logged_in_fingerprint", _ => new() { ["fingerprint"] = state.LoggedIn }),
        ("get_public_keys", _ => new()
        {
            ["keyring_is_locked"] = state.KeyringLocked,
            ["public_key_fingerprints"] = new JsonArray([.. state.Fingerprints.Select(f => JsonValue.Create(f))]),
        }),
        ("add_key", AddKey),
        ("delete_key", r =>
        {
            state.KeyList.RemoveAll(key => r.Get("fingerprint") is { ValueKind: JsonValueKind.Number } one && key.Fingerprint == Request.Number(one));
            return LogOut(r.Has("fingerprint"));
        }),
        ("delete_all_keys", _ =>
        {
            state.KeyList.Clear();
            return LogOut(really: true);
        }),
        ("get_wallets", GetWallets),
        ("get_wallet_balance", GetWalletBalance),
        ("get_wallet_balances", GetWalletBalances),
        ("get_sync_status", GetSyncStatus),
        ("get_height_info", GetHeightInfo),
        ("get_next_address", GetNextAddress),
        ("get_timestamp_for_height", GetTimestampForHeight),
        ("get_current_derivation_index", _ => new() { ["index"] = _derived }),
        ("extend_derivation_index", ExtendDerivationIndex),
        ("get_auto_claim", _ => AutoClaim()),
        ("set_auto_claim", SetAutoClaim),
        ("get_full_node_peer_count", _ => new() { ["peer_count"] = state.Spends.PeerCount }),
    ];

    private JsonObject? LogIn(JsonElement request)
    {
        request.Needs("LogIn", "fingerprint");
        var fingerprint = (uint)request.Unsigned("fingerprint");
        if (state.Fingerprints.Count == 0)
        {
            throw new RpcFailure($"fingerprint {fingerprint} not found in keychain or keychain is empty");
        }

        state.LoggedIn = fingerprint;
        return new() { ["fingerprint"] = fingerprint };
    }

    // Up to 2.5.6 it takes no label; since then it answers as it was recorded.
    private JsonObject? AddKey(JsonElement request)
    {
        if (state.Options.IsAtLeast("2.5.7"))
        {
            return null;
        }

        var key = Key.Of(string.Join(' ', request.GetProperty("mnemonic").EnumerateArray().Select(word => word.GetString())), label: null);
        state.KeyList.Add(key);
        state.LoggedIn = key.Fingerprint;
        return new() { ["fingerprint"] = key.Fingerprint };
    }

    private JsonObject? LogOut(bool really)
    {
        state.LoggedIn = really ? null : state.LoggedIn;
        return null;
    }

    private JsonObject? GetWallets(JsonElement request)
    {
        var wanted = request.Number("type");
        if (wanted is { } type && !Enumerable.Range(0, 15).Concat([57, 205, 209]).Contains((int)type))
        {
            throw new RpcFailure($"{type} is not a valid WalletType");
        }

        var recorded = FixtureStore.Instance.Copy("wallet", "get_wallets", "node-down")["wallets"]!.AsArray();
        var wallets = new JsonArray();
        foreach (var kind in Kinds.Where(k => wanted is null || wanted == k))
        {
            var wallet = recorded.First(w => w!["type"]!.GetValue<int>() == kind)!.DeepClone();
            wallet["id"] = Array.IndexOf(Kinds, kind) + 1;
            if (!request.Flag("include_data", otherwise: true))
            {
                wallet["data"] = "";
            }

            wallets.Add(wallet);
        }

        return new() { ["fingerprint"] = state.LoggedIn, ["wallets"] = wallets };
    }

    private JsonObject? GetWalletBalance(JsonElement request)
    {
        request.Needs("GetWalletBalance", "wallet_id");
        return new() { ["wallet_balance"] = Balance((uint)request.Unsigned("wallet_id")) };
    }

    private JsonObject? GetWalletBalances(JsonElement request)
    {
        var ids = Enumerable.Range(1, Kinds.Length).Select(i => (uint)i);
        if (request.Get("wallet_ids") is { } asked)
        {
            ids = asked.ValueKind == JsonValueKind.Array
                ? asked.EnumerateArray().Select(v => (uint)Request.Number(v))
                : throw new RpcFailure($"Invalid type: Expected list, Actual: {Request.PythonType(asked)}");
        }

        var balances = new JsonObject();
        foreach (var id in ids)
        {
            balances[id.ToString(CultureInfo.InvariantCulture)] = Balance(id);
        }

        return new() { ["wallet_balances"] = balances };
    }

    private JsonObject Balance(uint id)
    {
        Check(id);
        var recorded = FixtureStore.Instance.Part("wallet", "get_wallet_balance", "wallet_balance", Kinds[id - 1] == Cat ? "cat" : "default");
        recorded["fingerprint"] = state.LoggedIn;
        recorded["wallet_id"] = id;
        recorded["wallet_type"] = Kinds[id - 1];
        if (id is Wallet.Xch or Wallet.Cat)
        {
            Follow(recorded, id);
        }
        else
        {
            // A DID is one coin of one mojo; NFTs are counted and worth nothing.
            var mojos = Kinds[id - 1] == Did ? 1 : 0;
            foreach (var name in (string[])["confirmed_wallet_balance", "unconfirmed_wallet_balance", "spendable_balance", "max_send_amount"])
            {
                recorded[name] = mojos;
            }

            recorded["unspent_coin_count"] = 1;
        }

        return recorded;
    }

    private void Follow(JsonObject balance, uint id)
    {
        var wallet = state.WalletOf(state.LoggedIn!.Value);
        var locked = wallet.Locked();
        var unspent = wallet.Unspent(state.Chain, id).ToList();
        var spendable = Wallet.Sum(unspent.Where(coin => !locked.Contains(coin.Id)));
        var change = Wallet.Sum(wallet.Pending.SelectMany(t => t.Additions).Where(coin => wallet.WalletOf(coin) == id));
        balance["confirmed_wallet_balance"] = (decimal)Wallet.Sum(unspent);
        balance["spendable_balance"] = (decimal)spendable;
        balance["max_send_amount"] = (decimal)UInt128.Min(spendable, state.Spends.MostAtOnce ?? UInt128.MaxValue);
        balance["pending_change"] = (decimal)change;
        balance["unconfirmed_wallet_balance"] = (decimal)(spendable + change);
        balance["pending_coin_removal_count"] = unspent.Count(coin => locked.Contains(coin.Id));
        balance["unspent_coin_count"] = unspent.Count;
    }

    private JsonObject? GetSyncStatus(JsonElement request)
    {
        var sync = state.WalletSync.Poll();
        return new() { ["genesis_initialized"] = true, ["synced"] = sync == SyncState.Synced, ["syncing"] = sync == SyncState.Syncing };
    }

    // Up to 2.7.0 nothing but how far the wallet has come, whatever is asked.
    private JsonObject? GetHeightInfo(JsonElement request) => !state.Options.IsAtLeast("2.7.1") ? new() { ["height"] = state.Height } : new()
    {
        ["height"] = state.Height,
        ["is_transaction_block"] = null,
        ["latest_timestamp"] = state.Chain.TransactionBlock(state.Height).Timestamp,
        ["prev_transaction_block_height"] = null,
    };

    private JsonObject? GetNextAddress(JsonElement request)
    {
        request.Needs("GetNextAddress", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        Check(id);
        var hash = state.WalletOf(state.LoggedIn!.Value).NextAddress(request.Flag("new_address", otherwise: false));
        return new() { ["address"] = Address.Encode(hash, state.Options.Prefix), ["wallet_id"] = id };
    }

    // A height that is there has a recorded time.
    private JsonObject? GetTimestampForHeight(JsonElement request) =>
        request.Get("height") is { ValueKind: JsonValueKind.Number } height && height.TryGetUInt32(out var number) && number > state.Height
            ? throw new RpcFailure("Error fetching timestamp from all peers")
            : null;

    private JsonObject? ExtendDerivationIndex(JsonElement request)
    {
        request.Needs("ExtendDerivationIndex", "index");
        var index = request.Unsigned("index");
        if (index <= _derived)
        {
            throw new RpcFailure($"New derivation index must be greater than current index: {_derived}");
        }

        _derived = index <= _derived + 1000 ? index : throw new RpcFailure($"Too many derivations requested. Use a derivation index less than {_derived + 1001}");
        return new() { ["index"] = _derived };
    }

    private JsonObject SetAutoClaim(JsonElement request)
    {
        // What is left out goes back to its default.
        var batch = request.Has("batch_size") ? request.Unsigned("batch_size") : 0;
        _autoClaim = (
            request.Flag("enabled", otherwise: false),
            request.Has("tx_fee") ? request.Unsigned("tx_fee") : 0,
            request.Has("min_amount") ? request.Unsigned("min_amount") : 0,
            batch == 0 ? 50 : batch);
        return AutoClaim();
    }

    private JsonObject AutoClaim() => new()
    {
        ["batch_size"] = _autoClaim.Batch,
        ["enabled"] = _autoClaim.Enabled,
        ["min_amount"] = _autoClaim.Least,
        ["tx_fee"] = _autoClaim.Fee,
    };

    private static void Check(uint id)
    {
        if (id < 1 || id > Kinds.Length)
        {
            throw new RpcFailure(id.ToString(CultureInfo.InvariantCulture));
        }
    }
}
