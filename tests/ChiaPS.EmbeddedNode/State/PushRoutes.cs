using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The wallet's routes that push what was built, and forget it again.</summary>
internal sealed class PushRoutes(NodeState state)
{
    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> All =>
    [
        ("push_transactions", PushTransactions),
        ("push_tx", PushTx),
        ("submit_transactions", SubmitTransactions),
        ("delete_unconfirmed_transactions", DeleteUnconfirmed),
    ];

    private Wallet Current => state.WalletOf(state.LoggedIn!.Value);

    private JsonObject? PushTransactions(JsonElement request)
    {
        var given = request.Get("transactions") ?? throw new RpcFailure("transactions");
        if (request.Has("push") && !request.Flag("push", otherwise: false))
        {
            throw new RpcFailure("Cannot push transactions if push is False");
        }

        if (given.ValueKind != JsonValueKind.Array || request.Has("extra_conditions") || request.Has("fee") || given.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.Object || !one.Has("additions")))
        {
            return null;
        }

        var records = given.EnumerateArray().Select(one => new Transaction((JsonObject)JsonNode.Parse(one.GetRawText())!)).ToList();
        if (request.Flag("sign", otherwise: false))
        {
            records.FindAll(record => record.Bundle is { Signed: false }).ForEach(record => record.Carry(record.Bundle! with { Signed = true }));
        }

        state.Push(Current, records);
        var answer = FixtureStore.Instance.Copy("wallet", "push_transactions");
        answer["transactions"] = new JsonArray([.. records.Select(record => record.AsBuilt())]);
        return answer;
    }

    private JsonObject? PushTx(JsonElement request)
    {
        var given = request.Get("spend_bundle") ?? throw new RpcFailure("spend_bundle");
        if (given.ValueKind != JsonValueKind.Object || (given.Get("aggregated_signature")?.GetString()?.Length ?? 194) != 194)
        {
            return null;
        }

        state.PassOn(SpendBundle.Of(JsonNode.Parse(given.GetRawText())!));
        return [];
    }

    // Of signed transactions only the coins can be read here: what was built with them is not known.
    private JsonObject? SubmitTransactions(JsonElement request)
    {
        request.Needs("SubmitTransactions", "signed_transactions");
        return null;
    }

    private JsonObject? DeleteUnconfirmed(JsonElement request)
    {
        request.Needs("DeleteUnconfirmedTransactions", "wallet_id");
        var id = (uint)request.Unsigned("wallet_id");
        Current.DeleteUnconfirmed(id);
        return id <= 4 ? [] : throw new RpcFailure($"Wallet id {id.ToString(CultureInfo.InvariantCulture)} does not exist");
    }
}
