using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The wallet's routes about coins.</summary>
internal sealed class CoinRoutes(NodeState state)
{
    private const int Include = 1;
    private static readonly int[] Kinds = [0, 6];

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("get_coin_records", GetCoinRecords),
        ("get_spendable_coins", GetSpendableCoins),
        ("select_coins", SelectCoins),
    ];

    private Wallet Current => state.WalletOf(state.LoggedIn!.Value);

    private JsonObject? GetCoinRecords(JsonElement request)
    {
        var limit = request.Has("limit") ? request.Unsigned("limit") : uint.MaxValue;
        if (limit > 1000 && request.Has("limit"))
        {
            throw new RpcFailure($"limit of 1000 exceeded: {limit}");
        }

        // What other wallets hold is as it was recorded.
        if (request.Number("wallet_id") is > 2 || request.Number("wallet_type") is not (null or 0 or 6) || request.Number("coin_type") is > 1)
        {
            return null;
        }

        var found = state.Chain.Coins.Select(coin => (Coin: coin, Wallet: WalletOf(coin))).Where(one => one.Wallet is not null && Fits(request, one.Coin, one.Wallet.Value)).Select(one => one.Coin).ToList();
        Func<Coin, UInt128> key = request.Number("order") switch
        {
            null or 1 => coin => coin.Confirmed,
            2 => coin => coin.Spent,
            3 => coin => coin.Amount,
            { } other => throw new RpcFailure($"{other} is not a valid CoinRecordOrder"),
        };
        var sorted = request.Flag("reverse", otherwise: false) ? found.OrderByDescending(key) : found.OrderBy(key);
        var page = sorted.Skip((int)(request.Number("offset") ?? 0)).Take((int)Math.Min(limit, 1000));
        return new()
        {
            ["coin_records"] = new JsonArray([.. page.Select(Record)]),
            ["total_count"] = request.Flag("include_total_count", otherwise: false) ? found.Count : null,
        };
    }

    private bool Fits(JsonElement request, Coin coin, uint wallet) =>
        Same(request, "wallet_id", wallet)
        && Same(request, "wallet_type", Kinds[wallet - 1])
        && Same(request, "coin_type", state.Chain.Clawbacks.ContainsKey(coin.PuzzleHash) ? 1 : 0)
        && Chosen(request, "coin_id_filter", coin.Id)
        && Chosen(request, "puzzle_hash_filter", coin.PuzzleHash)
        && Chosen(request, "parent_coin_id_filter", coin.Parent)
        && (request.Get("amount_filter") is not { } amounts || amounts.GetProperty("values").EnumerateArray().Any(one => (ulong)Request.Number(one) == coin.Amount) == Includes(amounts))
        && Within(request, "amount_range", coin.Amount)
        && Within(request, "confirmed_range", coin.Confirmed)
        && Within(request, "spent_range", coin.Spent);

    // A clawback is in the XCH wallet of both who may open it.
    private uint? WalletOf(Coin coin) => state.Chain.Clawbacks.TryGetValue(coin.PuzzleHash, out var puzzle)
        ? Current.Owns(puzzle.Sender) || Current.Owns(puzzle.Recipient) ? Wallet.Xch : null
        : Current.WalletOf(coin);

    private JsonObject Record(Coin coin)
    {
        var id = WalletOf(coin)!.Value;
        var clawback = state.Chain.Clawbacks.GetValueOrDefault(coin.PuzzleHash);
        var json = coin.ToJson();
        json["coinbase"] = coin.Coinbase;
        json["confirmed_height"] = coin.Confirmed;
        json["id"] = "0x" + coin.Id;
        json["metadata"] = clawback is null ? null : new JsonObject
        {
            ["recipient_puzzle_hash"] = "0x" + clawback.Recipient,
            ["sender_puzzle_hash"] = "0x" + clawback.Sender,
            ["time_lock"] = clawback.Seconds,
        };
        json["spent_height"] = coin.Spent;
        json["type"] = clawback is null ? 0 : 1;
        json["wallet_identifier"] = new JsonObject { ["id"] = id, ["type"] = Kinds[id - 1] };
        return json;
    }

    private static bool Same(JsonElement request, string name, long value) => request.Number(name) is not { } wanted || wanted == value;

    private static bool Chosen(JsonElement request, string name, string value) =>
        request.Get(name) is not { } filter || CoinChoice.Ids(filter, "values").Contains(value, StringComparer.Ordinal) == Includes(filter);

    private static bool Includes(JsonElement filter) => filter.Number("mode") switch
    {
        Include => true,
        2 => false,
        var other => throw new RpcFailure($"{other} is not a valid FilterMode"),
    };

    private static bool Within(JsonElement request, string name, ulong value) => request.Get(name) is not { } range
        || ((!range.Has("start") || value >= range.Unsigned("start", "uint64")) && (!range.Has("stop") || value <= range.Unsigned("stop", "uint64")));

    private JsonObject? GetSpendableCoins(JsonElement request)
    {
        request.Needs("GetSpendableCoins", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        if (id is not (Wallet.Xch or Wallet.Cat))
        {
            return id > 4 ? throw new RpcFailure(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
        }

        var choice = new CoinChoice(request);
        var locked = Current.Locked();
        return new()
        {
            ["confirmed_records"] = new JsonArray([.. Current.Spendable(state.Chain, id).Where(choice.IsAllowed).Select(coin => coin.ToRecord(withSpent: false))]),
            ["unconfirmed_additions"] = new JsonArray([.. Current.Pending.SelectMany(t => t.Additions).Where(coin => Current.WalletOf(coin) == id).Select(coin => coin.ToJson())]),
            ["unconfirmed_removals"] = new JsonArray([.. Current.Unspent(state.Chain, id).Where(coin => locked.Contains(coin.Id)).Select(coin => coin.ToRecord(withSpent: false))]),
        };
    }

    private JsonObject? SelectCoins(JsonElement request)
    {
        request.Needs("SelectCoins", "wallet_id", "amount");
        var id = (uint)request.Unsigned("wallet_id");
        var amount = request.Unsigned("amount", "uint64");
        if (id > 2)
        {
            return id > 4 ? throw new RpcFailure(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
        }

        // Up to 2.0.1 it passes over the ids of coins.
        if (!state.Options.IsAtLeast("2.1.0"))
        {
            request = JsonSerializer.SerializeToElement(new { wallet_id = id, amount });
        }

        var spendable = Current.Spendable(state.Chain, id).ToList();
        return amount > Wallet.Sum(spendable)
            ? throw new RpcFailure($"Can't select amount higher than our spendable balance.  Amount: {amount}, spendable: {Wallet.Sum(spendable)}")
            : new() { ["coins"] = new JsonArray([.. new CoinChoice(request).Pick(spendable, amount, id).Select(coin => coin.ToJson())]) };
    }
}
