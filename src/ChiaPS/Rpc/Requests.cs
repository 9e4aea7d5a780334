namespace ChiaPS.Rpc;

// The requests of typed endpoints. Names are the RPC's in PascalCase; what is null is not sent.

internal sealed record HeaderHashRequest(string HeaderHash);

internal sealed record HeightRequest(uint Height);

/// <summary><c>End</c> is exclusive.</summary>
internal sealed record RangeRequest(uint Start, ulong End);

internal sealed record NameRequest(string Name);

/// <summary>Which coin records: <c>EndHeight</c> is exclusive.</summary>
internal abstract record CoinRecordsRequest
{
    public bool IncludeSpentCoins { get; init; }

    public uint? StartHeight { get; init; }

    public uint? EndHeight { get; init; }
}

internal sealed record NamesRequest(IReadOnlyList<string> Names) : CoinRecordsRequest;

internal sealed record PuzzleHashRequest(string PuzzleHash) : CoinRecordsRequest;

internal sealed record PuzzleHashesRequest(IReadOnlyList<string> PuzzleHashes) : CoinRecordsRequest;

internal sealed record ParentIdsRequest(IReadOnlyList<string> ParentIds) : CoinRecordsRequest;

internal sealed record HintRequest(string Hint) : CoinRecordsRequest;

internal sealed record MempoolItemRequest(string TxId, bool? IncludePending);

internal sealed record CoinNameRequest(string CoinName);

/// <summary>Seconds; exactly one of the others that say what is estimated.</summary>
internal sealed record FeeEstimateRequest(IReadOnlyList<ulong> TargetTimes)
{
    public string? SpendType { get; init; }

    public uint? SpendCount { get; init; }

    public ulong? Cost { get; init; }

    public System.Text.Json.JsonElement? SpendBundle { get; init; }
}

internal sealed record AllCoinsRequest(bool IncludeSpentCoins);

internal sealed record FarmBlockRequest(string Address, bool GuaranteeTxBlock, uint Blocks);

internal sealed record WalletsRequest(ushort? Type, bool IncludeData);

internal sealed record WalletIdRequest(uint WalletId);

internal sealed record WalletIdsRequest(IReadOnlyList<uint>? WalletIds);

internal sealed record NextAddressRequest(uint WalletId, bool NewAddress)
{
    public bool? SaveDerivations { get; init; }
}

internal sealed record IndexRequest(uint Index);

/// <summary>Mojos; a field that is left out goes back to its default.</summary>
internal sealed record AutoClaimRequest(bool Enabled, ulong TxFee, ulong MinAmount, ushort BatchSize);

internal sealed record ResyncRequest(bool Enable);

internal sealed record HeightInfoRequest(bool UsePeakHeight);

internal sealed record TransactionIdRequest(string TransactionId);

/// <summary>Positions, not heights: <c>End</c> is exclusive.</summary>
internal sealed record TransactionsRequest(uint WalletId, uint Start, uint End)
{
    public string? SortKey { get; init; }

    public bool Reverse { get; init; }

    public string? ToAddress { get; init; }

    public TypeFilter? TypeFilter { get; init; }

    public bool? Confirmed { get; init; }
}

internal sealed record TransactionCountRequest(uint WalletId, bool? Confirmed, TypeFilter? TypeFilter);

/// <summary>Mode 1 includes the types, 2 excludes them.</summary>
internal sealed record TypeFilter(IReadOnlyList<int> Values, int Mode);

/// <summary>Which coins, at most <c>Limit</c> of them from <c>Offset</c> on.</summary>
internal sealed record WalletCoinsRequest
{
    public uint Offset { get; init; }

    public uint Limit { get; init; }

    public uint? WalletId { get; init; }

    public ushort? WalletType { get; init; }

    public byte? CoinType { get; init; }

    public HashFilter? CoinIdFilter { get; init; }

    public HashFilter? PuzzleHashFilter { get; init; }

    public HashFilter? ParentCoinIdFilter { get; init; }

    public MojoRange? AmountRange { get; init; }

    public HeightRange? ConfirmedRange { get; init; }

    public HeightRange? SpentRange { get; init; }

    public byte? Order { get; init; }

    public bool? IncludeTotalCount { get; init; }
}

/// <summary>Mode 1 includes the values, 2 excludes them.</summary>
internal sealed record HashFilter(IReadOnlyList<string> Values, int Mode);

/// <summary>Both inclusive.</summary>
internal sealed record MojoRange(ulong Start, ulong Stop);

/// <summary>Both inclusive.</summary>
internal sealed record HeightRange(uint Start, uint Stop);

/// <summary>Mojos.</summary>
internal sealed record SpendableCoinsRequest(uint WalletId)
{
    public ulong? MinCoinAmount { get; init; }

    public ulong? MaxCoinAmount { get; init; }
}

/// <summary>Mojos.</summary>
internal sealed record SelectCoinsRequest(uint WalletId, ulong Amount)
{
    public ulong? MinCoinAmount { get; init; }

    public ulong? MaxCoinAmount { get; init; }

    public IReadOnlyList<string>? ExcludedCoinIds { get; init; }
}

internal sealed record ServiceRequest(string Service);

internal sealed record FingerprintRequest(uint Fingerprint);

internal sealed record FingerprintsRequest(IReadOnlyList<uint>? Fingerprints);

internal sealed record DidIdRequest(string DidId);

/// <summary>Chia's number of a node type; left out for all.</summary>
internal sealed record ConnectionsRequest(byte? NodeType);
