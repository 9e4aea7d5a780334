using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Values;

namespace ChiaPS.Json;

/// <summary>Memos: coin id to hex texts; up to 2.5.6 to a single text, and nothing with 0x.</summary>
internal sealed class MemosConverter : JsonConverter<Dictionary<string, string[]>>
{
    public override Dictionary<string, string[]>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind != JsonValueKind.Object
            ? []
            : document.RootElement.EnumerateObject().ToDictionary(
                memo => Hex.Normalize(memo.Name),
                memo => memo.Value.ValueKind == JsonValueKind.Array
                    ? memo.Value.EnumerateArray().Select(text => Hex.Normalize(text.GetString()) ?? "").ToArray()
                    : [Hex.Normalize(memo.Value.GetString()) ?? ""],
                StringComparer.Ordinal);
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, string[]> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, (IReadOnlyDictionary<string, string[]>)value, options);
}

/// <summary>A verdict: [node id, number, reason or null].</summary>
internal sealed class SentToConverter : JsonConverter<SentTo>
{
    public override SentTo? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var parts = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [];
        return parts.Length < 2 || parts[1].ValueKind != JsonValueKind.Number
            ? null
            : new SentTo
            {
                NodeId = parts[0].GetString(),
                Status = (MempoolStatus)parts[1].GetInt32(),
                Error = parts.Length > 2 ? parts[2].GetString() : null,
            };
    }

    public override void Write(Utf8JsonWriter writer, SentTo value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.NodeId);
        writer.WriteNumberValue((int)value.Status);
        writer.WriteStringValue(value.Error);
        writer.WriteEndArray();
    }
}
