using System.Net.WebSockets;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>The daemon itself and, through it, every service. The socket is opened at first need and again after it broke.</summary>
internal sealed class DaemonTransport : ITransport, IEventTransport
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private const int MostAttempts = 10;

    private readonly Func<ChiaService, ServiceAddress> _locate;
    private readonly HttpMessageInvoker _invoker;
    private readonly int _longestMessage;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly CancellationTokenSource _life = new();
    private DaemonSocket? _socket;

    public DaemonTransport(Connector connector, Func<ChiaService, ServiceAddress> locate, int longestMessage)
    {
        (_locate, _longestMessage) = (locate, longestMessage);
        _invoker = new HttpMessageInvoker(HttpTransport.Handler(connector, _ => locate(ChiaService.Daemon)));
    }

    public async Task<Answer> SendAsync(Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan timeout, CancellationToken token)
    {
        var address = _locate(ChiaService.Daemon) with { Service = endpoint.Service, BehindDaemon = endpoint.Service != ChiaService.Daemon };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(token, _life.Token);
        deadline.CancelAfter(timeout);
        try
        {
            var socket = await OpenAsync(endpoint, deadline.Token).ConfigureAwait(false);
            var data = endpoint.Service == ChiaService.Daemon
                ? await socket.SendAsync(endpoint, "daemon", arguments, deadline.Token).ConfigureAwait(false)
                : await SendToServiceAsync(socket, endpoint, arguments, deadline.Token).ConfigureAwait(false);
            return new Answer(new MemoryStream(data.ToArray(), writable: false), data.Length);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            throw _life.IsCancellationRequested ? CallFailure.Closed(endpoint, address, e) : CallFailure.Timeout(endpoint, address, timeout, e);
        }
    }

    /// <summary>A socket of its own that hears what is told to these names. It is not reopened.</summary>
    public async Task<DaemonSocket> ListenAsync(IEnumerable<string> names, Action<DaemonFrame> listener, TimeSpan timeout, CancellationToken token)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(token, _life.Token);
        deadline.CancelAfter(timeout);
        DaemonSocket? socket = null;
        try
        {
            socket = await ConnectAsync(Daemon.RegisterService, listener, deadline.Token).ConfigureAwait(false);
            foreach (var name in names)
            {
                await socket.RegisterAsync(name, deadline.Token).ConfigureAwait(false);
            }

            return socket;
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            socket?.Dispose();
            throw _life.IsCancellationRequested
                ? CallFailure.Closed(Daemon.RegisterService, _locate(ChiaService.Daemon), e)
                : CallFailure.Timeout(Daemon.RegisterService, _locate(ChiaService.Daemon), timeout, e);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _life.Cancel();
        _invoker.Dispose();
    }

    // The daemon drops what is meant for a service that is not there, without a word: it is asked before, and again while the answer keeps us waiting.
    private async Task<ReadOnlyMemory<byte>> SendToServiceAsync(DaemonSocket socket, Endpoint endpoint, ReadOnlyMemory<byte> arguments, CancellationToken token)
    {
        var name = ServiceFacts.Of(endpoint.Service).DaemonName;
        await AskAsync(socket, endpoint, name, token).ConfigureAwait(false);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(token);
        var answer = socket.SendAsync(endpoint, name, arguments, waiting.Token);
        try
        {
            while (await Task.WhenAny(answer, Task.Delay(AskInterval, waiting.Token)).ConfigureAwait(false) != answer && !token.IsCancellationRequested)
            {
                await AskAsync(socket, endpoint, name, token).ConfigureAwait(false);
            }

            return await answer.ConfigureAwait(false);
        }
        finally
        {
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task AskAsync(DaemonSocket socket, Endpoint endpoint, string name, CancellationToken token)
    {
        if (!await socket.AskDaemonAsync<bool>(Daemon.IsRunning, Daemon.IsRunning.Field, new ServiceRequest(name), token).ConfigureAwait(false))
        {
            throw CallFailure.NotRunning(endpoint, _locate(ChiaService.Daemon).Host);
        }
    }

    private async Task<DaemonSocket> OpenAsync(Endpoint endpoint, CancellationToken token)
    {
        if (_socket is { IsBroken: false } open)
        {
            return open;
        }

        await _opening.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (_socket is { IsBroken: false } meanwhile)
            {
                return meanwhile;
            }

            _socket?.Dispose();
            _socket = await ConnectAsync(endpoint, listener: null, token).ConfigureAwait(false);
            _ = ReopenAsync(_socket);
            return _socket;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<DaemonSocket> ConnectAsync(Endpoint endpoint, Action<DaemonFrame>? listener, CancellationToken token)
    {
        try
        {
            // A session that is closed takes all its sockets along, also one that it is just opening.
            var socket = await DaemonSocket.OpenAsync(_invoker, _locate(ChiaService.Daemon), _longestMessage, token, listener).ConfigureAwait(false);
            var closing = _life.Token.Register(socket.Dispose);
            _ = socket.Ended.ContinueWith(_ => closing.Unregister(), TaskScheduler.Default);
            return socket;
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException)
        {
            throw Connector.Causes(e).OfType<ChiaException>().FirstOrDefault()
                ?? (e is WebSocketException { WebSocketErrorCode: WebSocketError.NotAWebSocket } || CallFailure.IsNoHttp(e)
                    ? CallFailure.BadAnswer(endpoint, _locate(ChiaService.Daemon), "it speaks no websocket.", e)
                    : CallFailure.ClientRefused(endpoint, _locate(ChiaService.Daemon), e));
        }
    }

    // A daemon that was restarted is there again before the next call wants it. Calls meanwhile do not wait: they try at once.
    private async Task ReopenAsync(DaemonSocket socket)
    {
        await socket.Ended.ConfigureAwait(false);
        var pause = TimeSpan.FromMilliseconds(250);
        for (var attempt = 0; attempt < MostAttempts && !_life.IsCancellationRequested && _socket == socket; attempt++)
        {
            try
            {
                await Task.Delay(pause, _life.Token).ConfigureAwait(false);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
                limit.CancelAfter(LongestPause);
                await OpenAsync(Daemon.RegisterService, limit.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is ChiaException or OperationCanceledException or ObjectDisposedException)
            {
                pause = pause < LongestPause / 2 ? pause * 2 : LongestPause;
            }
        }
    }
}
