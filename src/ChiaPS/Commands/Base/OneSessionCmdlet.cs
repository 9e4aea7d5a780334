using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that works with one session at a time: it changes something or waits for something.</summary>
public abstract class OneSessionCmdlet : RpcCmdlet
{
    private protected OneSessionCmdlet()
    {
    }

    /// <summary>A session or its name. Without it: see about_ChiaSessions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SessionIdentity? Session { get; set; }

    private protected Call Open() => Open(Session);
}
