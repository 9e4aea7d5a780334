namespace ChiaPS;

/// <summary>What an address says.</summary>
public sealed class AddressInfo
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>Its prefix: xch, txch, did:chia:, nft.</summary>
    public required string Prefix { get; init; }

    /// <summary>Its 32 bytes: a puzzle hash, or the launcher id of a DID or NFT.</summary>
    public required string PuzzleHash { get; init; }

    /// <summary>The puzzle hash.</summary>
    public override string ToString() => PuzzleHash;
}
