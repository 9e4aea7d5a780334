using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace ChiaPS.Embedded;

/// <summary>One websocket: reads whole messages, writes from a queue.</summary>
internal sealed class DaemonSocket(WebSocket socket, int maxMessage, Action abort)
{
    private const int Fragment = 4096;
    private readonly Channel<(string Text, Fault? Fault)> _outgoing = Channel.CreateUnbounded<(string, Fault?)>();

    /// <summary>Frames that wait for the other side to read.</summary>
    public int Unsent => _outgoing.Reader.Count;

    public void Send(string text, Fault? fault = null) => _outgoing.Writer.TryWrite((text, fault));

    /// <summary>Ends the connection without a close frame.</summary>
    public void Abort()
    {
        abort();
        socket.Abort();
    }

    /// <summary>Reads until the socket ends; every message is handled before the next is read.</summary>
    public async Task RunAsync(Func<string, Task> handle, CancellationToken token)
    {
        var writer = WriteAsync(token);
        try
        {
            while (await ReadAsync(token).ConfigureAwait(false) is { } text)
            {
                await handle(text).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // Dropped by the other side, or closed for what it sent (no UTF-8).
        }

        _outgoing.Writer.TryComplete();
        await writer.ConfigureAwait(false);
    }

    private async Task<string?> ReadAsync(CancellationToken token)
    {
        using var message = new MemoryStream();
        var buffer = new byte[65536];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), token).ConfigureAwait(false);
            if (part.MessageType != WebSocketMessageType.Text)
            {
                // A binary frame is answered as a close is.
                await LeaveAsync(WebSocketCloseStatus.NormalClosure, buffer).ConfigureAwait(false);
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (message.Length > maxMessage)
            {
                await LeaveAsync(WebSocketCloseStatus.MessageTooBig, buffer).ConfigureAwait(false);
                return null;
            }

            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            }
        }
    }

    // What is still on its way is read for a while, else the connection ends in a reset that can overtake the close.
    private async Task LeaveAsync(WebSocketCloseStatus status, byte[] buffer)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await socket.CloseOutputAsync(status, statusDescription: null, limit.Token).ConfigureAwait(false);
        while ((await socket.ReceiveAsync(buffer.AsMemory(), limit.Token).ConfigureAwait(false)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private async Task WriteAsync(CancellationToken token)
    {
        try
        {
            await foreach (var (text, fault) in _outgoing.Reader.ReadAllAsync(token).ConfigureAwait(false))
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                if (fault?.Kind == FaultKind.SocketClosedMidAnswer)
                {
                    var half = bytes.AsMemory(0, bytes.Length / 2);
                    await socket.SendAsync(half, WebSocketMessageType.Text, endOfMessage: false, token).ConfigureAwait(false);
                    await Task.Delay(50, token).ConfigureAwait(false);
                    Abort();
                    return;
                }

                var size = fault?.Kind == FaultKind.Fragmented ? Math.Max(1, fault.Bytes) : Math.Max(Fragment, bytes.Length);
                for (var at = 0; at < bytes.Length; at += size)
                {
                    var piece = bytes.AsMemory(at, Math.Min(size, bytes.Length - at));
                    await socket.SendAsync(piece, WebSocketMessageType.Text, at + size >= bytes.Length, token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Nobody reads any more.
        }
    }
}
