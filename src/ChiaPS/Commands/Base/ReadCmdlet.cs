using System.Management.Automation;
using System.Threading.Channels;
using ChiaPS.Completion;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that only reads: from one session, or from several at once.</summary>
public abstract class ReadCmdlet : RpcCmdlet
{
    private const int Ahead = 256;

    private protected ReadCmdlet()
    {
    }

    /// <summary>Sessions or their names; several are asked at once. Without it: see about_ChiaSessions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNullOrEmpty]
    public SessionIdentity[]? Session { get; set; }

    /// <summary>How many of several sessions are asked at once; 5 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>What a failure that concerns the whole input is about.</summary>
    private protected virtual object? Target => null;

    /// <summary>How many sessions are read at once.</summary>
    private protected virtual int AtOnce => ThrottleLimit;

    /// <summary>Writes an object; false when nothing more is wanted.</summary>
    private protected virtual bool Take(object item)
    {
        Write(item);
        return true;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Read(Session);

    private protected void Read(IReadOnlyList<SessionIdentity>? sessions)
    {
        if (sessions is not { Count: > 1 })
        {
            Attempt(Target, () => Pump(Open(sessions is [var one] ? one : null)), mayEnd: !SessionIsPiped);
            return;
        }

        var calls = new List<Call>();
        foreach (var session in sessions)
        {
            Attempt(session.Name, () => calls.Add(Open(session)), mayEnd: false);
        }

        Pump(calls);
    }

    /// <summary>The objects of one session as they come; a <see cref="Failure"/> is an input that failed.</summary>
    private protected abstract IAsyncEnumerable<object> ReadAsync(Call call);

    /// <summary>One object an id; an id that fails does not stop the others.</summary>
    private protected static async IAsyncEnumerable<object> EachAsync<TId, TItem>(IEnumerable<TId> ids, Func<TId, Task<TItem>> send, bool eachItsOwnService = false)
        where TItem : notnull
    {
        foreach (var id in ids)
        {
            yield return await Call.TryAsync(send(id), id, eachItsOwnService).ConfigureAwait(false);
        }
    }

    // Objects are written on the pipeline's thread as soon as each exists; nothing is collected.
    private void Pump(Call call)
    {
        var items = ReadAsync(call).GetAsyncEnumerator(StopToken);
        try
        {
            while (true)
            {
                var next = items.MoveNextAsync();
                if (!(next.IsCompletedSuccessfully ? next.Result : Wait(next.AsTask())) || !Take(items.Current))
                {
                    return;
                }
            }
        }
        finally
        {
            WaitQuietly(items.DisposeAsync());
            WriteNotes();
        }
    }

    /// <summary>Writes the objects of several sessions, which are asked at once.</summary>
    private protected void Pump(List<Call> calls)
    {
        var items = Channel.CreateBounded<object>(Ahead);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        var reading = Task.Run(() => ReadAllAsync(calls, items.Writer, ended.Token));
        try
        {
            while (Wait(items.Reader.WaitToReadAsync(StopToken).AsTask()))
            {
                while (items.Reader.TryRead(out var item))
                {
                    if (!Take(item))
                    {
                        return;
                    }
                }
            }
        }
        finally
        {
            ended.Cancel();
            WaitQuietly(new ValueTask(reading));
            WriteNotes();
        }
    }

    private async Task ReadAllAsync(List<Call> calls, ChannelWriter<object> writer, CancellationToken token)
    {
        try
        {
            var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = token };
            await Parallel.ForEachAsync(calls, limit, async (call, _) =>
            {
                try
                {
                    await foreach (var item in ReadAsync(call).WithCancellation(token).ConfigureAwait(false))
                    {
                        await writer.WriteAsync(item, token).ConfigureAwait(false);
                    }
                }
                catch (ChiaException e)
                {
                    await writer.WriteAsync(new Failure(e, call.Session.Name), token).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
        finally
        {
            writer.TryComplete();
        }
    }

    // What a pipeline that ends early leaves behind is put away, not reported.
    private static void WaitQuietly(ValueTask task)
    {
        try
        {
            task.AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
    }
}
