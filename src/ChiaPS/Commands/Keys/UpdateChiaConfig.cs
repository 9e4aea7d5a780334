using System.Management.Automation;
using System.Net;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Fills in the reward addresses and pool keys of config.yaml from the keychain.</summary>
[Cmdlet(VerbsData.Update, "ChiaConfig", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[Rpc("daemon/check_keys")]
[Rpc("daemon/is_keyring_locked")]
public sealed class UpdateChiaConfig : OneSessionCmdlet
{
    /// <summary>The root folder on the daemon's machine; that of the session when it is left out.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? DaemonRootPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(DaemonRootPath, () =>
    {
        var call = Open();
        var root = Root(call.Session);
        Wait(KeyringGuard.EnsureOpenAsync(call, Daemon.CheckKeys));
        if (ShouldProcess($"config.yaml in {root} at {call.Session.HostName}", "Fill in reward addresses and pool keys from the keychain; a folder without config/config.yaml ends the daemon"))
        {
            Wait(call.SendAsync(Daemon.CheckKeys, new(root)));
        }
    }, mayEnd: !SessionIsPiped);

    // The daemon ends itself where there is no configuration: here it can be looked at before, elsewhere it must be said.
    private string Root(ChiaSession session)
    {
        var isHere = session.HostName is "localhost" || (IPAddress.TryParse(session.HostName, out var address) && IPAddress.IsLoopback(address));
        var root = DaemonRootPath ?? (isHere ? session.RootPath : null)
            ?? throw new ChiaException("ChiaArgument.RootPath", $"The root folder of '{session.Name}' on its own machine is not known here.", "Name it with -DaemonRootPath, as CHIA_ROOT is on that machine. A wrong one ends the daemon.");
        return !isHere || File.Exists(Path.Combine(root, "config", "config.yaml")) ? root
            : throw new ChiaException("ChiaArgument.RootPath", $"There is no config/config.yaml in {root}: the daemon would end itself.", "Name the folder that CHIA_ROOT names for that daemon. Nothing was sent.");
    }
}
