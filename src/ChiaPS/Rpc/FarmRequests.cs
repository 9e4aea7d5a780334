namespace ChiaPS.Rpc;

// The requests of farmer, harvester, crawler and simulator. Names are the RPC's in PascalCase; what is null is not sent.

internal sealed record SignagePointRequest(string SpHash);

internal sealed record RewardTargetRequest(bool SearchForPrivateKey, uint? MaxPhToSearch);

/// <summary>Addresses.</summary>
internal sealed record SetRewardTargetRequest(string? FarmerTarget, string? PoolTarget);

internal sealed record LauncherIdRequest(string LauncherId);

/// <summary>The instructions are a puzzle hash as hex without 0x: what pools read.</summary>
internal sealed record PayoutRequest(string LauncherId, string PayoutInstructions);

internal sealed record HostPortRequest(string Host, ushort Port);

/// <summary>Pages begin at 0.</summary>
internal sealed record PlotPageRequest(string NodeId, uint Page, uint PageSize)
{
    public IReadOnlyList<PlotFilter>? Filter { get; init; }

    public string? SortKey { get; init; }

    public bool? Reverse { get; init; }
}

/// <summary>The field, as text, contains the value.</summary>
internal sealed record PlotFilter(string Key, string Value);

/// <summary>Pages begin at 0; the path contains every text of the filter.</summary>
internal sealed record PlotFilePageRequest(string NodeId, uint Page, uint PageSize)
{
    public IReadOnlyList<string>? Filter { get; init; }

    public bool? Reverse { get; init; }
}

internal sealed record FilenameRequest(string Filename);

internal sealed record DirnameRequest(string Dirname);

internal sealed record HarvesterConfigRequest
{
    public bool? UseGpuHarvesting { get; init; }

    public uint? GpuIndex { get; init; }

    public bool? EnforceGpuIndex { get; init; }

    public bool? DisableCpuAffinity { get; init; }

    public uint? ParallelDecompressorCount { get; init; }

    public uint? DecompressorThreadCount { get; init; }

    public bool? RecursivePlotScan { get; init; }

    public uint? RefreshParameterIntervalSeconds { get; init; }
}

internal sealed record FarmedAmountRequest(bool? IncludePoolRewards);

/// <summary>One of the two: a signage point, or the challenge of an end of sub-slot.</summary>
internal sealed record RecentRequest(string? SpHash, string? ChallengeHash);

internal sealed record NetworkSpaceRequest(string NewerBlockHeaderHash, string OlderBlockHeaderHash);

/// <summary><c>End</c> is exclusive.</summary>
internal sealed record BlocksRequest(uint Start, ulong End, bool ExcludeReorged);

internal sealed record CoinSpendRequest(string CoinId, uint Height);

internal sealed record AutoFarmRequest(bool AutoFarm);

internal sealed record RevertRequest(uint? NumOfBlocks, bool? DeleteAllBlocks);

/// <summary>New blocks are what the chain grows by.</summary>
internal sealed record ReorgRequest(uint? NumOfBlocksToRev, uint NumOfNewBlocks, bool? RevertAllBlocks, bool RandomSeed);

/// <summary>Unix seconds, exclusive.</summary>
internal sealed record IpsRequest(long After, uint Offset, uint Limit);
