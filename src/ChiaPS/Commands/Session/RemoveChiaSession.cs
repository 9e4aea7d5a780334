using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Closes sessions, or forgets saved ones.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
public sealed class RemoveChiaSession : ChiaCmdlet
{
    /// <summary>Names of sessions, or the sessions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
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
        if (!Saved)
        {
            var session = SessionTable.All.FirstOrDefault(open => string.Equals(open.Name, name.Name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name, "open");
            if (ShouldProcess($"session '{session.Name}'", "Close"))
            {
                SessionTable.Remove(session);
            }
        }
        else if (ShouldProcess($"saved session '{name}'", "Forget") && !SavedSessions.Forget(name.Name))
        {
            throw Unknown(name, "saved");
        }
    }

    private static ChiaException Unknown(SessionIdentity name, string kind) =>
        new("ChiaArgument.Session", $"There is no {kind} session '{name}'.", "Get-ChiaSession lists the open ones, Get-ChiaSession -Saved the saved ones.");
}
