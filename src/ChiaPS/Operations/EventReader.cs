using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>
/// The events of an installation as they come, over a socket of their own that is always read. What overflows and what a broken
/// connection swallowed is a Gap event; silence is a Stale event.
/// </summary>
internal sealed class EventReader : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly EventQueue _queue = new();
    private readonly Call _call;
    private readonly EventChoice _choice;
    private readonly EventClock _clock;
    private readonly Origin _origin;
    private readonly IReadOnlyList<string> _audiences;
    private readonly CancellationToken _token;
    private DaemonSocket? _socket;
    private TimeSpan _pause = FirstPause;

    private EventReader(Call call, EventChoice choice, Origin origin, CancellationToken token) =>
        (_call, _choice, _clock, _origin, _audiences, _token) = (call, choice, new EventClock(choice), origin, choice.Audiences(), token);

    /// <summary>Events, ticks where they are wanted, and warnings when the connection breaks; the first connection must succeed.</summary>
    public static async IAsyncEnumerable<object> ReadAsync(Call call, EventChoice choice, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var token = CancellationTokenSource.CreateLinkedTokenSource(call.Token, cancellationToken);
        var origin = await call.OriginAsync(ChiaService.Daemon).ConfigureAwait(false);
        using var reader = new EventReader(call, choice, origin, token.Token);
        reader._socket = await reader.OpenAsync().ConfigureAwait(false);
        while (!reader._clock.IsOver)
        {
            var (frames, lost) = await reader.TakeAsync().ConfigureAwait(false);
            foreach (var frame in frames)
            {
                reader._clock.Heard(frame.Time);
                yield return reader.Event(frame.Time, frame.Facts.Name, frame.Facts.Service, Data(frame));
            }

            foreach (var own in await reader.TendAsync(frames.Count == 0, lost).ConfigureAwait(false))
            {
                yield return own;
            }
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _queue.Dispose();
    }

    private async Task<(List<EventFrame> Frames, ulong Lost)> TakeAsync()
    {
        await _queue.WaitAsync(_clock.Until(_socket is null ? _pause : PingAfter), _token).ConfigureAwait(false);
        return _queue.Take();
    }

    // The stream's own events and warnings; a broken socket is given up once all is read that came before.
    private async Task<List<object>> TendAsync(bool isSilent, ulong lost)
    {
        var own = new List<object>();
        if (lost > 0)
        {
            own.Add(Event("Gap", new EventGap { Lost = lost, Since = _clock.LastHeard, Until = DateTimeOffset.UtcNow, Reason = "the reader was slower than the events" }));
        }

        if (isSilent && _socket is { IsBroken: false } && _clock.NeedsPing(PingAfter))
        {
            await PingAsync(_socket).ConfigureAwait(false);
        }

        if (isSilent && _socket is { IsBroken: true })
        {
            _socket.Dispose();
            (_socket, _pause) = (null, FirstPause);
            _clock.Broken();
            own.Add(new Warning($"The event stream of '{_call.Session.Name}' broke off; its daemon is tried again until it answers."));
        }
        else if (_socket is null && _clock.IsTime(_pause) && await TryAsync().ConfigureAwait(false))
        {
            own.Add(Event("Gap", new EventGap { Since = _clock.BrokenSince, Until = DateTimeOffset.UtcNow, Reason = "the connection to the daemon was gone" }));
        }

        if (_clock.Tick() is { } tick)
        {
            own.Add(tick);
        }

        if (_clock.BecameStale)
        {
            own.Add(Event("Stale", new EventSilence { Since = _clock.LastHeard, Silence = DateTimeOffset.UtcNow - _clock.LastHeard }));
        }

        return own;
    }

    private async Task<DaemonSocket> OpenAsync()
    {
        var opened = await _call.ListenAsync(_audiences, Hear, _token).ConfigureAwait(false);
        _ = opened.Ended.ContinueWith(_ => _queue.Wake(), TaskScheduler.Default);
        return opened;
    }

    // What a refused certificate or a closed session says would be said for ever: that ends the stream.
    private async Task<bool> TryAsync()
    {
        try
        {
            _socket = await OpenAsync().ConfigureAwait(false);
        }
        catch (ChiaException e) when (e.ErrorId.StartsWith("ChiaConnection.", StringComparison.Ordinal) && e.ErrorId is not ("ChiaConnection.UntrustedServer" or "ChiaConnection.TlsVersion"))
        {
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }

        _clock.Tried();
        return _socket is not null;
    }

    // A connection that died without a word shows only when something is sent.
    private async Task PingAsync(DaemonSocket open)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_token);
        limit.CancelAfter(Patience);
        try
        {
            await open.SendAsync(Daemon.Ping, "daemon", "{}"u8.ToArray(), limit.Token).ConfigureAwait(false);
            _clock.Answered();
        }
        catch (Exception e) when (e is ChiaException || (e is OperationCanceledException && !_token.IsCancellationRequested))
        {
            open.Dispose();
        }
    }

    // Called by the socket, which must not wait.
    private void Hear(DaemonFrame frame)
    {
        if (EventFacts.Find(frame.Origin, frame.Command, frame.Destination, frame.Data, _audiences) is { } facts && _choice.Wants(facts.Service, facts.Name))
        {
            _queue.Add(new EventFrame(facts, frame.Data.ToArray(), DateTimeOffset.UtcNow));
        }
    }

    private ChiaEvent Event(string name, ChiaObject data) => Event(DateTimeOffset.UtcNow, name, service: null, data);

    private ChiaEvent Event(DateTimeOffset time, string name, ChiaService? service, ChiaObject data)
    {
        var made = new ChiaEvent { Time = time, Event = name, Service = service, Data = data };
        made.Stamp(_origin);
        return made;
    }

    // One that cannot be read is shown as it is: the stream goes on.
    private static ChiaObject Data(EventFrame frame)
    {
        try
        {
            return frame.Facts.Read(frame.Data);
        }
        catch (Exception e) when (AnswerReader.IsUnreadable(e))
        {
            return new UnknownEvent { Json = Encoding.UTF8.GetString(frame.Data.Span) };
        }
    }
}
