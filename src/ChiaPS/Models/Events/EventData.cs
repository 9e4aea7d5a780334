using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>What an event says.</summary>
public abstract class EventData : ChiaObject
{
    private protected EventData()
    {
    }

    // Always true in an event; here so that it is no unknown field.
    [JsonInclude]
    internal bool? Success { get; init; }
}

/// <summary>An event that is all it says: <c>add_connection</c> and <c>close_connection</c> of farmer and harvester.</summary>
public sealed class PlainEvent : EventData
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "";
}

/// <summary>An event that this release of ChiaPS does not know.</summary>
public sealed class UnknownEvent : EventData
{
    /// <summary>What it says, as JSON.</summary>
    [JsonIgnore]
    public string? Json { get; internal set; }

    /// <summary>The beginning of the JSON.</summary>
    public override string ToString() => Json is { Length: > 100 } ? Json[..100] + "…" : Json ?? "";
}

/// <summary>The connections of a service after one came or went (<c>get_connections</c>).</summary>
public sealed class ConnectionsEvent : EventData
{
    /// <summary>All connections that the service has now.</summary>
    [JsonPropertyName("connections")]
    public Peer[] Connection { get; init; } = [];

    /// <summary>How many, and of what kind.</summary>
    public override string ToString() => Connection.Length == 0 ? "no connections"
        : string.Join(", ", Connection.GroupBy(peer => peer.NodeType).OrderBy(group => group.Key).Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}")));

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Array.ForEach(Connection, peer => peer.Stamp(origin));
    }
}

/// <summary>Something changed in a wallet (<c>state_changed</c> of the wallet).</summary>
public sealed class WalletEvent : EventData
{
    /// <summary>The wallet's own name of the change, such as tx_update.</summary>
    public string? State { get; init; }

    /// <summary>The wallet; null when the change concerns no single one.</summary>
    public uint? WalletId { get; init; }

    /// <summary>tx_update: the transaction as the wallet has it now.</summary>
    [JsonIgnore]
    public TransactionRecord? Transaction => AdditionalData?.Transaction;

    /// <summary>tx_update: why a full node refused the transaction, such as DOUBLE_SPEND; null when it did not.</summary>
    [JsonIgnore]
    public string? Error => AdditionalData?.Error;

    /// <summary>tx_update of a refused transaction: 2 while it waits, 3 when it failed.</summary>
    [JsonIgnore]
    public int? Status => AdditionalData?.Status;

    /// <summary>new_derivation_index: how far keys are derived.</summary>
    [JsonIgnore]
    public uint? Index => AdditionalData?.Index;

    /// <summary>wallet_created with a received DID: its id as hex.</summary>
    [JsonIgnore]
    public string? DidId => AdditionalData?.DidId;

    /// <summary>vc_coin_added and vc_coin_removed: the credential.</summary>
    [JsonIgnore]
    public string? LauncherId => AdditionalData?.LauncherId;

    [JsonInclude]
    internal WalletEventDetail? AdditionalData { get; init; }

    /// <summary>Wallet and what changed.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        WalletId is { } id ? FormattableString.Invariant($"wallet {id}") : null,
        Transaction?.TransactionId,
        Error,
        Index is { } index ? FormattableString.Invariant($"index {index}") : null,
        DidId,
        LauncherId,
    }.Where(part => part is not null));

    internal override void Stamp(Origin origin)
    {
        base.Stamp(origin);
        Transaction?.Stamp(origin);
    }
}

/// <summary>What a change in a wallet says beside the wallet.</summary>
internal sealed class WalletEventDetail
{
    public TransactionRecord? Transaction { get; init; }

    public string? Error { get; init; }

    public int? Status { get; init; }

    public uint? Index { get; init; }

    [JsonConverter(typeof(Json.HexConverter))]
    public string? DidId { get; init; }

    [JsonConverter(typeof(Json.HexConverter))]
    public string? LauncherId { get; init; }
}
