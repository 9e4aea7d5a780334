using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The open sessions of this process, or the saved ones. Sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSession")]
[OutputType(typeof(ChiaSession))]
public sealed class GetChiaSession : ChiaCmdlet
{
    /// <summary>Names; wildcards are allowed. All when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The saved ones; they are opened at their first use.</summary>
    [Parameter]
    public SwitchParameter Saved { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Attempt(name, () => WriteMatching(name), mayEnd: false);
        }
    }

    private void WriteMatching(string name)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        var sessions = Saved
            ? SavedSessions.All().Where(saved => pattern.IsMatch(saved.Name)).Select(saved => saved.Describe())
            : SessionTable.All.Where(session => pattern.IsMatch(session.Name));
        var found = false;
        foreach (var session in sessions)
        {
            found = true;
            WriteObject(session);
        }

        if (!found && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw SessionTable.NotFound(name);
        }
    }
}
