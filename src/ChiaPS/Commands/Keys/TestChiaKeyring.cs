using System.Management.Automation;
using System.Security;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Whether a passphrase is that of the keyring. Nothing is unlocked.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ChiaKeyring")]
[OutputType(typeof(bool))]
[Rpc("daemon/validate_keyring_passphrase")]
public sealed class TestChiaKeyring : ReadCmdlet
{
    /// <summary>The passphrase.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public SecureString Passphrase { get; set; } = null!;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        yield return await KeyringGuard.IsPassphraseAsync(call, Secrets.Text(Passphrase)).ConfigureAwait(false);
    }
}
