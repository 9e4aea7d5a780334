using System.Buffers;
using System.Text;
using System.Text.Json;
using ChiaPS.Json;

namespace ChiaPS.Client;

/// <summary>
/// Reads a long list inside an answer piece by piece: the first item comes before the last byte is read, and memory holds one buffer
/// (the longest item, at least 64 KiB), never the list.
/// </summary>
/// <param name="body">The answer.</param>
/// <param name="field">The key of the list.</param>
/// <param name="beside">Keys of what else is wanted of the answer; gets their values.</param>
internal sealed class ListReader<T>(Stream body, string? field, IDictionary<string, JsonElement>? beside = null) : IDisposable
{
    private readonly List<T> _batch = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _start;
    private int _end;
    private JsonReaderState _state;
    private bool _started;
    private bool _inList;
    private bool _finished;

    /// <summary>Complete once the last batch was read; the list before it may belong to a failure.</summary>
    public AnswerHead Head { get; } = new();

    /// <summary>The list was there; null counts as an empty one.</summary>
    public bool HasList { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>The items that came next, or null at the end. The list is reused by the next call.</summary>
    /// <exception cref="JsonException">The body is no JSON object or ends too early.</exception>
    public async ValueTask<List<T>?> NextAsync(CancellationToken token)
    {
        _batch.Clear();
        while (!_finished)
        {
            Parse();
            if (_batch.Count > 0)
            {
                return _batch;
            }

            if (!_finished)
            {
                await FillAsync(token).ConfigureAwait(false);
            }
        }

        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask FillAsync(CancellationToken token)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(.._end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = await body.ReadAsync(_buffer.AsMemory(_end), token).ConfigureAwait(false);
        if (read == 0)
        {
            throw new JsonException("It ends too early.");
        }

        _end += read;
        BytesRead += read;
    }

    // Goes on as far as the buffer allows; whatever was not read completely is read again when more has come.
    private void Parse()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);
        var offset = _start;
        while (Step(ref reader, offset))
        {
            _start = offset + (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (_finished)
            {
                return;
            }
        }
    }

    private bool Step(ref Utf8JsonReader reader, int offset)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (!_started)
        {
            _started = reader.TokenType == JsonTokenType.StartObject ? true : throw new JsonException("It is no JSON object.");
            return true;
        }

        if (_inList)
        {
            return Item(ref reader, offset);
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return _finished = true;
        }

        return Property(ref reader);
    }

    private bool Item(ref Utf8JsonReader reader, int offset)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _inList = false;
            return true;
        }

        var from = offset + (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        var json = _buffer.AsSpan(from, offset + (int)reader.BytesConsumed - from);
        if (JsonSerializer.Deserialize<T>(json, ChiaJson.Answers) is { } item)
        {
            (item as IKeepsJson)?.Keep(Encoding.UTF8.GetString(json));
            _batch.Add(item);
        }

        return true;
    }

    private bool Property(ref Utf8JsonReader reader)
    {
        var isField = field is not null && reader.ValueTextEquals(field);
        var aside = isField ? null : Beside(ref reader);
        var name = !isField && AnswerHead.Has(ref reader) ? reader.GetString() : null;
        if (!reader.Read())
        {
            return false;
        }

        HasList |= isField && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.Null;
        if (isField && reader.TokenType == JsonTokenType.StartArray)
        {
            return _inList = true;
        }

        var value = reader;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (name is not null)
        {
            Head.Take(name, ref value);
        }
        else if (aside is not null)
        {
            beside![aside] = JsonElement.ParseValue(ref value);
        }

        return true;
    }

    private string? Beside(ref Utf8JsonReader reader)
    {
        foreach (var name in beside?.Keys ?? [])
        {
            if (reader.ValueTextEquals(name))
            {
                return name;
            }
        }

        return null;
    }
}
