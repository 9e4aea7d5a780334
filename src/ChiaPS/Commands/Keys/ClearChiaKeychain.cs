using System.Globalization;
using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Deletes every key of the keychain, with the wallet's data of them.</summary>
[Cmdlet(VerbsCommon.Clear, "ChiaKeychain", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[Rpc("wallet/delete_all_keys")]
[Rpc("daemon/delete_all_keys")]
[Rpc("daemon/get_public_keys")]
[Rpc("daemon/is_keyring_locked")]
public sealed class ClearChiaKeychain : OneSessionCmdlet
{
    /// <summary>How many keys there are: with another number nothing is deleted.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateRange(1, int.MaxValue)]
    public int ExpectedCount { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(ExpectedCount, () =>
    {
        var call = Open();
        Wait(KeyringGuard.EnsureOpenAsync(call, WalletKeyring.DeleteAllKeys));
        var keys = Wait(KeyReader.ListAsync(call));
        if (keys.Count != ExpectedCount)
        {
            throw new ChiaException(
                "ChiaArgument.ExpectedCount",
                string.Create(CultureInfo.InvariantCulture, $"The keychain of '{call.Session.Name}' has {keys.Count} key(s), not {ExpectedCount}: nothing was deleted."),
                "Get-ChiaKey lists them.");
        }

        if (ShouldProcess(
            $"keychain of session '{call.Session.Name}'",
            $"Delete all keys, which come back from their words only: {string.Join(", ", keys.Select(key => key.Label is null ? key.ToString() : $"{key} ('{key.Label}')"))}"))
        {
            Wait(DeleteAsync(call));
        }
    }, mayEnd: !SessionIsPiped);

    private static async Task DeleteAsync(Call call)
    {
        try
        {
            await call.SendAsync(WalletKeyring.DeleteAllKeys).ConfigureAwait(false);
        }
        catch (ChiaException e) when (KeyringGuard.IsWithoutWallet(e))
        {
            await call.SendAsync(Daemon.DeleteAllKeys).ConfigureAwait(false);
        }
    }
}
