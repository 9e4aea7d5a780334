using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Operations;

/// <summary>Memos in records that a wallet up to 2.5.6 built: one text a coin, where wallets since 2.5.7 take lists only (transaction_record.py).</summary>
internal static class OldMemos
{
    public static bool Has(JsonElement records) => records.EnumerateArray().Any(record =>
        record.TryGetProperty("memos", out var memos) && memos.ValueKind == JsonValueKind.Object && memos.EnumerateObject().Any(memo => memo.Value.ValueKind == JsonValueKind.String));

    /// <summary>The same records with lists: what is sent to the chain is the same.</summary>
    public static JsonElement AsLists(JsonElement records)
    {
        var copy = JsonNode.Parse(records.GetRawText())!.AsArray();
        foreach (var memos in copy.Select(record => record!["memos"]).OfType<JsonObject>())
        {
            foreach (var (coin, memo) in memos.Where(memo => memo.Value is JsonValue).ToList())
            {
                memos[coin] = new JsonArray(memo!.DeepClone());
            }
        }

        return JsonSerializer.SerializeToElement(copy);
    }
}
