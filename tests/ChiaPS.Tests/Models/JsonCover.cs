using System.Globalization;
using System.Text.Json;
using ChiaPS.Values;

namespace ChiaPS.Tests.Models;

/// <summary>Whether all that an answer says is in a model again: what is missing or changed, by path.</summary>
internal static class JsonCover
{
    // 0 means that there is no time.
    private static readonly string[] Times = ["timestamp", "last_peak_timestamp", "created_at_time", "latest_timestamp", "last_message_time", "min_time", "max_time", "last_sync_time", "time_modified", "time_received", "next_farmer_update", "next_pool_info_update", "last_time_farmed"];

    /// <param name="said">What the node said.</param>
    /// <param name="kept">The model, written back as JSON.</param>
    /// <param name="complete">What the model lacks counts too, not only what it has otherwise.</param>
    /// <param name="path">Where this is.</param>
    public static IEnumerable<string> Differences(JsonElement said, JsonElement kept, bool complete, string path = "$")
    {
        switch (said.ValueKind, kept.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                return said.EnumerateObject().SelectMany(property => Find(kept, property.Name) is { } found
                    ? Differences(property.Value, found, complete, $"{path}.{property.Name}")
                    : complete && HasValue(property.Value) ? [$"{path}.{property.Name} is missing"] : []);
            case (JsonValueKind.Array, JsonValueKind.Array):
                return said.GetArrayLength() != kept.GetArrayLength()
                    ? [$"{path} has {kept.GetArrayLength()} items, not {said.GetArrayLength()}"]
                    : said.EnumerateArray().Zip(kept.EnumerateArray()).SelectMany((pair, i) => Differences(pair.First, pair.Second, complete, $"{path}[{i}]"));
            default:
                return Same(said, kept, path) ? [] : [$"{path} is {kept.GetRawText()}, not {said.GetRawText()}"];
        }
    }

    private static JsonElement? Find(JsonElement map, string name) =>
        map.TryGetProperty(name, out var found) || map.TryGetProperty(Hex.Normalize(name), out found) ? found : null;

    private static bool HasValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Object => value.EnumerateObject().Any(property => HasValue(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasValue),
        _ => true,
    };

    private static bool Same(JsonElement said, JsonElement kept, string path) => (said.ValueKind, kept.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Null) => said.GetRawText() == "0" && Times.Contains(path.Split('.')[^1]),
        (JsonValueKind.Null, _) => !HasValue(kept),
        (JsonValueKind.Number or JsonValueKind.String, JsonValueKind.Number) => Number(said) == Number(kept),
        (JsonValueKind.String, JsonValueKind.String) => Hex.Normalize(said.GetString()) == kept.GetString() || said.GetString() == kept.GetString(),
        _ => said.ValueKind == kept.ValueKind && said.GetRawText() == kept.GetRawText(),
    };

    private static decimal? Number(JsonElement value) =>
        decimal.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
