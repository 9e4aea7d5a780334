using System.Runtime.CompilerServices;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Rpc;

namespace ChiaPS.Sessions;

/// <summary>One use of a session: its calls share a time-out, an observer and a token, and stamp what they bring.</summary>
internal sealed class Call(ChiaSession session, TimeSpan? timeout, ICallObserver? observer, CancellationToken token)
{
    private readonly TimeSpan? _timeout = timeout ?? (session.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    private Origin? _origin;

    public ChiaSession Session => session;

    public CancellationToken Token => token;

    /// <summary>How long an answer of a usual route is waited for.</summary>
    public TimeSpan Patience => _timeout ?? ChiaClient.Usual;

    /// <summary>The same use, which nothing cancels: for the push of a spend and what must follow it.</summary>
    public Call Uncancelled()
    {
        var call = new Call(session, _timeout, observer, CancellationToken.None);
        call.Know(Fingerprint, WalletTypes);
        return call;
    }

    /// <summary>The same with less patience.</summary>
    public Call Within(TimeSpan longest) => new(session, longest, observer, token);

    /// <summary>What wallet objects are stamped with beside the session; set once the wallet was asked.</summary>
    public void Know(uint? fingerprint, IReadOnlyDictionary<uint, WalletType>? types) => (Fingerprint, WalletTypes) = (fingerprint, types ?? WalletTypes);

    public uint? Fingerprint { get; private set; }

    private IReadOnlyDictionary<uint, WalletType>? WalletTypes { get; set; }

    public async Task<TAnswer> SendAsync<TRequest, TAnswer>(Endpoint<TRequest, TAnswer> endpoint, TRequest request)
    {
        var answer = await session.Client.SendAsync(endpoint, request, _timeout, observer, token).ConfigureAwait(false);
        if (answer is ChiaObject one)
        {
            one.Stamp(await OriginAsync(endpoint.Service).ConfigureAwait(false));
        }

        return answer;
    }

    public Task<TAnswer> SendAsync<TAnswer>(Endpoint<None, TAnswer> endpoint) => SendAsync(endpoint, None.Value);

    public Task<ReadOnlyMemory<byte>> SendRawAsync(Endpoint endpoint, ReadOnlyMemory<byte> arguments) =>
        session.Client.SendRawAsync(endpoint, arguments, _timeout, observer, token);

    /// <summary>A socket of its own that hears what the daemon tells to these names.</summary>
    public Task<DaemonSocket> ListenAsync(IEnumerable<string> names, Action<DaemonFrame> listener, CancellationToken cancellationToken) =>
        session.Client.ListenAsync(names, listener, _timeout, cancellationToken);

    public async IAsyncEnumerable<TItem> StreamAsync<TRequest, TItem>(
        ListEndpoint<TRequest, TItem> endpoint,
        TRequest request,
        IDictionary<string, JsonElement>? beside = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TItem : ChiaObject
    {
        var origin = await OriginAsync(endpoint.Service).ConfigureAwait(false);
        await foreach (var item in session.Client.StreamAsync(endpoint, request, _timeout, observer, token, beside).ConfigureAwait(false))
        {
            item.Stamp(origin);
            yield return item;
        }
    }

    /// <summary>What objects are stamped with that a cmdlet puts together itself.</summary>
    public async ValueTask<Origin> OriginAsync(ChiaService service)
    {
        _origin ??= new Origin(session.Name, await session.PrefixAsync(service, token).ConfigureAwait(false));
        return _origin with { Fingerprint = Fingerprint, WalletTypes = WalletTypes };
    }

    /// <summary>The items, and at their end what went wrong with this one input while others may succeed.</summary>
    public static async IAsyncEnumerable<object> TryEachAsync<T>(IAsyncEnumerable<T> items, object? target)
        where T : class
    {
        var at = items.GetAsyncEnumerator();
        try
        {
            while (await TryAsync(at.MoveNextAsync().AsTask(), target).ConfigureAwait(false) is var next && next is not false)
            {
                yield return next is Failure ? next : at.Current;
                if (next is Failure)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await at.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The answer, or what went wrong with this one input while others may succeed.</summary>
    public static async Task<object> TryAsync<T>(Task<T> sending, object? target, bool connectionToo = false)
        where T : notnull
    {
        try
        {
            return await sending.ConfigureAwait(false);
        }
        catch (ChiaException e) when (connectionToo || !e.EndsCommand)
        {
            return new Failure(e, target);
        }
    }
}

/// <summary>An input that failed; becomes an error record.</summary>
internal sealed record Failure(ChiaException Exception, object? Target);

/// <summary>Something a user should hear that is no failure.</summary>
internal sealed record Warning(string Text);

/// <summary>How far a wait is; not written but shown.</summary>
internal sealed record Progress(string Activity, string Text, int Percent);
