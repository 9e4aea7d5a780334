using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS;

// Parts of blocks that FullBlock and UnfinishedBlock show flat. VDFs and their proofs stay the node's own JSON.

/// <summary>The block on the reward chain; of an unfinished block without weight, height and infusion.</summary>
internal sealed class RewardChainBlock
{
    public decimal Weight { get; init; }

    public uint Height { get; init; }

    public decimal TotalIters { get; init; }

    public byte SignagePointIndex { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? PosSsCcChallengeHash { get; init; }

    public ProofOfSpace? ProofOfSpace { get; init; }

    [JsonConverter(typeof(RawJsonConverter))]
    public string? ChallengeChainSpVdf { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? ChallengeChainSpSignature { get; init; }

    [JsonConverter(typeof(RawJsonConverter))]
    public string? ChallengeChainIpVdf { get; init; }

    [JsonConverter(typeof(RawJsonConverter))]
    public string? RewardChainSpVdf { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? RewardChainSpSignature { get; init; }

    [JsonConverter(typeof(RawJsonConverter))]
    public string? RewardChainIpVdf { get; init; }

    [JsonConverter(typeof(RawJsonConverter))]
    public string? InfusedChallengeChainIpVdf { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? HeaderMmrRoot { get; init; }

    public bool? IsTransactionBlock { get; init; }
}

/// <summary>What the farmer signs; its hash is the header hash.</summary>
internal sealed class Foliage
{
    [JsonConverter(typeof(HexConverter))]
    public string? PrevBlockHash { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? RewardBlockHash { get; init; }

    public BlockData? FoliageBlockData { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? FoliageBlockDataSignature { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? FoliageTransactionBlockHash { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? FoliageTransactionBlockSignature { get; init; }

    /// <summary>SHA-256 of all of it, as nodes serialise it; null where a part is missing.</summary>
    public string? Hash()
    {
        if (FoliageBlockData?.PoolTarget is not { } target)
        {
            return null;
        }

        using var all = new MemoryStream();
        var height = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(height, target.MaxHeight);
        var whole = Bytes(PrevBlockHash) && Bytes(RewardBlockHash) && Bytes(FoliageBlockData.UnfinishedRewardBlockHash) && Bytes(target.PuzzleHash)
            && Bytes(Hex.Format(height)) && Optional(FoliageBlockData.PoolSignature) && Bytes(FoliageBlockData.FarmerRewardPuzzleHash)
            && Bytes(FoliageBlockData.ExtensionData) && Bytes(FoliageBlockDataSignature) && Optional(FoliageTransactionBlockHash) && Optional(FoliageTransactionBlockSignature);
        return whole ? Hex.Format(SHA256.HashData(all.ToArray())) : null;

        bool Bytes(string? hex)
        {
            var found = Hex.TryParse(hex, out var bytes);
            all.Write(bytes ?? []);
            return found;
        }

        bool Optional(string? hex)
        {
            all.WriteByte(hex is null ? (byte)0 : (byte)1);
            return hex is null || Bytes(hex);
        }
    }

    internal sealed class BlockData
    {
        [JsonConverter(typeof(HexConverter))]
        public string? UnfinishedRewardBlockHash { get; init; }

        public PoolTarget? PoolTarget { get; init; }

        [JsonConverter(typeof(HexConverter))]
        public string? PoolSignature { get; init; }

        [JsonConverter(typeof(HexConverter))]
        public string? FarmerRewardPuzzleHash { get; init; }

        [JsonConverter(typeof(HexConverter))]
        public string? ExtensionData { get; init; }
    }

    internal sealed class PoolTarget
    {
        [JsonConverter(typeof(HexConverter))]
        public string? PuzzleHash { get; init; }

        public uint MaxHeight { get; init; }
    }
}

/// <summary>The part of the foliage that only transaction blocks have.</summary>
internal sealed class FoliageTransactionBlock
{
    [JsonConverter(typeof(HexConverter))]
    public string? PrevTransactionBlockHash { get; init; }

    [JsonConverter(typeof(UnixTimeConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? FilterHash { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? AdditionsRoot { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? RemovalsRoot { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? TransactionsInfoHash { get; init; }
}

/// <summary>Fees, cost and rewards of a transaction block.</summary>
internal sealed class TransactionsInfo
{
    [JsonConverter(typeof(HexConverter))]
    public string? GeneratorRoot { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? GeneratorRefsRoot { get; init; }

    [JsonConverter(typeof(HexConverter))]
    public string? AggregatedSignature { get; init; }

    public ulong Fees { get; init; }

    public ulong Cost { get; init; }

    public Coin[]? RewardClaimsIncorporated { get; init; }
}
