using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The wallets of the key that is logged in.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaWallet", DefaultParameterSetName = "WalletId")]
[OutputType(typeof(Wallet))]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/nft_get_wallets_with_dids")]
[Rpc("wallet/nft_get_by_did")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaWallet : WalletReadCmdlet
{
    /// <summary>Numbers of wallets; all when it is left out.</summary>
    [Parameter(ParameterSetName = "WalletId", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[]? WalletId { get; set; }

    /// <summary>Only wallets of these types.</summary>
    [Parameter(ParameterSetName = "WalletId")]
    public WalletType[]? Type { get; set; }

    /// <summary>Only wallets of this name; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "WalletId")]
    [SupportsWildcards]
    public string? Name { get; set; }

    /// <summary>The NFT wallet of a DID.</summary>
    [Parameter(ParameterSetName = "DidId", Mandatory = true)]
    public string? DidId { get; set; }

    private protected override object? Target => DidId ?? (object?)WalletId;

    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        uint[]? wanted = DidId is null ? WalletId : [await call.SendAsync(WalletNfts.NftGetByDid, new(DidId)).ConfigureAwait(false)];
        var missing = wanted?.ToHashSet() ?? [];
        Dictionary<uint, NftWalletDid>? dids = null;
        var type = Type is [var only] ? (ushort?)only : null;
        await foreach (var wallet in call.StreamAsync(WalletCore.GetWallets, new(type, IncludeData: true)).ConfigureAwait(false))
        {
            missing.Remove(wallet.WalletId);
            if (wanted?.Contains(wallet.WalletId) == false || !IsWanted(wallet))
            {
                continue;
            }

            if (wallet.Type == WalletType.Nft)
            {
                dids ??= (await call.SendAsync(WalletNfts.NftGetWalletsWithDids).ConfigureAwait(false)).ToDictionary(nft => nft.WalletId);
                wallet.DidWalletId = dids.GetValueOrDefault(wallet.WalletId)?.DidWalletId;
            }

            yield return wallet;
        }

        foreach (var id in missing.Where(_ => Type is null))
        {
            yield return UnknownWallet.Create(call, id);
        }
    }

    private bool IsWanted(Wallet wallet) =>
        (Type is null || Type.Contains(wallet.Type))
        && (Name is null || WildcardPattern.Get(Name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(wallet.Name ?? ""));
}
