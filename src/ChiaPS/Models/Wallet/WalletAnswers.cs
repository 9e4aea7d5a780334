using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

// Flat answers of the wallet that cmdlets put together into something else.

/// <summary>Of <c>wallet/get_sync_status</c>.</summary>
internal sealed record WalletSyncStatus(bool Synced, bool Syncing, bool? GenesisInitialized);

/// <summary>Of <c>wallet/get_height_info</c>; all but the height since 2.7.1.</summary>
internal sealed class WalletHeight
{
    public uint Height { get; init; }

    public ulong? LatestTimestamp { get; init; }

    public bool? IsTransactionBlock { get; init; }

    public uint? PrevTransactionBlockHeight { get; init; }

    /// <summary>The peak when it was asked for: before 2.7.1 a wallet passes over use_peak_height, and says how far it has come.</summary>
    [JsonIgnore]
    public uint? PeakHeight => LatestTimestamp is null ? null : Height;
}

/// <summary>Of <c>wallet/get_public_keys</c>; null while the keyring is locked.</summary>
internal sealed record WalletKeys(bool? KeyringIsLocked, uint[]? PublicKeyFingerprints);

/// <summary>Of <c>wallet/get_transaction_memo</c>: the transaction id itself is the key.</summary>
internal sealed class TransactionMemos : ChiaObject
{
    /// <summary>The memos by coin id.</summary>
    public Dictionary<string, string[]> Of(string transactionId) =>
        Unknown?.FirstOrDefault(entry => Values.Hex.Normalize(entry.Key) == transactionId).Value is { ValueKind: System.Text.Json.JsonValueKind.Object } memos
            ? System.Text.Json.JsonSerializer.Deserialize<Holder>($$"""{"memos":{{memos.GetRawText()}}}""", ChiaJson.Answers)!.Memos ?? []
            : [];

    private sealed class Holder
    {
        [JsonConverter(typeof(MemosConverter))]
        public Dictionary<string, string[]>? Memos { get; init; }
    }
}

/// <summary>Of <c>wallet/nft_get_wallets_with_dids</c>.</summary>
internal sealed record NftWalletDid(uint WalletId, string? DidId, uint? DidWalletId);
