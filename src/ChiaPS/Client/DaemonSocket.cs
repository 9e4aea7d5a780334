using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>
/// One open websocket to a daemon, registered under a name of its own: two sockets of one name would get each other's answers. It is read
/// all the time, since one that is not read stalls the service for everybody. Once broken it stays so; its transport makes the next.
/// </summary>
internal sealed class DaemonSocket : IDisposable
{
    private const int LargestKept = 1 << 20;

    private readonly WebSocket _socket;
    private readonly ServiceAddress _address;
    private readonly int _longestMessage;
    private readonly Action<DaemonFrame>? _listener;
    private readonly string _name = "chiaps-" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, (Endpoint Endpoint, TaskCompletionSource<ReadOnlyMemory<byte>> Done)> _pending = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _life = new();
    private readonly Task _reading;
    private Exception? _broken;

    private DaemonSocket(WebSocket socket, ServiceAddress address, int longestMessage, Action<DaemonFrame>? listener)
    {
        (_socket, _address, _longestMessage, _listener) = (socket, address, longestMessage, listener);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Set once the socket is of no more use.</summary>
    public bool IsBroken => Volatile.Read(ref _broken) is not null;

    /// <summary>Ends when the socket breaks or is closed.</summary>
    public Task Ended => _reading;

    /// <summary>Opens a socket. A listener hears what is no answer; it must not wait, and copy what it keeps.</summary>
    public static async Task<DaemonSocket> OpenAsync(
        HttpMessageInvoker invoker, ServiceAddress address, int longestMessage, CancellationToken token, Action<DaemonFrame>? listener = null)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(30);
            await socket.ConnectAsync(address.Uri(Uri.UriSchemeWs, "/"), invoker, token).ConfigureAwait(false);
            var opened = new DaemonSocket(socket, address, longestMessage, listener);
            try
            {
                await opened.RegisterAsync(opened._name, token).ConfigureAwait(false);
                return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Registers under a name: what is sent to it comes here, too.</summary>
    public Task RegisterAsync(string name, CancellationToken token) => AskDaemonAsync<None>(Daemon.RegisterService, field: null, new ServiceRequest(name), token);

    /// <summary>What the daemon itself answers.</summary>
    /// <exception cref="ChiaException">It refused, or answered what cannot be read.</exception>
    public async Task<T?> AskDaemonAsync<T>(Endpoint endpoint, string? field, ServiceRequest request, CancellationToken token)
    {
        var data = await SendAsync(endpoint, "daemon", JsonSerializer.SerializeToUtf8Bytes(request, Json.ChiaJson.Requests), token).ConfigureAwait(false);
        try
        {
            var (head, result) = AnswerReader.Read<T>(field, data.Span);
            return head.Success == true ? result : throw RpcFailure.Create(endpoint, head);
        }
        catch (Exception e) when (AnswerReader.IsUnreadable(e))
        {
            throw CallFailure.BadAnswer(endpoint, _address, Connector.Causes(e).Last().Message, e);
        }
    }

    /// <summary>The data of the answer. Cancelling ends the wait, not the socket: others use it too.</summary>
    public async Task<ReadOnlyMemory<byte>> SendAsync(Endpoint endpoint, string destination, ReadOnlyMemory<byte> data, CancellationToken token)
    {
        var id = Guid.NewGuid().ToString("N");
        var frame = DaemonFrame.Write(endpoint.Route, data, destination, _name, id);
        if (frame.Length > _longestMessage)
        {
            throw new ChiaRpcException(
                "ChiaRpc.RequestTooLarge", $"The request to {endpoint.Route} has {frame.Length} bytes; the daemon takes {_longestMessage}.", "Send it in smaller parts.")
            { Route = endpoint.Route, Service = endpoint.Service };
        }

        var done = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = (endpoint, done);
        try
        {
            if (_broken is { } broken)
            {
                throw CallFailure.Closed(endpoint, _address, broken);
            }

            await _sending.WaitAsync(token).ConfigureAwait(false);
            try
            {
                // Once begun a frame is sent to its end: a cancelled send would end the socket for everybody.
                await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _life.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }

            return await done.Task.WaitAsync(token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or IOException || (e is OperationCanceledException && _life.IsCancellationRequested))
        {
            throw CallFailure.Closed(endpoint, _address, e);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    public void Dispose()
    {
        _life.Cancel();
        Break(new OperationCanceledException("The session was closed."));
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var message = new ArrayBufferWriter<byte>(4096);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(message.GetMemory(4096), _life.Token).ConfigureAwait(false);
                message.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new ClosedException(CallFailure.Plain($"{(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}").Trim());
                }

                if (message.WrittenCount > _longestMessage)
                {
                    throw new InvalidDataException($"The daemon sent a message of more than {_longestMessage} bytes.");
                }

                if (!part.EndOfMessage)
                {
                    continue;
                }

                if (Deliver(message.WrittenMemory) || message.Capacity > LargestKept)
                {
                    // The answer keeps its bytes.
                    message = new ArrayBufferWriter<byte>(4096);
                }
                else
                {
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception e)
        {
            Break(e);
            _socket.Abort();
        }
    }

    // Whether somebody keeps the bytes.
    private bool Deliver(ReadOnlyMemory<byte> message)
    {
        var frame = DaemonFrame.Parse(message);
        if (frame.RequestId is { } id && _pending.TryRemove(id, out var call))
        {
            call.Done.TrySetResult(frame.Data);
            return true;
        }

        if (!frame.IsAnswer)
        {
            _listener?.Invoke(frame);
        }

        return false;
    }

    private void Break(Exception reason)
    {
        Interlocked.CompareExchange(ref _broken, reason, null);
        foreach (var id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out var call))
            {
                call.Done.TrySetException(reason switch
                {
                    InvalidDataException => new ChiaException(
                        "ChiaConnection.TooLarge",
                        $"{reason.Message} {call.Endpoint.Route} was waiting for one.",
                        "Ask for less at once, use -Transport Https, which has no limit, or New-ChiaSession -MaxMessageSize.",
                        reason),
                    _ when AnswerReader.IsUnreadable(reason) => CallFailure.BadAnswer(call.Endpoint, _address, reason.Message, reason),
                    _ => CallFailure.Closed(call.Endpoint, _address, reason),
                });
            }
        }
    }
}
