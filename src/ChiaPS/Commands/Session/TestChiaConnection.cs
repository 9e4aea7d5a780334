using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Examines a connection from configuration to sync, and says what to do about each problem.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ChiaConnection", DefaultParameterSetName = "Name")]
[OutputType(typeof(Finding), typeof(bool))]
[Rpc("daemon/ping")]
[Rpc("daemon/get_version")]
[Rpc("shared/healthz")]
[Rpc("shared/get_version")]
[Rpc("shared/get_routes")]
[Rpc("shared/get_connections")]
[Rpc("full_node/get_blockchain_state")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
public sealed class TestChiaConnection : SessionOptionsCmdlet
{
    /// <summary>Sessions or their names; the one that is meant without a name when it is left out.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Session", "SessionName")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SessionIdentity[]? Name { get; set; }

    /// <summary>Only these services; one that does not answer is then a failure. All when it is left out.</summary>
    [Parameter]
    public ChiaService[]? Service { get; set; }

    /// <summary>True when nothing failed, else false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "Name")
        {
            Examine(HostName ?? RootPath, () => Options().Build("test"), temporary: true);
            return;
        }

        foreach (var name in Name ?? [null!])
        {
            Examine(name?.Name, () => name?.Resolve() ?? SessionTable.Resolve(), temporary: false);
        }
    }

    // What keeps a session from being made is a finding here, not an error.
    private void Examine(string? target, Func<ChiaSession> open, bool temporary)
    {
        var failed = false;
        ChiaSession? session = null;
        try
        {
            session = open();
            var call = new Call(session, TimeoutSec == 0 ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(TimeoutSec), Observer, StopToken);
            var findings = new ConnectionDoctor(call).ExamineAsync(Service).GetAsyncEnumerator(StopToken);
            while (Wait(findings.MoveNextAsync().AsTask()))
            {
                failed |= findings.Current.Status == FindingStatus.Fail;
                WriteFinding(findings.Current);
            }
        }
        catch (ChiaException e)
        {
            failed = true;
            WriteFinding(new Finding { Status = FindingStatus.Fail, Check = "Configuration", Target = target, Message = e.Message, Fix = e.Advice });
        }
        finally
        {
            if (temporary)
            {
                session?.Close();
            }
        }

        if (Quiet)
        {
            WriteObject(!failed);
        }
    }

    private void WriteFinding(Finding finding)
    {
        if (!Quiet)
        {
            WriteObject(finding);
        }
    }
}
