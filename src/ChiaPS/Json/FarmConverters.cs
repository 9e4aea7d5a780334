using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChiaPS.Json;

/// <summary>What a summary gives as a count and the long form as a list.</summary>
internal sealed record CountOrList<T>(ulong Count, T[]? Items);

/// <summary>Either form.</summary>
internal sealed class CountOrListConverter<T> : JsonConverter<CountOrList<T>>
{
    public override CountOrList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new(JsonSerializer.Deserialize<ulong>(ref reader, options), null);
        }

        var items = JsonSerializer.Deserialize<T[]>(ref reader, options)!;
        return new((ulong)items.Length, items);
    }

    public override void Write(Utf8JsonWriter writer, CountOrList<T> value, JsonSerializerOptions options)
    {
        if (value.Items is { } items)
        {
            JsonSerializer.Serialize(writer, items, options);
        }
        else
        {
            writer.WriteNumberValue(value.Count);
        }
    }
}

/// <summary>Something that happened at a time; old releases leave the time out.</summary>
internal sealed record Timed<T>(DateTimeOffset? Time, T? Value);

/// <summary>A list of pairs [time, what].</summary>
internal sealed class TimedConverter<T> : JsonConverter<Timed<T>[]>
{
    private static readonly UnixTimeConverter Times = new();

    public override Timed<T>[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var all = new List<Timed<T>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            all.Add(reader.TokenType == JsonTokenType.StartArray ? Pair(ref reader, options) : new(null, JsonSerializer.Deserialize<T>(ref reader, options)));
        }

        return [.. all];
    }

    public override void Write(Utf8JsonWriter writer, Timed<T>[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var one in value)
        {
            writer.WriteStartArray();
            Times.Write(writer, one.Time, options);
            JsonSerializer.Serialize(writer, one.Value, options);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static Timed<T> Pair(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        var time = Times.Read(ref reader, typeof(DateTimeOffset?), options);
        reader.Read();
        var value = JsonSerializer.Deserialize<T>(ref reader, options);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
        }

        return new(time, value);
    }
}

/// <summary>A proof of a farmer: [plot, proof], where the plot is the challenge as hex and then, with nothing between, the path.</summary>
internal sealed class FoundProofConverter : JsonConverter<FoundProof>
{
    private const int HashDigits = 64;

    public override FoundProof? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement is not { ValueKind: JsonValueKind.Array } pair || pair.GetArrayLength() < 2)
        {
            return null;
        }

        var plot = pair[0].ValueKind == JsonValueKind.String ? TextConverter.Of(pair[0])! : pair[0].GetRawText();
        return new FoundProof
        {
            PlotIdentifier = plot,
            Filename = plot.Length > HashDigits && plot.Take(HashDigits).All(char.IsAsciiHexDigit) ? plot[HashDigits..] : plot,
            ProofOfSpace = pair[1].Deserialize<ProofOfSpace>(options),
        };
    }

    public override void Write(Utf8JsonWriter writer, FoundProof value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.PlotIdentifier);
        JsonSerializer.Serialize(writer, value.ProofOfSpace, options);
        writer.WriteEndArray();
    }
}

/// <summary>Versions and how many have each, as a list that scripts can sort.</summary>
internal sealed class VersionCountsConverter : JsonConverter<CrawlerVersion[]>
{
    public override CrawlerVersion[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. (JsonSerializer.Deserialize<Dictionary<string, ulong>>(ref reader, options) ?? []).Select(one => new CrawlerVersion { Version = one.Key, Count = one.Value })];

    public override void Write(Utf8JsonWriter writer, CrawlerVersion[] value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var one in value)
        {
            writer.WriteNumber(one.Version ?? "", one.Count);
        }

        writer.WriteEndObject();
    }
}

/// <summary>A condition: [opcode, arguments]; from 2.1.2 to 2.5.6 an object of opcode and vars (full_node_rpc_api.py).</summary>
internal sealed class ConditionConverter : JsonConverter<CoinCondition>
{
    public override CoinCondition? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var (opcode, arguments) = document.RootElement switch
        {
            { ValueKind: JsonValueKind.Array } pair when pair.GetArrayLength() > 1 => (pair[0], pair[1]),
            { ValueKind: JsonValueKind.Object } old when old.TryGetProperty("opcode", out var code) && old.TryGetProperty("vars", out var vars) => (code, vars),
            _ => default,
        };
        return arguments.ValueKind != JsonValueKind.Array
            ? null
            : new CoinCondition
            {
                Opcode = Number(opcode),
                Arguments = [.. arguments.EnumerateArray().Select(argument => Values.Hex.Normalize(argument.GetString()) ?? "")],
            };
    }

    // A number since 2.5.7; a byte as hex before.
    private static uint Number(JsonElement opcode) => opcode.ValueKind != JsonValueKind.String ? opcode.GetUInt32()
        : opcode.GetString() is ['0', 'x', .. var hex] ? uint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : uint.Parse(opcode.GetString()!, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, CoinCondition value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Opcode);
        JsonSerializer.Serialize(writer, value.Arguments, options);
        writer.WriteEndArray();
    }
}
