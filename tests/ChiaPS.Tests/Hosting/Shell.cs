using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ChiaPS.Tests.Hosting;

/// <summary>A real PowerShell engine with the built module imported; a runspace of its own, as a console or a scheduled task has.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="answers">Answers to prompts, in order; null is a host that cannot ask, as pwsh -NonInteractive.</param>
    /// <param name="width">Columns of the console.</param>
    public Shell(IEnumerable<string>? answers = null, int width = 120)
    {
        Host = new RecordingHost(answers, width);
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([Module.Manifest]);
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(StopUpstream), helpFileName: null));
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
    }

    public RecordingHost Host { get; }

    /// <summary>ChiaPS's own folder for what runs here; CHIAPS_HOME when left out.</summary>
    public string? Home { get; set; }

    public Guid Id => _runspace.InstanceId;

    /// <summary>Runs a script; what ends it is in the result, not thrown.</summary>
    public ShellResult Run(string script, IDictionary? variables = null, IEnumerable? input = null)
    {
        using var shell = Prepare(script, variables);
        return Collect(shell, () => input is null ? shell.Invoke() : shell.Invoke(input));
    }

    /// <summary>The error that ends a command, as <c>catch</c> sees it; null when it ends well or with errors that do not end it.</summary>
    public ErrorRecord? EndOf(string command, IDictionary? variables = null) =>
        Run($"try {{ {command} }} catch {{ $_ }}", variables).Output.Select(item => item.BaseObject).OfType<ErrorRecord>().SingleOrDefault();

    /// <summary>Runs a script and gives what a console shows of it.</summary>
    public string Render(string script, IDictionary? variables = null)
    {
        using var shell = Prepare(script, variables);
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        Host.Clear();
        shell.Invoke();
        return Host.Text;
    }

    /// <summary>Starts a script, for tests that stop it.</summary>
    public (PowerShell Shell, IAsyncResult Running, PSDataCollection<PSObject> Output) Start(string script, IDictionary? variables = null)
    {
        var shell = Prepare(script, variables);
        var output = new PSDataCollection<PSObject>();
        return (shell, shell.BeginInvoke<PSObject, PSObject>(null, output), output);
    }

    public void Dispose() => _runspace.Dispose();

    private PowerShell Prepare(string script, IDictionary? variables)
    {
        foreach (DictionaryEntry variable in variables ?? new Hashtable())
        {
            _runspace.SessionStateProxy.SetVariable((string)variable.Key, variable.Value);
        }

        ChiaPS.Configuration.RootFolder.OwnFolderHere.Value = Home;
        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        return shell.AddScript(script);
    }

    private static ShellResult Collect(PowerShell shell, Func<IEnumerable<PSObject>> invoke)
    {
        var output = new List<PSObject>();
        Exception? ended = null;
        try
        {
            output.AddRange(invoke());
        }
        catch (RuntimeException e)
        {
            ended = e;
        }

        return new ShellResult(
            output,
            [.. shell.Streams.Error],
            (ended as RuntimeException)?.ErrorRecord,
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Debug.Select(record => record.Message)],
            [.. shell.Streams.Information.Select(record => record.MessageData?.ToString() ?? "")],
            [.. shell.Streams.Progress]);
    }
}

/// <summary>Everything that came out of a script.</summary>
/// <param name="Output">Objects.</param>
/// <param name="Errors">Non-terminating errors.</param>
/// <param name="Ended">The error that ended it, or null.</param>
internal sealed record ShellResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Ended,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<string> Information,
    IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The only object, unwrapped.</summary>
    public T Single<T>() => Xunit.Assert.IsType<T>(Xunit.Assert.Single(Clean().Output).BaseObject);

    public IReadOnlyList<T> All<T>() => [.. Clean().Output.Select(item => Xunit.Assert.IsType<T>(item.BaseObject))];

    /// <summary>The same, once it is sure that nothing failed.</summary>
    public ShellResult Clean()
    {
        Xunit.Assert.Null(Ended?.ToString());
        Xunit.Assert.Empty(Errors.Select(error => error.ToString()));
        return this;
    }
}
