using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The wallet's routes that build transactions.</summary>
internal sealed class SpendRoutes(NodeState state)
{
    private const int MostCoins = 500;

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("send_transaction", SendTransaction),
        ("send_transaction_multi", SendMulti),
        ("cat_spend", CatSpend),
        ("create_signed_transaction", CreateSigned),
        ("split_coins", SplitCoins),
        ("combine_coins", CombineCoins),
        ("spend_clawback_coins", SpendClawbacks),
    ];

    private Wallet Current => state.WalletOf(state.LoggedIn!.Value);

    private JsonObject? SendTransaction(JsonElement request)
    {
        request.Needs("SendTransaction", "wallet_id", "amount", "address");
        var id = (uint)request.Unsigned("wallet_id");
        if (id != 1)
        {
            throw new RpcFailure(id > 4 ? $"Wallet with id {id} does not exist" : $"wallet id {id} is of type CATWallet but type Wallet is required");
        }

        var amount = request.Unsigned("amount", "uint64");
        var clawback = Clawback(request);
        Synced();
        Unusual(request);
        var output = new Output(Target(request.GetProperty("address").GetString()!), amount, Memos(request));
        return Answer("send_transaction", request, Builder(request).Send(1, [output], clawback: clawback), push: true);
    }

    private JsonObject? SendMulti(JsonElement request)
    {
        request.Needs("SendTransactionMulti", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        if (id == 2)
        {
            return CatSpend(request);
        }

        Known(id);
        if (request.Has("amount"))
        {
            throw new RpcFailure("Specified \"amount\" for an XCH wallet. Maybe you meant to specify a CAT-type wallet?");
        }

        var outputs = Outputs(request) ?? throw new RpcFailure("\"additions\" are required for XCH wallets.");
        Synced();
        return Answer("send_transaction_multi", request, Builder(request).Send(id, outputs, Coins(request, "coins")), push: true);
    }

    private JsonObject? CatSpend(JsonElement request)
    {
        request.Needs("CATSpend", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        if (id != 2)
        {
            throw new RpcFailure(id > 4 ? $"Wallet with id {id} does not exist" : $"wallet id {id} is of type Wallet but type CATWallet is required");
        }

        if (request.Has("extra_delta"))
        {
            throw new RpcFailure("Must specify \"extra_delta\", \"tail_reveal\" and \"tail_solution\" together.");
        }

        if (request.Has("additions") == request.Has("amount"))
        {
            throw new RpcFailure("Must specify \"additions\" or \"amount\"+\"inner_address\"+\"memos\", but not both.");
        }

        if (request.Has("amount") && !request.Has("inner_address"))
        {
            throw new RpcFailure("Must specify \"amount\" and \"inner_address\" together.");
        }

        var outputs = Outputs(request) ?? [new Output(Target(request.GetProperty("inner_address").GetString()!), request.Unsigned("amount", "uint64"), Memos(request))];
        Synced();
        return Answer("cat_spend", request, Builder(request).Send(2, outputs), push: true);
    }

    private JsonObject? CreateSigned(JsonElement request)
    {
        request.Needs("CreateSignedTransaction", "additions");
        var id = request.Has("wallet_id") ? (uint)request.Unsigned("wallet_id") : 1;
        Known(id);
        var outputs = Outputs(request)!;
        Synced();
        var records = Builder(request).Send(id, outputs, Coins(request, "coins"), Clawback(request));
        var answer = Answer("create_signed_transaction", request, records, push: false);
        answer["signed_txs"] = answer["transactions"]!.DeepClone();
        answer["signed_tx"] = answer["transactions"]![0]!.DeepClone();
        return answer;
    }

    private JsonObject? SplitCoins(JsonElement request)
    {
        request.Needs("SplitCoins", "wallet_id", "number_of_coins", "amount_per_coin", "target_coin_id");
        var (id, count) = ((uint)request.Unsigned("wallet_id"), (uint)request.Unsigned("number_of_coins", "uint16"));
        if (count > MostCoins)
        {
            throw new RpcFailure($"{count} coins is greater then the maximum limit of 500 coins.");
        }

        var target = Request.Hash(request.GetProperty("target_coin_id"));
        var coin = id > 2 ? throw new RpcFailure($"Wallet {id} is not eligible for coin splitting")
            : count == 0 ? throw new RpcFailure("Cannot split into 0 new coins")
            : Current.Spendable(state.Chain, id).FirstOrDefault(coin => coin.Id == target) ?? throw new RpcFailure($"Could not find coin with ID {target}");
        return Answer("split_coins", request, Builder(request).Split(id, coin, count, request.Unsigned("amount_per_coin", "uint64")), push: false);
    }

    private JsonObject? CombineCoins(JsonElement request)
    {
        request.Needs("CombineCoins", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        var count = request.Get("number_of_coins") is null ? MostCoins : (int)request.Unsigned("number_of_coins", "uint16");
        var ids = CoinChoice.Ids(request, "target_coin_ids").ToHashSet(StringComparer.Ordinal);
        if (count > MostCoins)
        {
            throw new RpcFailure($"{count} coins is greater then the maximum limit of 500 coins.");
        }

        if (count < 2)
        {
            throw new RpcFailure("You need at least two coins to combine");
        }

        if (ids.Count > count)
        {
            throw new RpcFailure("More coin IDs specified than desired number of coins to combine");
        }

        var choice = new CoinChoice(request);
        var found = Current.Spendable(state.Chain, id).Where(coin => (ids.Count == 0 || ids.Contains(coin.Id)) && choice.IsAllowed(coin));
        var some = (request.Flag("largest_first", otherwise: false) ? found.OrderByDescending(coin => coin.Amount) : found.OrderBy(coin => coin.Amount)).Take(count).ToList();
        return some.Count < 2 ? throw new RpcFailure("", "INTERNAL_ERROR") : Answer("combine_coins", request, Builder(request).Combine(id, some), push: false);
    }

    private JsonObject? SpendClawbacks(JsonElement request)
    {
        request.Needs("SpendClawbackCoins", "coin_ids");
        if (request.Has("batch_size") && request.Number("batch_size") == 0)
        {
            throw new RpcFailure("range() arg 3 must not be zero");
        }

        var coins = CoinChoice.Ids(request, "coin_ids").Select(state.Chain.Coin).OfType<Coin>().Where(coin => coin.Spent == 0 && state.Chain.Clawbacks.ContainsKey(coin.PuzzleHash)).ToList();
        var records = coins.Count == 0 ? [] : Builder(request).Claim(coins);
        var answer = Answer("spend_clawback_coins", request, records, push: true);
        answer["transaction_ids"] = new JsonArray([.. records.Where(record => record.Bundle is not null).Select(record => JsonValue.Create(record.Name))]);
        return answer;
    }

    private JsonObject Answer(string route, JsonElement request, IReadOnlyList<Transaction> records, bool push)
    {
        // Left out means what the route does by itself; null means no.
        if (request.Flag("push", otherwise: push))
        {
            state.Push(Current, records);
        }

        var answer = FixtureStore.Instance.Copy("wallet", route, FixtureStore.Instance.Cases("wallet", route).First(one => one.Succeeded).Case);
        var unsigned = answer["unsigned_transactions"]!.AsArray();
        if (records.Count == 0)
        {
            unsigned.Clear();
        }
        else
        {
            var spends = unsigned[0]!["transaction_info"]!["spends"]!.AsArray();
            var spend = spends[0]!;
            unsigned[0]!["transaction_info"]!["spends"] = new JsonArray([.. records.SelectMany(record => record.Bundle?.Spends ?? []).Select(one =>
            {
                var copy = spend.DeepClone();
                copy["coin"] = new JsonObject { ["amount"] = one.Coin.Amount, ["parent_coin_id"] = "0x" + one.Coin.Parent, ["puzzle_hash"] = "0x" + one.Coin.PuzzleHash };
                return copy;
            })]);
        }

        answer["transactions"] = new JsonArray([.. records.Select(record => record.AsBuilt())]);
        if (answer.ContainsKey("transaction"))
        {
            answer["transaction"] = records[0].AsBuilt();
            answer["transaction_id"] = "0x" + records[0].Name;
        }

        state.Spends.Tamper?.Invoke(answer);

        return answer;
    }

    private TransactionBuilder Builder(JsonElement request) => new(state, Current, request);

    private void Synced()
    {
        switch (state.WalletSync.State)
        {
            case SyncState.NotSynced:
                throw new RpcFailure("Wallet is not connected to any synced peers.");
            case SyncState.Syncing:
                throw new RpcFailure("Wallet needs to be fully synced before making transactions.");
        }
    }

    private static void Known(uint id)
    {
        if (id > 4)
        {
            throw new RpcFailure(id.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Unusual(JsonElement request)
    {
        if (request.Get("extra_conditions") is { ValueKind: JsonValueKind.Array } conditions && conditions.EnumerateArray().Any(one => one.Number("opcode") is 80 or 82 or 84 or 86))
        {
            throw new RpcFailure("Relative timelocks are not currently supported in the RPC");
        }
    }

    private string Target(string address)
    {
        var hash = Address.Decode(address) ?? throw new RpcFailure($"Invalid address: {address}");
        return address.StartsWith(state.Options.Prefix + "1", StringComparison.Ordinal)
            ? hash
            : throw new RpcFailure($"Invalid address: {address}. Expected an address with one of the following prefixes: ['{state.Options.Prefix}']");
    }

    private static List<string> Memos(JsonElement request) => request.Get("memos") switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } memos => [.. memos.EnumerateArray().Select(memo => "0x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(memo.GetString()!)))],
        { } other => throw new RpcFailure($"Invalid type: Expected list, Actual: {Request.PythonType(other)}"),
    };

    private static List<Output>? Outputs(JsonElement request)
    {
        if (request.Get("additions") is not { ValueKind: JsonValueKind.Array } additions)
        {
            return null;
        }

        var outputs = new List<Output>();
        foreach (var one in additions.EnumerateArray())
        {
            one.Needs("Addition", "amount", "puzzle_hash");
            outputs.Add(new Output(Request.Hash(one.GetProperty("puzzle_hash")), one.Unsigned("amount", "uint64"), Memos(one)));
        }

        return outputs.Count > 0 ? outputs : throw new RpcFailure("Must have at least one addition");
    }

    private List<Coin>? Coins(JsonElement request, string name) => request.Get(name) is not { ValueKind: JsonValueKind.Array } given ? null
        : [.. given.EnumerateArray().Select(one => one.GetProperty("parent_coin_info").GetString()!.StartsWith("0x", StringComparison.Ordinal)
            ? state.Chain.Coin(Coin.Of(JsonNode.Parse(one.GetRawText())!).Id) ?? throw new RpcFailure("", "INTERNAL_ERROR")
            : throw new RpcFailure("bytes object is expected to start with 0x"))];

    private static ulong? Clawback(JsonElement request)
    {
        if (request.Get("puzzle_decorator") is not { ValueKind: JsonValueKind.Array } decorators || decorators.GetArrayLength() == 0)
        {
            return null;
        }

        var first = decorators[0];
        if (first.Get("decorator")?.GetString() != "CLAWBACK")
        {
            throw new RpcFailure("Invalid clawback puzzle decorator override specified");
        }

        first.Needs("ClawbackPuzzleDecoratorOverride", "clawback_timelock");
        var seconds = first.Unsigned("clawback_timelock", "uint64");
        return seconds > 0 ? seconds : throw new RpcFailure("Timelock must be at least 1 second");
    }
}
