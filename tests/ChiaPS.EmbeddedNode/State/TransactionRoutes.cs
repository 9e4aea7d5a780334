using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The wallet's routes that tell of transactions.</summary>
internal sealed class TransactionRoutes(NodeState state)
{
    private const int Include = 1;
    private const int Exclude = 2;

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("get_transactions", GetTransactions),
        ("get_transaction_count", GetTransactionCount),
        ("get_transaction", GetTransaction),
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
        var found = Current.Transactions.Where(t => t.WalletId == id);
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
}
