using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using ChiaPS.Client;
using ChiaPS.Errors;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>What every cmdlet does: stops at once, waits on the pipeline's thread, and writes what went wrong.</summary>
public abstract class ChiaCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ObserverQueue _observer = new();
    private bool _debugOnly;

    private protected ChiaCmdlet()
    {
    }

    /// <summary>Cancelled by Ctrl+C.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    private protected ICallObserver Observer => _observer;

    /// <summary>What the id of the error begins with when nobody is there to be asked.</summary>
    private protected virtual string AskFamily => "ChiaConfirm";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var bound = MyInvocation.BoundParameters;
        _observer.WantsBodies = bound.TryGetValue("Debug", out var debug)
            ? ((SwitchParameter)debug).IsPresent
            : SessionState.PSVariable.GetValue("DebugPreference") is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        _debugOnly = debug is not null && _observer.WantsBodies && !bound.ContainsKey("Verbose");
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>The result of <paramref name="task"/>, or its error as it came; Ctrl+C ends the pipeline.</summary>
    private protected T Wait<T>(Task<T> task)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            WriteNotes();
        }
    }

    private protected void Wait(Task task) => Wait(AsResult(task));

    /// <summary>Writes an object; a <see cref="Failure"/> as an error, a <see cref="Warning"/> as a warning.</summary>
    private protected void Write(object item)
    {
        switch (item)
        {
            case Failure failure:
                WriteFailure(failure.Exception, failure.Target);
                break;
            case Warning warning:
                WriteWarning(warning.Text);
                break;
            default:
                WriteObject(item);
                break;
        }
    }

    /// <summary>Runs what may fail: errors of the connection, session or configuration end the cmdlet, others belong to this input.</summary>
    private protected bool Attempt(object? target, Action action, bool mayEnd = true)
    {
        try
        {
            action();
            return true;
        }
        catch (ChiaException e)
        {
            if (mayEnd && e.EndsCommand)
            {
                EndWith(e, target);
            }

            WriteFailure(e, target);
            return false;
        }
    }

    /// <summary>Ends the cmdlet with this error.</summary>
    private protected void EndWith(ChiaException exception, object? target)
    {
        WriteTraceback(exception);
        ThrowTerminatingError(ErrorRecords.Create(exception, target));
    }

    /// <summary>As the engine's own; where nobody is there to answer, an error that says so.</summary>
    /// <exception cref="ChiaException"><c>ChiaConfirm.CannotAsk</c>, <c>ChiaSpend.CannotAsk</c>.</exception>
    private protected new bool ShouldProcess(string target, string action) => Ask(() => base.ShouldProcess(target, action));

    /// <inheritdoc cref="ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string description, string warning, string caption) => Ask(() => base.ShouldProcess(description, warning, caption));

    private protected void WriteFailure(ChiaException exception, object? target)
    {
        WriteTraceback(exception);
        WriteError(ErrorRecords.Create(exception, target));
    }

    private protected void WriteNotes()
    {
        while (_observer.Notes.TryDequeue(out var note))
        {
            // -Debug without -Verbose makes the engine ask at every verbose line whether to go on.
            if (note.IsDebug || _debugOnly)
            {
                WriteDebug(note.Line);
            }
            else
            {
                WriteVerbose(note.Line);
            }
        }
    }

    // The console of pwsh fails with a NullReferenceException when its input is at its end.
    private bool Ask(Func<bool> question)
    {
        try
        {
            return question();
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or NullReferenceException)
        {
            var reason = e is NullReferenceException ? "the input is at its end" : e.Message.TrimEnd('.');
            throw new ChiaException(
                $"{AskFamily}.CannotAsk", $"There is nobody to ask here ({reason}), so it was not done.", "In a script or scheduled task say -Confirm:$false, which skips the question and no check.", e);
        }
    }

    private void WriteTraceback(ChiaException exception)
    {
        if (exception is ChiaRpcException { NodeTraceback: { Length: > 0 } traceback })
        {
            WriteDebug(traceback);
        }
    }

    private static async Task<bool> AsResult(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    // Calls run on other threads, where nothing can be written.
    private sealed class ObserverQueue : ICallObserver
    {
        public ConcurrentQueue<(string Line, bool IsDebug)> Notes { get; } = new();

        public bool WantsBodies { get; set; }

        public void Verbose(string line) => Notes.Enqueue((line, false));

        public void Debug(string line) => Notes.Enqueue((line, true));
    }
}
