using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>The JSON object that a service answered, as a stream that still has to be read.</summary>
internal sealed class Answer(Stream body, long? length, IDisposable? owner = null) : IDisposable
{
    public Stream Body { get; } = body;

    /// <summary>Bytes, where they are known before the end.</summary>
    public long? Length { get; } = length;

    public void Dispose()
    {
        Body.Dispose();
        owner?.Dispose();
    }
}

/// <summary>Carries one call to a service and brings its answer back. Two of them: HTTPS and the daemon's websocket.</summary>
internal interface ITransport : IDisposable
{
    /// <param name="endpoint">What is called.</param>
    /// <param name="arguments">The request as JSON.</param>
    /// <param name="timeout">To the first byte of the answer, and between two reads of it.</param>
    /// <param name="token">Ends the wait.</param>
    Task<Answer> SendAsync(Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan timeout, CancellationToken token);
}

/// <summary>Hears events; the daemon's websocket only.</summary>
internal interface IEventTransport
{
    Task<DaemonSocket> ListenAsync(IEnumerable<string> names, Action<DaemonFrame> listener, TimeSpan timeout, CancellationToken token);
}
