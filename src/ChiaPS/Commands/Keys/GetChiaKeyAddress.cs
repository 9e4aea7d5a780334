using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Addresses of keys, from the keychain itself: no wallet is needed.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaKeyAddress")]
[OutputType(typeof(KeyAddress))]
[Rpc("daemon/get_wallet_addresses")]
[Rpc("daemon/is_keyring_locked")]
public sealed class GetChiaKeyAddress : ReadCmdlet
{
    /// <summary>The keys; all when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint[]? Fingerprint { get; set; }

    /// <summary>The first derivation index.</summary>
    [Parameter]
    [WholeNumber]
    public uint Index { get; set; }

    /// <summary>How many addresses of each key.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(1, 10000)]
    public uint Count { get; set; } = 1;

    /// <summary>Derive the hardened way, which needs the secret key.</summary>
    [Parameter]
    public SwitchParameter Hardened { get; set; }

    private protected override object? Target => Fingerprint is { Length: 1 } ? Fingerprint[0] : Fingerprint;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        await KeyringGuard.EnsureOpenAsync(call, Daemon.GetWalletAddresses).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.Daemon).ConfigureAwait(false);

        // The daemon refuses all for one that it cannot tell of, so each is asked for alone.
        foreach (uint[]? asked in Fingerprint is null ? [null] : Fingerprint.Select(one => (uint[]?)[one]))
        {
            await foreach (var item in Call.TryEachAsync(OfAsync(call, asked, origin), asked?[0]).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<KeyAddress> OfAsync(Call call, uint[]? fingerprints, Origin origin)
    {
        foreach (var (fingerprint, addresses) in await call.SendAsync(Daemon.GetWalletAddresses, new(fingerprints, Index, Count, Hardened)).ConfigureAwait(false))
        {
            var index = Index;
            foreach (var address in addresses)
            {
                (address.Fingerprint, address.Index, address.Hardened) = (uint.Parse(fingerprint, CultureInfo.InvariantCulture), index++, Hardened);
                address.Stamp(origin);
                yield return address;
            }
        }
    }
}
