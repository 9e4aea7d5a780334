using System.Buffers.Binary;
using System.Management.Automation;
using System.Security.Cryptography;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Keys with their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPrivateKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Fingerprint")]
[OutputType(typeof(PrivateKey))]
[Rpc("daemon/get_key")]
[Rpc("daemon/get_keys")]
[Rpc("daemon/get_first_private_key")]
[Rpc("daemon/get_key_for_fingerprint")]
[Rpc("daemon/get_all_private_keys")]
[Rpc("daemon/is_keyring_locked")]
[Rpc("wallet/get_private_key")]
public sealed class GetChiaPrivateKey : OneSessionCmdlet
{
    /// <summary>Keys of Get-ChiaKey, or fingerprints.</summary>
    [Parameter(ParameterSetName = "Fingerprint", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [WholeNumber(Array = true, Of = typeof(Key), Id = "Fingerprint")]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint[] Fingerprint { get; set; } = [];

    /// <summary>All keys that have secrets here.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>The first key that has secrets, which services use when none is named.</summary>
    [Parameter(ParameterSetName = "First", Mandatory = true)]
    public SwitchParameter First { get; set; }

    /// <summary>Only public key and entropy.</summary>
    [Parameter(ParameterSetName = "Fingerprint")]
    [Parameter(ParameterSetName = "All")]
    public SwitchParameter EntropyOnly { get; set; }

    /// <summary>Show the secrets as text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "Fingerprint")
        {
            Get(ParameterSetName, All ? "all keys" : "the first key", async call => All && !EntropyOnly
                ? (await call.SendAsync(Daemon.GetKeys, new(IncludeSecrets: true)).ConfigureAwait(false)).Where(key => key.Secrets is not null).Select(Of)
                : (All ? await call.SendAsync(Daemon.GetAllPrivateKeys).ConfigureAwait(false) : [await call.SendAsync(Daemon.GetFirstPrivateKey).ConfigureAwait(false)]).Select(Of));
        }

        foreach (var fingerprint in Fingerprint)
        {
            Get(fingerprint, FormattableString.Invariant($"key {fingerprint}"), async call => [await OneAsync(call, fingerprint).ConfigureAwait(false)]);
        }
    }

    private void Get(object target, string what, Func<Call, Task<IEnumerable<PrivateKey>>> read) => Attempt(target, () =>
    {
        var call = Open();
        Wait(KeyringGuardAsync(call));
        if (ShouldProcess($"keychain of session '{call.Session.Name}'", $"Read the secrets of {what}{(AsPlainText ? " and show them" : "")}"))
        {
            var origin = Wait(call.OriginAsync(ChiaService.Daemon).AsTask());
            foreach (var key in Wait(Secrets.SendAsync(read(call))))
            {
                key.Stamp(origin);
                WriteObject(key);
            }
        }
    }, mayEnd: !SessionIsPiped);

    private static async Task KeyringGuardAsync(Call call)
    {
        try
        {
            await KeyringGuard.EnsureOpenAsync(call, Daemon.GetKey).ConfigureAwait(false);
        }
        catch (ChiaException e) when (e.ErrorId is "ChiaConnection.Refused" or "ChiaConnection.Unreachable")
        {
            // No daemon: the wallet answers for itself.
        }
    }

    private async Task<PrivateKey> OneAsync(Call call, uint fingerprint)
    {
        try
        {
            if (EntropyOnly)
            {
                return Of(await call.SendAsync(Daemon.GetKeyForFingerprint, new(fingerprint)).ConfigureAwait(false));
            }

            var key = await call.SendAsync(Daemon.GetKey, new(fingerprint, IncludeSecrets: true)).ConfigureAwait(false);
            return key.Secrets is not null ? Of(key) : throw new ChiaRpcException(
                "ChiaRpc.NoSecrets", FormattableString.Invariant($"Key {fingerprint} is a public key only: '{call.Session.Name}' has no secrets of it."), "Get-ChiaKey shows what there is without secrets.")
            { Route = Daemon.GetKey.Route, Service = ChiaService.Daemon };
        }
        catch (ChiaException e) when (!EntropyOnly && e.ErrorId is "ChiaConnection.Refused" or "ChiaConnection.Unreachable")
        {
            var key = await call.SendAsync(WalletKeyring.GetPrivateKey, new(fingerprint)).ConfigureAwait(false);
            return Make(key.Fingerprint, label: null, key.Pk, key.Seed, key.Sk, entropy: null);
        }
    }

    private PrivateKey Of(KeyData key) => Make(key.Fingerprint, key.Label, key.PublicKey, string.Join(' ', key.Secrets!.Mnemonic ?? []), key.Secrets.PrivateKey, key.Secrets.Entropy);

    // A fingerprint is the beginning of the hash of the public key.
    private PrivateKey Of(KeyEntropy key) => Make(
        Values.Hex.TryParse(key.Pk, out var bytes) ? BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(bytes)) : null, label: null, key.Pk, mnemonic: null, secretKey: null, key.Entropy);

    private PrivateKey Make(uint? fingerprint, string? label, string? publicKey, string? mnemonic, string? secretKey, string? entropy)
    {
        (secretKey, entropy) = (Values.Hex.Normalize(secretKey), Values.Hex.Normalize(entropy));
        return new PrivateKey
        {
            Fingerprint = fingerprint,
            Label = label,
            PublicKey = Values.Hex.Normalize(publicKey),
            Mnemonic = Secrets.Hide(mnemonic),
            SecretKey = Secrets.Hide(secretKey),
            Entropy = Secrets.Hide(entropy),
            MnemonicText = AsPlainText ? mnemonic : null,
            SecretKeyText = AsPlainText ? secretKey : null,
            EntropyText = AsPlainText ? entropy : null,
        };
    }
}
