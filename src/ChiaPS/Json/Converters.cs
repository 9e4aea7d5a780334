using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ChiaPS.Values;

namespace ChiaPS.Json;

/// <summary>Any text. Half a character, which Python writes for a file name that is no UTF-8, comes as <see cref="Unreadable"/>.</summary>
internal sealed partial class TextConverter : JsonConverter<string>
{
    public const char Unreadable = '\ufffd';

    public static string? Of(JsonElement element) => element.Deserialize<string>(ChiaJson.Answers);

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException) when (reader.TokenType == JsonTokenType.String)
        {
            var raw = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
            return JsonSerializer.Deserialize<string>($"\"{Halves().Replace(raw, match => match.Groups["whole"].Success ? match.Value : $"{Unreadable}")}\"");
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    [GeneratedRegex(@"(?<whole>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\[^u])|\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Halves();
}

/// <summary>Byte strings: hex with or without 0x in, lower case with 0x out.</summary>
internal sealed class HexConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Hex.Normalize(reader.GetString());

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Lists of byte strings.</summary>
internal sealed class HexArrayConverter : JsonConverter<string[]>
{
    public override string[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var texts = JsonSerializer.Deserialize<string[]>(ref reader, options);
        for (var i = 0; i < texts?.Length; i++)
        {
            texts[i] = Hex.Normalize(texts[i]);
        }

        return texts;
    }

    public override void Write(Utf8JsonWriter writer, string[] value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options);
}

/// <summary>Unix seconds: 0 means that there is no time yet.</summary>
internal sealed class UnixTimeConverter : JsonConverter<DateTimeOffset?>
{
    // 9999-12-31: what lies beyond (an offer's "never") is no time that .NET can hold.
    private const decimal Last = 253_402_300_799;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var seconds = reader.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.String => decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var text) ? text : 0,
            _ => reader.GetDecimal(),
        };
        return seconds is <= 0 or > Last ? null : DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        var ticks = value is { } time ? (time - DateTimeOffset.UnixEpoch).Ticks : 0;
        writer.WriteNumberValue(ticks % TimeSpan.TicksPerSecond == 0 ? ticks / TimeSpan.TicksPerSecond : ticks / (decimal)TimeSpan.TicksPerSecond);
    }
}

/// <summary>Durations in seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromTicks((long)((reader.TokenType == JsonTokenType.String
            ? decimal.Parse(reader.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
            : reader.GetDecimal()) * TimeSpan.TicksPerSecond));

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value!.Value.Ticks / (decimal)TimeSpan.TicksPerSecond);
}

/// <summary>A VDF output: an object that holds nothing but its bytes.</summary>
internal sealed class ClassgroupConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Hex.Normalize(reader.GetString());
        }

        using var element = JsonDocument.ParseValue(ref reader);
        return element.RootElement.TryGetProperty("data", out var data) ? Hex.Normalize(data.GetString()) : null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("data", value);
        writer.WriteEndObject();
    }
}

/// <summary>A part that is kept as the node's own JSON text.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var element = JsonDocument.ParseValue(ref reader);
        return element.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}

/// <summary>An enumeration by its number; one of tomorrow stays a number.</summary>
internal sealed class NumberEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? (T)Enum.ToObject(typeof(T), reader.GetInt32()) : default;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
}

/// <summary>Durations in microseconds.</summary>
internal sealed class MicrosecondsConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromTicks((long)(reader.GetDecimal() * TimeSpan.TicksPerMicrosecond));

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value!.Value.Ticks / (decimal)TimeSpan.TicksPerMicrosecond);
}
