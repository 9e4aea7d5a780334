using System.Management.Automation;
using System.Security;
using ChiaPS.Operations;
using ChiaPS.Rpc;

namespace ChiaPS.Commands;

/// <summary>Unlocks the keyring until its daemon ends.</summary>
[Cmdlet(VerbsCommon.Unlock, "ChiaKeyring", SupportsShouldProcess = true)]
[OutputType(typeof(Keyring))]
[Rpc("daemon/unlock_keyring")]
[Rpc("daemon/keyring_status")]
[Rpc("daemon/get_public_keys")]
public sealed class UnlockChiaKeyring : OneSessionCmdlet
{
    /// <summary>The passphrase.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public SecureString Passphrase { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        var call = Open();
        var keyring = Wait(call.SendAsync(Daemon.KeyringStatus));
        if (!keyring.IsKeyringLocked)
        {
            WriteVerbose($"The keyring of '{call.Session.Name}' is not locked.");
            WriteObject(keyring);
        }
        else if (ShouldProcess($"keyring of session '{call.Session.Name}'", "Unlock it until its daemon ends"))
        {
            var passphrase = Secrets.Text(Passphrase);
            Wait(Secrets.SendAsync(call.SendAsync(Daemon.UnlockKeyring, new(passphrase)), passphrase));
            if (Wait(KeyReader.ListAsync(call)).Count == 0)
            {
                WriteWarning($"The daemon of '{call.Session.Name}' shows no keys after the unlock. If there should be some, it has forgotten them (it was asked for addresses while it was locked): restart it before anything is added, for that would overwrite them.");
            }

            WriteObject(Wait(call.SendAsync(Daemon.KeyringStatus)));
        }
    }, mayEnd: !SessionIsPiped);
}
