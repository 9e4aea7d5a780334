using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChiaPS.Json;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>Hears of every call: a line each, and the bodies where they are wanted.</summary>
internal interface ICallObserver
{
    bool WantsBodies { get; }

    void Verbose(string line);

    void Debug(string line);
}

/// <summary>Calls endpoints over a transport: writes the request, reads the answer into types, turns failures into exceptions.</summary>
internal sealed class ChiaClient(ITransport services, ITransport daemon, Func<ChiaService, ServiceAddress> locate) : IDisposable
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan UsualSlow = TimeSpan.FromSeconds(300);

    /// <exception cref="ChiaException">The connection failed, or the service refused (<see cref="ChiaRpcException"/>).</exception>
    public async Task<TAnswer> SendAsync<TRequest, TAnswer>(
        Endpoint<TRequest, TAnswer> endpoint, TRequest request, TimeSpan? timeout, ICallObserver? observer, CancellationToken token)
    {
        var reading = ReadAsync(endpoint, JsonSerializer.SerializeToUtf8Bytes(request, ChiaJson.Requests), timeout, observer, token);
        ChiaJson.Answers.GetTypeInfo(typeof(TAnswer)); // the first time this takes long: it is done while the answer is on its way
        return await ResultAsync<TAnswer>(endpoint, await reading.ConfigureAwait(false), token).ConfigureAwait(false);
    }

    /// <summary>The bytes of an answer that says it succeeded.</summary>
    public async Task<ReadOnlyMemory<byte>> SendRawAsync(
        Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan? timeout, ICallObserver? observer, CancellationToken token)
    {
        var body = await ReadAsync(endpoint, arguments, timeout, observer, token).ConfigureAwait(false);
        await ResultAsync<None>(endpoint, body, token).ConfigureAwait(false);
        return body;
    }

    /// <summary>The items of a list as they come; the whole is never in memory over HTTPS.</summary>
    /// <param name="endpoint">What is asked.</param>
    /// <param name="request">Its arguments.</param>
    /// <param name="timeout">How long to wait, or what the route is known to need.</param>
    /// <param name="observer">Hears of the call.</param>
    /// <param name="token">Ends it.</param>
    /// <param name="beside">Keys of what else is wanted of the answer; gets their values.</param>
    public async IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(
        ListEndpoint<TRequest, TItem> endpoint,
        TRequest request,
        TimeSpan? timeout,
        ICallObserver? observer,
        [EnumeratorCancellation] CancellationToken token,
        IDictionary<string, JsonElement>? beside = null)
    {
        var started = Stopwatch.GetTimestamp();
        var arguments = JsonSerializer.SerializeToUtf8Bytes(request, ChiaJson.Requests);
        using var answer = await OpenAsync(endpoint, arguments, timeout, observer, token).ConfigureAwait(false);
        using var reader = new ListReader<TItem>(answer.Body, endpoint.Field, beside);
        while (await NextAsync(reader).ConfigureAwait(false) is { } items)
        {
            foreach (var item in items)
            {
                yield return item;
            }
        }

        Tell(observer, endpoint, started, reader.BytesRead);
        if (!await SucceededAsync(endpoint, reader.Head, token).ConfigureAwait(false))
        {
            throw RpcFailure.Create(endpoint, reader.Head);
        }

        // A change may have been made by a release that does not tell its transactions.
        if (!reader.HasList && !endpoint.Changes)
        {
            throw CallFailure.BadAnswer(endpoint, locate(endpoint.Service), $"It has no {endpoint.Field}.", inner: null);
        }

        async ValueTask<List<TItem>?> NextAsync(ListReader<TItem> from)
        {
            try
            {
                return await from.NextAsync(token).ConfigureAwait(false);
            }
            catch (Exception e) when (AnswerReader.IsUnreadable(e))
            {
                throw BadAnswer(endpoint, e);
            }
        }
    }

    /// <summary>A socket of its own that hears what the daemon tells to these names.</summary>
    public Task<DaemonSocket> ListenAsync(IEnumerable<string> names, Action<DaemonFrame> listener, TimeSpan? timeout, CancellationToken token) =>
        ((IEventTransport)daemon).ListenAsync(names, listener, timeout ?? Usual, token);

    public void Dispose()
    {
        services.Dispose();
        daemon.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(
        Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan? timeout, ICallObserver? observer, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await OpenAsync(endpoint, arguments, timeout, observer, token).ConfigureAwait(false);
        var body = await AnswerReader.ReadAllAsync(answer, token).ConfigureAwait(false);
        Tell(observer, endpoint, started, body.Length);
        if (observer is { WantsBodies: true })
        {
            observer.Debug($"{endpoint} answered {Redaction.Show(body.Span, endpoint.Secret)}");
        }

        return body;
    }

    private async Task<Answer> OpenAsync(
        Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan? timeout, ICallObserver? observer, CancellationToken token)
    {
        if (observer is { WantsBodies: true })
        {
            observer.Debug($"{endpoint} asked {Redaction.Show(arguments.Span, endpoint.Secret)}");
        }

        var transport = endpoint.Service == ChiaService.Daemon ? daemon : services;
        try
        {
            return await transport.SendAsync(endpoint, arguments, timeout ?? (endpoint.Slow ? UsualSlow : Usual), token).ConfigureAwait(false);
        }
        catch (RouteMissingException)
        {
            if (EndpointCatalogue.Find(endpoint.Service, endpoint.Route) is { Since: null, Until: null, SimulatorOnly: false })
            {
                throw CallFailure.BadAnswer(endpoint, locate(endpoint.Service), "HTTP 404, though every release has this route.", inner: null);
            }

            throw await NotOfferedAsync(endpoint, token).ConfigureAwait(false);
        }
    }

    private async Task<T> ResultAsync<T>(Endpoint endpoint, ReadOnlyMemory<byte> body, CancellationToken token)
    {
        var (head, result) = Parse();
        return await SucceededAsync(endpoint, head, token).ConfigureAwait(false) ? result! : throw RpcFailure.Create(endpoint, head);

        (AnswerHead Head, T? Result) Parse()
        {
            try
            {
                return AnswerReader.Read<T>(endpoint.Field, body.Span);
            }
            catch (Exception e) when (AnswerReader.IsUnreadable(e))
            {
                throw BadAnswer(endpoint, e);
            }
        }
    }

    private async ValueTask<bool> SucceededAsync(Endpoint endpoint, AnswerHead head, CancellationToken token) => head.Success switch
    {
        true => true,
        null => throw CallFailure.BadAnswer(endpoint, locate(endpoint.Service), "it does not say whether it succeeded.", inner: null),
        _ => head.Error?.StartsWith("unknown_command", StringComparison.Ordinal) == true ? throw await NotOfferedAsync(endpoint, token).ConfigureAwait(false) : false,
    };

    private async Task<ChiaRpcException> NotOfferedAsync(Endpoint endpoint, CancellationToken token)
    {
        if (endpoint.Route == Shared.GetVersion.Route)
        {
            return NotOffered(endpoint, release: null);
        }

        string? release = null;
        try
        {
            release = await SendAsync(Shared.GetVersion.On(endpoint.Service), None.Value, TimeSpan.FromSeconds(5), observer: null, token).ConfigureAwait(false);
        }
        catch (ChiaException)
        {
            // A release before 2.4.3 has no get_version either; the answer is as good without it.
        }

        return NotOffered(endpoint, release);
    }

    private ChiaRpcException NotOffered(Endpoint endpoint, string? release)
    {
        var history =
            EndpointCatalogue.Find(endpoint.Service, endpoint.Route) is null ? "ChiaPS knows no such route"
            : endpoint.SimulatorOnly ? "only a simulator has it"
            : endpoint.Until is { } until ? $"Chia {until} was the last release with it"
            : endpoint.Since is { } since ? $"it came with Chia {since}"
            : "every release that ChiaPS knows has it";
        var node = release is null ? "" : $", and this is {release}";
        return new ChiaRpcException(
            "ChiaRoute.NotOffered",
            $"{Connector.Sentence(locate(endpoint.Service))} does not offer {endpoint.Route}: {history}{node}.",
            "Get-ChiaRoute shows what a service offers and since when.")
        { Route = endpoint.Route, Service = endpoint.Service };
    }

    private ChiaException BadAnswer(Endpoint endpoint, Exception e) =>
        CallFailure.BadAnswer(endpoint, locate(endpoint.Service), Connector.Causes(e).Last().Message, e);

    private static void Tell(ICallObserver? observer, Endpoint endpoint, long started, long bytes) =>
        observer?.Verbose(string.Create(
            CultureInfo.InvariantCulture, $"{endpoint} answered after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms with {bytes} bytes."));
}
