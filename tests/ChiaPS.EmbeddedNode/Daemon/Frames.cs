using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The envelope of the daemon.</summary>
internal static class Frames
{
    /// <summary>The answer to a frame; what the frame lacks is an empty text in the answer.</summary>
    public static JsonObject Answer(JsonElement? frame, JsonObject data) => new()
    {
        ["ack"] = true,
        ["command"] = Part(frame, "command"),
        ["data"] = data,
        ["destination"] = Part(frame, "origin"),
        ["origin"] = Part(frame, "destination"),
        ["request_id"] = Part(frame, "request_id"),
    };

    /// <summary>What a service tells without being asked.</summary>
    public static JsonObject Event(string destination, string origin, string command, JsonObject data) => new()
    {
        ["ack"] = false,
        ["command"] = command,
        ["data"] = data,
        ["destination"] = destination,
        ["origin"] = origin,
        ["request_id"] = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
    };

    /// <summary>A failure as the daemon itself tells it: a text and nothing else.</summary>
    public static JsonObject Failure(string? error) => new() { ["error"] = error, ["success"] = false };

    /// <summary>What Python's JSON reader says about a text that is none.</summary>
    public static string Complaint(string text)
    {
        if (text.StartsWith('\ufeff'))
        {
            return "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)";
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            if (!reader.Read())
            {
                return "Expecting value: line 1 column 1 (char 0)";
            }

            reader.Skip();
            return $"Extra data: line 1 column {reader.BytesConsumed + 1} (char {reader.BytesConsumed})";
        }
        catch (JsonException)
        {
            return text.TrimStart().StartsWith('{')
                ? "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
                : "Expecting value: line 1 column 1 (char 0)";
        }
    }

    private static JsonNode? Part(JsonElement? frame, string name) =>
        frame is { } f && f.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText())
            : JsonValue.Create("");
}
