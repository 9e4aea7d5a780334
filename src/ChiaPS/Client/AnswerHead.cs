using System.Text.Json;
using ChiaPS.Json;

namespace ChiaPS.Client;

/// <summary>What every answer carries beside its result: whether it succeeded, and if not, why.</summary>
internal sealed class AnswerHead
{
    private static readonly byte[][] Names = ["success"u8.ToArray(), "error"u8.ToArray(), "structuredError"u8.ToArray(), "traceback"u8.ToArray(), "error_details"u8.ToArray(), "errors"u8.ToArray()];

    public bool? Success { get; private set; }

    public string? Error { get; private set; }

    public string? Code { get; private set; }

    /// <summary>The JSON text of what the node says about the failure.</summary>
    public string? Data { get; private set; }

    public string? Traceback { get; private set; }

    /// <summary>Whether the property the reader stands at belongs to the head.</summary>
    public static bool Has(ref Utf8JsonReader reader)
    {
        foreach (var name in Names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the value of head property <paramref name="name"/>, which the reader stands at.</summary>
    public void Take(string name, ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        switch (name)
        {
            case "success":
                Success = value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
                break;
            case "error":
                Error = Text(value) ?? Error;
                break;
            case "errors" when value.ValueKind == JsonValueKind.Array:
                Error ??= string.Join("; ", value.EnumerateArray().Select(Text));
                break;
            case "traceback":
                Traceback = Text(value);
                break;
            case "error_details":
                Data ??= value.GetRawText();
                break;
            case "structuredError" when value.ValueKind == JsonValueKind.Object:
                Code = value.TryGetProperty("code", out var code) ? Text(code) : null;
                Error ??= value.TryGetProperty("message", out var message) ? Text(message) : null;
                Data = value.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.EnumerateObject().Any() ? data.GetRawText() : Data;
                break;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => TextConverter.Of(value),
        _ => value.GetRawText(),
    };
}
