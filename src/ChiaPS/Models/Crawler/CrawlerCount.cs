using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>What a crawler has seen of the network (<c>crawler/get_peer_counts</c>).</summary>
public sealed class CrawlerCount : ChiaObject
{
    /// <summary>Nodes seen in the last 5 days.</summary>
    [JsonPropertyName("total_last_5_days")]
    public ulong TotalLast5Days { get; init; }

    /// <summary>Nodes that it would name to others.</summary>
    public ulong ReliableNodes { get; init; }

    /// <summary>IPv4 addresses among those of the last 5 days.</summary>
    [JsonPropertyName("ipv4_last_5_days")]
    public ulong Ipv4Last5Days { get; init; }

    /// <summary>IPv6 addresses among those of the last 5 days.</summary>
    [JsonPropertyName("ipv6_last_5_days")]
    public ulong Ipv6Last5Days { get; init; }

    /// <summary>Releases and how many nodes run each.</summary>
    [JsonConverter(typeof(VersionCountsConverter))]
    public CrawlerVersion[] Versions { get; init; } = [];

    /// <summary>The total.</summary>
    public override string ToString() => FormattableString.Invariant($"{TotalLast5Days} nodes");
}

/// <summary>A release and how many nodes run it.</summary>
public sealed class CrawlerVersion
{
    /// <summary>The release.</summary>
    public string? Version { get; init; }

    /// <summary>Nodes.</summary>
    public ulong Count { get; init; }

    /// <summary>Release and nodes.</summary>
    public override string ToString() => FormattableString.Invariant($"{Version}: {Count}");
}

/// <summary>A node that a crawler has seen (<c>crawler/get_ips_after_timestamp</c>).</summary>
public sealed class CrawlerPeer : ChiaObject
{
    /// <summary>Its IP address.</summary>
    public string? PeerHost { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => PeerHost ?? "";
}

/// <summary>A page of addresses.</summary>
internal sealed record CrawlerPage(string[] Ips, ulong Total);
