using System.Globalization;
using System.Management.Automation;
using System.Security;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Adds a key to the keychain.</summary>
[Cmdlet(VerbsCommon.Add, "ChiaKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Mnemonic")]
[OutputType(typeof(Key))]
[Rpc("daemon/add_key")]
[Rpc("daemon/add_private_key")]
[Rpc("daemon/get_public_keys")]
[Rpc("daemon/is_keyring_locked")]
[Rpc("daemon/keyring_status")]
[Rpc("daemon/get_public_key")]
[Rpc("daemon/set_label")]
[Rpc("wallet/add_key")]
public sealed class AddChiaKey : OneSessionCmdlet
{
    private static readonly int[] WordCounts = [12, 15, 18, 21, 24];

    /// <summary>The words of the key, parted by spaces.</summary>
    [Parameter(ParameterSetName = "Mnemonic", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public SecureString Mnemonic { get; set; } = null!;

    /// <summary>A public key: its addresses can be watched, and nothing spent.</summary>
    [Parameter(ParameterSetName = "PublicKey", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string PublicKey { get; set; } = "";

    /// <summary>A name for the key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Label { get; set; }

    /// <summary>Log the key in at the wallet, too.</summary>
    [Parameter(ParameterSetName = "Mnemonic")]
    public SwitchParameter LogIn { get; set; }

    /// <summary>Add it although the daemon shows no keys and has a passphrase; see the description.</summary>
    [Parameter]
    public SwitchParameter AllowEmptyKeyring { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Label, () =>
    {
        var secret = ParameterSetName == "Mnemonic" ? Words() : PublicKey;
        var call = Open();
        var before = Wait(CheckAsync(call));
        var kind = ParameterSetName == "Mnemonic" ? "a private key" : "a public key";
        if (ShouldProcess($"keychain of session '{call.Session.Name}'", $"Add {kind}{(string.IsNullOrEmpty(Label) ? "" : $" with the label '{Label}'")}{(LogIn ? " and log it in" : "")}"))
        {
            WriteObject(Wait(AddAsync(call, secret, before)));
        }
    }, mayEnd: !SessionIsPiped);

    private string Words()
    {
        var words = Secrets.Text(Mnemonic).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return WordCounts.Contains(words.Length)
            ? string.Join(' ', words)
            : throw new ChiaException("ChiaArgument.Mnemonic", string.Create(CultureInfo.InvariantCulture, $"A mnemonic has 12, 15, 18, 21 or 24 words; this has {words.Length}."), "Give the words in their order, parted by spaces, as one SecureString: Read-Host -AsSecureString.");
    }

    private async Task<List<Key>> CheckAsync(Call call)
    {
        await KeyringGuard.EnsureOpenAsync(call, Daemon.AddKey).ConfigureAwait(false);
        var keys = await KeyReader.ListAsync(call).ConfigureAwait(false);
        if (!AllowEmptyKeyring)
        {
            await KeyringGuard.EnsureNotForgottenAsync(call, keys).ConfigureAwait(false);
        }

        return keys;
    }

    private async Task<Key> AddAsync(Call call, string secret, List<Key> before)
    {
        var label = string.IsNullOrEmpty(Label) ? null : Label;
        var fingerprint = LogIn
            ? await Secrets.SendAsync(call.SendAsync(WalletKeyring.AddKey, new(secret.Split(' '), label)), secret).ConfigureAwait(false)
            : await AddAtDaemonAsync(call, secret, label).ConfigureAwait(false);
        var after = await KeyReader.ListAsync(call).ConfigureAwait(false);
        var gone = before.Where(key => after.TrueForAll(other => other.Fingerprint != key.Fingerprint)).Select(key => key.ToString()).ToList();
        var added = after.Find(key => key.Fingerprint == fingerprint);
        if (gone.Count > 0 || added is null)
        {
            throw new ChiaException(
                "ChiaWallet.KeysLost",
                $"After adding key {fingerprint} the keychain of '{call.Session.Name}' lacks {(added is null ? "it" : string.Join(", ", gone))}.",
                "Change nothing more there. Restart its daemon and look with Get-ChiaKey; keys that are lost come back from their words only.");
        }

        if (LogIn && label is not null && added.Label is null)
        {
            // wallet/add_key takes a label since 2.5.7.
            await call.SendAsync(Daemon.SetLabel, new(added.Fingerprint, label)).ConfigureAwait(false);
            added = await KeyReader.FindAsync(call, added.Fingerprint).ConfigureAwait(false);
        }

        added.IsLoggedIn = LogIn ? true : null;
        return added;
    }

    // add_key since 2.4.0; add_private_key before.
    private async Task<uint?> AddAtDaemonAsync(Call call, string secret, string? label)
    {
        var isPrivate = ParameterSetName == "Mnemonic";
        try
        {
            return await Secrets.SendAsync(call.SendAsync(Daemon.AddKey, new(secret, label, isPrivate)), isPrivate ? [secret] : []).ConfigureAwait(false);
        }
        catch (ChiaException e) when (isPrivate && e.ErrorId == "ChiaRoute.NotOffered")
        {
            return await Secrets.SendAsync(call.SendAsync(Daemon.AddPrivateKey, new(secret, label)), secret).ConfigureAwait(false);
        }
    }
}
