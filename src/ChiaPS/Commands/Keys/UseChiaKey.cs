using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Runs a script block while another key is logged in, and logs the former one in again.</summary>
[Cmdlet(VerbsOther.Use, "ChiaKey", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
[Rpc("wallet/log_in")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("wallet/get_public_keys")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
public sealed class UseChiaKey : OneSessionCmdlet
{
    // In the caller's scope, as ForEach-Object does: what it writes goes on at once, with its errors.
    private const string Run = "ForEach-Object -InputObject $args[1] -Process $args[0]";

    /// <summary>What is run. The session is the default in it, the key its guard, and $_ the key's fingerprint.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>The key to log in.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint Fingerprint { get; set; }

    /// <summary>Seconds to wait for sync; 600 unless said otherwise. Then it is the error ChiaWait.Timeout, and nothing is run.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (Call Call, uint? Former)? use = null;
        Attempt(Fingerprint, () => use = Prepare(), mayEnd: !SessionIsPiped);
        if (use is not { } prepared)
        {
            return;
        }

        var (call, former) = prepared;
        var (session, guard, chosen) = (call.Session, call.Session.Fingerprint, SessionTable.Default);
        try
        {
            if (LogIn(call, former))
            {
                (session.Fingerprint, SessionTable.Default) = (Fingerprint, session);
                InvokeCommand.InvokeScript(Run, useNewScope: false, PipelineResultTypes.Output | PipelineResultTypes.Error, input: null, ScriptBlock, Fingerprint);
            }
        }
        finally
        {
            session.Fingerprint = guard;
            SessionTable.Default = chosen!;
            Restore(session, former);
        }
    }

    private (Call Call, uint? Former)? Prepare()
    {
        var call = Open();
        var former = Wait(KeySwitch.FindAsync(call, Fingerprint));
        return ShouldProcess(
            $"wallet of session '{call.Session.Name}'",
            former == Fingerprint
                ? string.Create(CultureInfo.InvariantCulture, $"Run a script block with key {Fingerprint}, which is logged in")
                : string.Create(CultureInfo.InvariantCulture, $"Log key {Fingerprint} in, run a script block, and log {former?.ToString(CultureInfo.InvariantCulture) ?? "none"} in again")) ? (call, former) : null;
    }

    // Balances are 0 until the wallet of the key is synced.
    private bool LogIn(Call call, uint? former) => Attempt(Fingerprint, () =>
    {
        if (former != Fingerprint)
        {
            Wait(KeySwitch.LogInAsync(call, Fingerprint));
        }

        WaitForSync(call, ChiaService.Wallet, WaitTimeoutSec, Fingerprint);
    }, mayEnd: false);

    private void Restore(ChiaSession session, uint? former)
    {
        if (former is { } key && key != Fingerprint && KeySwitch.RestoreAsync(session, key).GetAwaiter().GetResult() is { } failure && !Stopping)
        {
            WriteFailure(failure, key);
        }
    }
}
