using System.Buffers;
using System.Text.Json;
using ChiaPS.Json;

namespace ChiaPS.Client;

/// <summary>The envelope that the daemon's websocket carries: one JSON object a frame.</summary>
internal readonly record struct DaemonFrame(string? RequestId, string? Command, string? Origin, ReadOnlyMemory<byte> Data)
{
    public string? Destination { get; private init; }

    /// <summary>It answers something; events do not.</summary>
    public bool IsAnswer { get; private init; }

    /// <exception cref="JsonException">The frame is no JSON object.</exception>
    public static DaemonFrame Parse(ReadOnlyMemory<byte> frame)
    {
        var reader = new Utf8JsonReader(frame.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A frame is no JSON object.");
        }

        var result = default(DaemonFrame);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            if (name == "data")
            {
                reader.Skip();
                result = result with { Data = frame[from..(int)reader.BytesConsumed] };
                continue;
            }

            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            var isTrue = reader.TokenType == JsonTokenType.True;
            reader.Skip();
            result = name switch
            {
                "request_id" => result with { RequestId = text },
                "command" => result with { Command = text },
                "origin" => result with { Origin = text },
                "destination" => result with { Destination = text },
                "ack" => result with { IsAnswer = isTrue },
                _ => result,
            };
        }

        return result;
    }

    public static ReadOnlyMemory<byte> Write(string command, ReadOnlyMemory<byte> data, string destination, string origin, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 256);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ChiaJson.Requests.Encoder });
        writer.WriteStartObject();
        writer.WriteString("command", command);
        writer.WriteBoolean("ack", false); // a service takes a request for an answer without it
        writer.WritePropertyName("data");
        writer.WriteRawValue(data.Span, skipInputValidation: true);
        writer.WriteString("request_id", requestId);
        writer.WriteString("destination", destination);
        writer.WriteString("origin", origin);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
