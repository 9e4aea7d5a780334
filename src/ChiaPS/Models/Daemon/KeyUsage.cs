using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>What would be lost with a key (<c>wallet/check_delete_key</c>).</summary>
public sealed class KeyUsage : ChiaObject
{
    /// <summary>The key.</summary>
    public uint Fingerprint { get; init; }

    /// <summary>The farmer pays its rewards to an address of it.</summary>
    public bool UsedForFarmerRewards { get; init; }

    /// <summary>The pool part of rewards goes to an address of it.</summary>
    public bool UsedForPoolRewards { get; init; }

    /// <summary>One of its wallets holds something.</summary>
    [JsonPropertyName("wallet_balance")]
    public bool HasFunds { get; init; }

    /// <summary>Key and what it is used for.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        FormattableString.Invariant($"{Fingerprint}"), UsedForFarmerRewards ? "farmer rewards" : null, UsedForPoolRewards ? "pool rewards" : null, HasFunds ? "has a balance" : null,
    }.Where(part => part is not null));
}

/// <summary>An address of a key, from the key itself (<c>daemon/get_wallet_addresses</c>).</summary>
public sealed class KeyAddress : ChiaObject
{
    /// <summary>The key.</summary>
    [JsonIgnore]
    public uint Fingerprint { get; internal set; }

    /// <summary>Derivation index.</summary>
    [JsonIgnore]
    public uint Index { get; internal set; }

    /// <summary>The address.</summary>
    public string? Address { get; init; }

    /// <summary>Path of the derivation, such as m/12381n/8444n/2n/0n.</summary>
    public string? HdPath { get; init; }

    /// <summary>It is derived the hardened way, which needs the secret key.</summary>
    [JsonIgnore]
    public bool Hardened { get; internal set; }

    /// <summary>The address.</summary>
    public override string ToString() => Address ?? "";
}
