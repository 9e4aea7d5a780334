using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>An event as it came, not read yet.</summary>
internal readonly record struct EventFrame(EventFacts Facts, ReadOnlyMemory<byte> Data, DateTimeOffset Time);

/// <summary>
/// Between the socket, which must never wait, and a reader that may be slow: holds so many events and bytes, and counts what does not fit.
/// What was lost is lost after all that is held, and before all that comes later.
/// </summary>
internal sealed class EventQueue(int mostEvents = 20_000, long mostBytes = 32 * 1024 * 1024) : IDisposable
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private List<EventFrame> _held = [];
    private List<EventFrame> _taken = [];
    private long _bytes;
    private ulong _lost;
    private bool _closed;

    public void Add(EventFrame frame)
    {
        lock (_gate)
        {
            if (_lost > 0 || _held.Count >= mostEvents || (_held.Count > 0 && _bytes + frame.Data.Length > mostBytes))
            {
                _lost++;
                return;
            }

            _held.Add(frame);
            _bytes += frame.Data.Length;
            Signal();
        }
    }

    /// <summary>Ends a wait.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            Signal();
        }
    }

    /// <summary>Waits until something is held, or so long.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken token) => _signal.WaitAsync(longest < TimeSpan.Zero ? TimeSpan.Zero : longest, token);

    /// <summary>All that is held, and how many were lost after it. The list is reused by the call after the next.</summary>
    public (List<EventFrame> Frames, ulong Lost) Take()
    {
        lock (_gate)
        {
            (_held, _taken) = (_taken, _held);
            _held.Clear();
            var lost = _lost;
            (_lost, _bytes) = (0, 0);
            return (_taken, lost);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _signal.Dispose();
        }
    }

    private void Signal()
    {
        if (!_closed && _signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
