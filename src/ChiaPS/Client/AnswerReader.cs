using System.Buffers;
using System.Text;
using System.Text.Json;
using ChiaPS.Json;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>Reads a short answer: the result in its field, or the whole object, and the head.</summary>
internal static class AnswerReader
{
    /// <summary>The whole body, as bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAllAsync(Answer answer, CancellationToken token)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(answer.Length + 1 ?? 4096, 1 << 20));
        while (true)
        {
            var read = await answer.Body.ReadAsync(buffer.GetMemory(1), token).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
        }
    }

    /// <summary>What reading JSON of any kind fails with: the body is none, or holds what its type cannot.</summary>
    public static bool IsUnreadable(Exception e) => e is JsonException or FormatException or OverflowException or ArgumentException or (InvalidOperationException and not ObjectDisposedException);

    /// <summary>The head and, where it succeeded, the result.</summary>
    /// <exception cref="JsonException">The body is no JSON object, has no result, or one of another shape.</exception>
    public static (AnswerHead Head, T? Result) Read<T>(string? field, ReadOnlySpan<byte> body)
    {
        var head = new AnswerHead();
        var (result, found) = (default(T), typeof(T) == typeof(None));
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("It is no JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (field is not null && typeof(T) != typeof(None) && reader.ValueTextEquals(field))
            {
                reader.Read();
                var from = (int)reader.TokenStartIndex;
                result = JsonSerializer.Deserialize<T>(ref reader, ChiaJson.Answers);
                (result as IKeepsJson)?.Keep(Encoding.UTF8.GetString(body[from..(int)reader.BytesConsumed]));
                found = result is not null || Nullable.GetUnderlyingType(typeof(T)) is not null;
            }
            else if (AnswerHead.Has(ref reader))
            {
                var name = reader.GetString()!;
                reader.Read();
                head.Take(name, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (reader.Read())
        {
            throw new JsonException("Something follows the JSON object.");
        }

        if (head.Success == true && field is null && !found)
        {
            result = JsonSerializer.Deserialize<T>(body, ChiaJson.Answers);
            found = true;
        }

        return head.Success != true || found ? (head, result) : throw new JsonException($"It has no {field}.");
    }
}
