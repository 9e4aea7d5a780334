using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Closes sessions, or forgets saved ones.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class RemoveChiaSession : ChiaCmdlet
{
    /// <summary>Names of sessions, or the sessions; wildcards are allowed for open ones.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SessionIdentity[] Name { get; set; } = [];

    /// <summary>Forget the saved session of that name; an open one stays open.</summary>
    [Parameter]
    public SwitchParameter Saved { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Attempt(name.Name, () => Remove(name), mayEnd: false);
        }
    }

    private void Remove(SessionIdentity name)
    {
        if (Saved)
        {
            if (ShouldProcess($"saved session '{name}'", "Forget") && !Wait(SavedSessions.ForgetAsync(name.Name, StopToken)))
            {
                throw SessionTable.NotFound(name.Name);
            }

            return;
        }

        foreach (var session in name.ResolveAll())
        {
            if (ShouldProcess($"session '{session.Name}'", "Close"))
            {
                SessionTable.Remove(session);
            }
        }
    }
}
