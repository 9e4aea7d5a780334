using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Deletes keys from the keychain, with the wallet's data of them.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[Rpc("wallet/delete_key")]
[Rpc("wallet/log_in")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("daemon/delete_key_by_fingerprint")]
[Rpc("daemon/get_public_keys")]
[Rpc("daemon/is_keyring_locked")]
public sealed class RemoveChiaKey : OneSessionCmdlet
{
    /// <summary>Keys of Get-ChiaKey, or fingerprints.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [WholeNumber(Array = true, Of = typeof(Key), Id = "Fingerprint")]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint[] Fingerprint { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var fingerprint in Fingerprint)
        {
            Attempt(fingerprint, () => Remove(Open(), fingerprint), mayEnd: Fingerprint.Length == 1 && !SessionIsPiped);
        }
    }

    private void Remove(Call call, uint fingerprint)
    {
        Wait(KeyringGuard.EnsureOpenAsync(call, WalletKeyring.DeleteKey));
        var key = KeyringGuard.Find(call, Wait(KeyReader.ListAsync(call)), fingerprint);
        var current = Wait(KeyReader.CurrentAsync(call));
        var label = key.Label is null ? "" : $" ('{key.Label}')";
        if (!ShouldProcess(
            $"keychain of session '{call.Session.Name}'",
            string.Create(CultureInfo.InvariantCulture, $"Delete key {fingerprint}{label}, which comes back from its words only{(current == fingerprint ? ", and log it out" : "")}")))
        {
            return;
        }

        try
        {
            Wait(DeleteAsync(call, fingerprint));
        }
        finally
        {
            // The wallet stops before it deletes, whichever key it is: also where it then fails, or Ctrl+C ends the wait.
            if (current is { } former && former != fingerprint && KeySwitch.RestoreAsync(call.Session, former).GetAwaiter().GetResult() is { } failure && !Stopping)
            {
                WriteFailure(failure, former);
            }
        }

        if (current == fingerprint)
        {
            WriteWarning($"No key is logged in at the wallet of '{call.Session.Name}' any more: Switch-ChiaKey logs one in.");
        }

        if (Wait(KeyReader.ListAsync(call)).Exists(one => one.Fingerprint == fingerprint))
        {
            throw new ChiaException("ChiaWallet.KeyNotDeleted", string.Create(CultureInfo.InvariantCulture, $"Key {fingerprint} is still in the keychain of '{call.Session.Name}', though its deletion was called a success."), "Look with Get-ChiaKey, and try again.");
        }
    }

    private static async Task DeleteAsync(Call call, uint fingerprint)
    {
        try
        {
            await call.SendAsync(WalletKeyring.DeleteKey, new(fingerprint)).ConfigureAwait(false);
        }
        catch (ChiaException e) when (KeyringGuard.IsWithoutWallet(e))
        {
            await call.SendAsync(Daemon.DeleteKeyByFingerprint, new(fingerprint)).ConfigureAwait(false);
        }
    }
}
