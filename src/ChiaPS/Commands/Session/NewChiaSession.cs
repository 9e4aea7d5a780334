using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Opens a session to an installation, here or on another machine, and makes it the default of this runspace.</summary>
[Cmdlet(VerbsCommon.New, "ChiaSession", DefaultParameterSetName = RootSet)]
[OutputType(typeof(ChiaSession))]
[Rpc("shared/healthz")]
[Rpc("daemon/register_service")]
[Rpc("daemon/ping")]
public sealed class NewChiaSession : SessionOptionsCmdlet
{
    /// <summary>Its name in this process; an open session of that name is closed. A free one when it is left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A guard: wallet commands refuse to work under another key.</summary>
    [Parameter]
    [WholeNumber]
    public uint? Fingerprint { get; set; }

    /// <summary>The highest fee that a spend may pay; 0.01xch unless said otherwise.</summary>
    [Parameter]
    [Amount]
    public Amount? MaxFee { get; set; }

    /// <summary>Do not make it the default.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>Do not try whether anything answers.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Keep it (host, ports and paths, no keys), so that its name works in any later process.</summary>
    [Parameter]
    public SwitchParameter Save { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Name, () =>
    {
        var options = Options() with { Fingerprint = Fingerprint, MaxFeeMojo = MaxFee?.ToMojo(AmountUnit.Xch) };
        if (Save && Certificate is not null)
        {
            throw new ChiaException("ChiaArgument.Conflict", "A session made of certificate objects cannot be saved.", "Name their files with -CertificatePath, -KeyPath and -CaPath.");
        }

        var session = options.Build(Name ?? SessionTable.FreeName(options));
        try
        {
            if (!SkipCheck)
            {
                Wait(SessionCheck.RunAsync(new Call(session, timeout: null, Observer, StopToken)));
            }

            if (Save)
            {
                Wait(SavedSessions.SaveAsync(session.Options, StopToken));
            }
        }
        catch
        {
            session.Close();
            throw;
        }

        SessionTable.Add(session);
        if (!NoDefault)
        {
            SessionTable.Default = session;
        }

        WriteObject(session);
    });
}
