using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The wallet's routes about transactions of the standard wallet.</summary>
internal sealed class TransactionRoutes(NodeState state)
{
    private const int Include = 1;
    private const int Exclude = 2;

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("get_transactions", GetTransactions),
        ("get_transaction_count", GetTransactionCount),
        ("get_transaction", GetTransaction),
        ("send_transaction", SendTransaction),
        ("push_transactions", PushTransactions),
        ("delete_unconfirmed_transactions", DeleteUnconfirmed),
        ("get_spendable_coins", GetSpendableCoins),
    ];

    private Wallet Current => state.WalletOf(state.LoggedIn!.Value);

    private JsonObject? GetTransactions(JsonElement request)
    {
        request.Needs("GetTransactions", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        var start = request.Number("start") ?? 0;
        var end = request.Number("end") ?? 50;
        var found = Sorted(Filtered(request, id), request).Skip((int)start);

        // The real one hands the difference to its database as a limit, where a negative one means all.
        var page = end < start ? found : found.Take((int)(end - start));
        return new() { ["transactions"] = new JsonArray([.. page.Select(t => t.ToJson(withMetadata: true))]), ["wallet_id"] = id };
    }

    private JsonObject? GetTransactionCount(JsonElement request)
    {
        request.Needs("GetTransactionCount", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        return new() { ["count"] = Filtered(request, id).Count(), ["wallet_id"] = id };
    }

    private IEnumerable<Transaction> Filtered(JsonElement request, uint id)
    {
        var found = id == 1 ? Current.Transactions.AsEnumerable() : [];
        if (request.Get("confirmed") is not null)
        {
            var confirmed = request.Flag("confirmed", otherwise: false);
            found = found.Where(t => t.Confirmed == confirmed);
        }

        if (request.Get("to_address")?.GetString() is { } address)
        {
            var hash = Address.Decode(address) ?? throw new RpcFailure("Invalid Address");
            found = found.Where(t => string.Equals(t.PuzzleHash, hash, StringComparison.Ordinal));
        }

        return request.Get("type_filter") is { } filter ? OfTypes(found, filter) : found;
    }

    private static IEnumerable<Transaction> OfTypes(IEnumerable<Transaction> found, JsonElement filter)
    {
        if (filter.ValueKind != JsonValueKind.Object)
        {
            throw new RpcFailure($"Invalid type: Expected dict, Actual: {Request.PythonType(filter)}");
        }

        filter.Needs("TransactionTypeFilter", "values", "mode");
        var types = filter.GetProperty("values").EnumerateArray().Select(v => (int)Request.Number(v)).ToHashSet();
        return Request.Number(filter.GetProperty("mode")) switch
        {
            Include => found.Where(t => types.Contains(t.Type)),
            Exclude => found.Where(t => !types.Contains(t.Type)),
            _ => found,
        };
    }

    private static IEnumerable<Transaction> Sorted(IEnumerable<Transaction> found, JsonElement request)
    {
        var reverse = request.Flag("reverse", otherwise: false);
        var sorted = request.Get("sort_key")?.GetString() switch
        {
            null or "CONFIRMED_AT_HEIGHT" => found.OrderBy(t => t.ConfirmedAt ?? 0),
            "RELEVANCE" => found.OrderBy(t => t.Confirmed).ThenByDescending(t => t.ConfirmedAt ?? 0).ThenByDescending(t => t.CreatedAt),
            var other => throw new RpcFailure($"There is no known sort {other}"),
        };
        return reverse ? sorted.Reverse() : sorted;
    }

    private JsonObject? GetTransaction(JsonElement request)
    {
        request.Needs("GetTransaction", "transaction_id");
        var name = Request.Hash(request.GetProperty("transaction_id"));
        var found = Current.Transactions.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal))
            ?? throw new RpcFailure($"Transaction 0x{name} not found");
        return new() { ["transaction"] = found.ToJson(withMetadata: false), ["transaction_id"] = "0x" + name };
    }

    private JsonObject? SendTransaction(JsonElement request)
    {
        request.Needs("SendTransaction", "wallet_id", "amount", "address");
        var id = (uint)request.Unsigned("wallet_id");
        if (id != 1 || request.Has("puzzle_decorator") || request.Has("extra_conditions"))
        {
            return id > 4 ? throw new RpcFailure($"Wallet with id {id} does not exist") : null;
        }

        switch (state.WalletSync.State)
        {
            case SyncState.NotSynced:
                throw new RpcFailure("Wallet is not connected to any synced peers.");
            case SyncState.Syncing:
                throw new RpcFailure("Wallet needs to be fully synced before making transactions.");
        }

        var amount = request.Unsigned("amount", "uint64");
        var fee = request.Has("fee") ? request.Unsigned("fee", "uint64") : 0;
        var hash = Target(request.GetProperty("address").GetString()!);

        // Left out means push; null means do not.
        var transaction = Current.Send(state.Chain, amount, fee, hash, request.Flag("push", otherwise: true));
        transaction.Memos = Memos(request, transaction.Additions[0].Id);
        return Built(transaction);
    }

    private string Target(string address)
    {
        var hash = Address.Decode(address) ?? throw new RpcFailure($"Invalid address: {address}");
        return address.StartsWith(state.Options.Prefix + "1", StringComparison.Ordinal)
            ? hash
            : throw new RpcFailure($"Invalid address: {address}. Expected an address with one of the following prefixes: ['{state.Options.Prefix}']");
    }

    private static JsonObject Memos(JsonElement request, string coin)
    {
        if (request.Get("memos") is not { ValueKind: JsonValueKind.Array } memos || memos.GetArrayLength() == 0)
        {
            return [];
        }

        var texts = memos.EnumerateArray().Select(m => JsonValue.Create("0x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(m.GetString()!))));
        return new() { ["0x" + coin] = new JsonArray([.. texts]) };
    }

    private static JsonObject Built(Transaction transaction)
    {
        var answer = FixtureStore.Instance.Copy("wallet", "send_transaction");
        var record = transaction.ToJson(withMetadata: false, justPushed: true);
        var info = answer["unsigned_transactions"]![0]!["transaction_info"]!;
        var spend = info["spends"]![0]!;
        info["spends"] = new JsonArray([.. transaction.Removals.Select(coin =>
        {
            var copy = spend.DeepClone();
            copy["coin"] = new JsonObject
            {
                ["amount"] = coin.Amount,
                ["parent_coin_id"] = "0x" + coin.Parent,
                ["puzzle_hash"] = "0x" + coin.PuzzleHash,
            };
            return copy;
        })]);
        answer["transaction"] = record;
        answer["transactions"] = new JsonArray(record.DeepClone());
        answer["transaction_id"] = "0x" + transaction.Name;
        return answer;
    }

    private JsonObject? PushTransactions(JsonElement request)
    {
        if (request.Get("transactions") is not { ValueKind: JsonValueKind.Array } given)
        {
            return null;
        }

        var names = given.EnumerateArray().Select(t => t.Get("name")?.GetString() is { } name ? Request.Strip0x(name) : "").ToArray();
        var known = names.Select(n => Current.Built.GetValueOrDefault(n)).ToArray();
        if (known.Length == 0 || Array.Exists(known, t => t is null))
        {
            return null;
        }

        Array.ForEach(known, t => Current.Push(t!));
        var answer = FixtureStore.Instance.Copy("wallet", "push_transactions");
        answer["transactions"] = new JsonArray([.. known.Select(t => t!.ToJson(withMetadata: false, justPushed: true))]);
        return answer;
    }

    private JsonObject? DeleteUnconfirmed(JsonElement request)
    {
        request.Needs("DeleteUnconfirmedTransactions", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        if (id == 1)
        {
            Current.DeleteUnconfirmed();
        }

        return id <= 4 ? [] : throw new RpcFailure($"Wallet id {id.ToString(CultureInfo.InvariantCulture)} does not exist");
    }

    private JsonObject? GetSpendableCoins(JsonElement request)
    {
        request.Needs("GetSpendableCoins", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        if (id is not 1)
        {
            return id > 4 ? throw new RpcFailure(id.ToString(CultureInfo.InvariantCulture)) : null;
        }

        return new()
        {
            ["confirmed_records"] = new JsonArray([.. Current.Spendable(state.Chain).Select(c => c.ToRecord(withSpent: false))]),
            ["unconfirmed_additions"] = new JsonArray([.. Current.Pending.SelectMany(t => t.Additions).Where(Current.Owns).Select(c => c.ToJson())]),
            ["unconfirmed_removals"] = new JsonArray([.. Current.Locked.Select(c => c.ToRecord(withSpent: false))]),
        };
    }
}
