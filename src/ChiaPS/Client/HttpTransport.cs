using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>HTTPS straight to the port of each service.</summary>
internal sealed class HttpTransport : ITransport
{
    private static readonly HttpRequestOptionsKey<ServiceAddress> Address = new(nameof(ServiceAddress));
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly Func<ChiaService, ServiceAddress> _locate;
    private readonly HttpMessageInvoker _invoker;
    private readonly CancellationTokenSource _life = new();
    private readonly bool[] _hasAnswered = new bool[ServiceFacts.All.Count];

    public HttpTransport(Connector connector, Func<ChiaService, ServiceAddress> locate)
    {
        _locate = locate;
        _invoker = new HttpMessageInvoker(Handler(connector, context => context.InitialRequestMessage.Options.TryGetValue(Address, out var address) ? address : null));
    }

    /// <summary>
    /// A handler whose every connection is made by the connector. Addresses say http because TLS is done there, with its own verification
    /// and its own errors; no byte leaves unencrypted.
    /// </summary>
    public static SocketsHttpHandler Handler(Connector connector, Func<SocketsHttpConnectionContext, ServiceAddress?> locate) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60), // services close after 75
        ConnectCallback = async (context, token) => await connector.ConnectAsync(
            locate(context) ?? throw new InvalidOperationException("A request without its service."), token).ConfigureAwait(false),
    };

    public async Task<Answer> SendAsync(Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan timeout, CancellationToken token)
    {
        var address = _locate(endpoint.Service);
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(token, _life.Token);
        HttpResponseMessage? response = null;
        try
        {
            deadline.CancelAfter(timeout);
            using var request = Request(endpoint, arguments, address);
            response = await _invoker.SendAsync(request, deadline.Token).ConfigureAwait(false);
            _hasAnswered[(int)endpoint.Service] = true;
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw await HttpFailure.ReadAsync(endpoint, address, response, deadline.Token).ConfigureAwait(false);
            }

            var body = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            return new Answer(new IdleStream(body, deadline, timeout, e => Translate(e, endpoint, address, timeout, token)), response.Content.Headers.ContentLength, response);
        }
        catch (Exception e)
        {
            response?.Dispose();
            deadline.Dispose();
            throw Translate(e, endpoint, address, timeout, token);
        }
    }

    // What waits ends with the session, as it does over the daemon.
    public void Dispose()
    {
        _life.Cancel();
        _invoker.Dispose();
    }

    private static HttpRequestMessage Request(Endpoint endpoint, ReadOnlyMemory<byte> arguments, ServiceAddress address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address.Uri(Uri.UriSchemeHttp, endpoint.Route))
        {
            Content = new ReadOnlyMemoryContent(arguments),
        };
        request.Content.Headers.ContentType = JsonType;
        request.Options.Set(Address, address);
        return request;
    }

    private Exception Translate(Exception e, Endpoint endpoint, ServiceAddress address, TimeSpan timeout, CancellationToken token)
    {
        if (Connector.Causes(e).OfType<ChiaException>().FirstOrDefault() is { } known)
        {
            return known;
        }

        if (e is OperationCanceledException)
        {
            return token.IsCancellationRequested ? new OperationCanceledException(token)
                : _life.IsCancellationRequested ? CallFailure.Closed(endpoint, address, e)
                : CallFailure.Timeout(endpoint, address, timeout, e);
        }

        if (e is not (HttpRequestException or IOException or SocketException or AuthenticationException or ObjectDisposedException))
        {
            return e;
        }

        if (CallFailure.IsNoHttp(e))
        {
            return CallFailure.BadAnswer(endpoint, address, $"it is no HTTP ({Connector.Causes(e).Last().Message})", e);
        }

        // Under TLS 1.3 a server that does not accept the client certificate ends the connection at first use, without a word.
        return _hasAnswered[(int)endpoint.Service]
            ? CallFailure.Closed(endpoint, address, e)
            : CallFailure.ClientRefused(endpoint, address, e);
    }
}
