using System.Management.Automation;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The keyring: whether it is locked and has a passphrase.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaKeyring")]
[OutputType(typeof(Keyring))]
[Rpc("daemon/keyring_status")]
public sealed class GetChiaKeyring : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        yield return await call.SendAsync(Rpc.Daemon.KeyringStatus).ConfigureAwait(false);
    }
}
