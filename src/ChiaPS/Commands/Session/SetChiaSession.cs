using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Changes an open session, or makes it the default of this runspace.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ChiaSession))]
public sealed class SetChiaSession : ChiaCmdlet
{
    /// <summary>Names of sessions, or the sessions; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SessionIdentity[] Name { get; set; } = [];

    /// <summary>Make it the default of this runspace.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <summary>Seconds to wait for an answer.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>The highest fee that a spend may pay.</summary>
    [Parameter]
    [Amount]
    public Amount? MaxFee { get; set; }

    /// <summary>A guard: wallet commands refuse to work under another key; 0 takes it away.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Attempt(name.Name, () => name.ResolveAll().ForEach(Change), mayEnd: false);
        }
    }

    private void Change(ChiaSession session)
    {
        var maxFee = MaxFee?.ToMojo(AmountUnit.Xch);
        if (!ShouldProcess($"session '{session.Name}'", "Change"))
        {
            return;
        }

        session.TimeoutSec = TimeoutSec ?? session.TimeoutSec;
        session.MaxFeeMojo = maxFee ?? session.MaxFeeMojo;
        session.Fingerprint = Fingerprint == 0 ? null : Fingerprint ?? session.Fingerprint;
        if (Default)
        {
            SessionTable.Default = session;
        }

        WriteObject(session);
    }
}
