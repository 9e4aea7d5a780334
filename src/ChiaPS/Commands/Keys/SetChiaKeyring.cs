using System.Globalization;
using System.Management.Automation;
using System.Security;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Gives the keyring a passphrase, changes it, or takes it away.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaKeyring", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "New")]
[OutputType(typeof(Keyring))]
[Rpc("daemon/set_keyring_passphrase")]
[Rpc("daemon/remove_keyring_passphrase")]
[Rpc("daemon/keyring_status")]
[Rpc("daemon/validate_keyring_passphrase")]
public sealed class SetChiaKeyring : OneSessionCmdlet
{
    /// <summary>The new passphrase.</summary>
    [Parameter(ParameterSetName = "New", Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public SecureString NewPassphrase { get; set; } = null!;

    /// <summary>The passphrase that it has; needed where it has one.</summary>
    [Parameter(ParameterSetName = "New", Position = 1)]
    [Parameter(ParameterSetName = "Remove")]
    [ValidateNotNull]
    public SecureString? CurrentPassphrase { get; set; }

    /// <summary>A hint, which anybody can read; without it the present one stays.</summary>
    [Parameter(ParameterSetName = "New")]
    [AllowEmptyString]
    public string? Hint { get; set; }

    /// <summary>Keep the passphrase in the system's store, too (macOS and Windows).</summary>
    [Parameter(ParameterSetName = "New")]
    public SwitchParameter Save { get; set; }

    /// <summary>Take the passphrase away: whoever can read the files of the keyring has the keys.</summary>
    [Parameter(ParameterSetName = "Remove", Mandatory = true)]
    public SwitchParameter RemovePassphrase { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        var call = Open();
        var keyring = Wait(call.SendAsync(Daemon.KeyringStatus));
        var current = CurrentPassphrase is null ? null : Secrets.Text(CurrentPassphrase);
        Wait(CheckAsync(call, keyring, current));
        if (RemovePassphrase && !keyring.UserPassphraseIsSet)
        {
            WriteObject(keyring);
        }
        else if (ShouldProcess(
            $"keyring of session '{call.Session.Name}'",
            RemovePassphrase ? "Take the passphrase away" : keyring.UserPassphraseIsSet ? "Change the passphrase" : "Set a passphrase: without it nobody gets at the keys any more"))
        {
            Wait(RemovePassphrase ? RemoveAsync(call, current!) : SetAsync(call, keyring, current));
            WriteObject(Wait(call.SendAsync(Daemon.KeyringStatus)));
        }
    }, mayEnd: !SessionIsPiped);

    // What the daemon would refuse without words, or pass over.
    private async Task CheckAsync(Call call, Keyring keyring, string? current)
    {
        if (keyring.UserPassphraseIsSet && (current is null || !await KeyringGuard.IsPassphraseAsync(call, current).ConfigureAwait(false)))
        {
            throw new ChiaException(
                "ChiaRpc.BadPassphrase", $"The keyring of '{call.Session.Name}' has a passphrase, and {(current is null ? "-CurrentPassphrase is missing" : "-CurrentPassphrase is another")}.", "Nothing was changed. Get-ChiaKeyring shows the hint.");
        }

        if (!RemovePassphrase && NewPassphrase.Length < (keyring.MinLength ?? 8))
        {
            throw new ChiaException(
                "ChiaArgument.Passphrase", string.Create(CultureInfo.InvariantCulture, $"A passphrase has at least {keyring.MinLength ?? 8} characters."), "Nothing was changed. To have none, say -RemovePassphrase.");
        }

        if (Save && !keyring.CanSavePassphrase)
        {
            throw new ChiaException("ChiaArgument.Save", $"The machine of '{call.Session.Name}' has no store for passphrases: -Save would be passed over.", "Leave -Save out; it works on macOS and Windows only.");
        }
    }

    // A change without hint would remove the hint.
    private async Task SetAsync(Call call, Keyring keyring, string? current)
    {
        var passphrase = Secrets.Text(NewPassphrase);
        var request = new SetPassphraseRequest(passphrase, current, Hint ?? (keyring.PassphraseHint is { Length: > 0 } hint ? hint : null), Save ? true : null);
        await Secrets.SendAsync(call.SendAsync(Daemon.SetKeyringPassphrase, request), passphrase, current ?? "").ConfigureAwait(false);
        if (!await KeyringGuard.IsPassphraseAsync(call, passphrase).ConfigureAwait(false))
        {
            throw new ChiaException("ChiaRpc.BadPassphrase", $"The keyring of '{call.Session.Name}' does not take the new passphrase, though it was called a success.", "Keep both passphrases, and look with Test-ChiaKeyring which one holds.");
        }
    }

    private static Task<None> RemoveAsync(Call call, string current) => Secrets.SendAsync(call.SendAsync(Daemon.RemoveKeyringPassphrase, new(current)), current);
}
