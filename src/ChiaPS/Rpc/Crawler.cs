namespace ChiaPS.Rpc;

/// <summary>Endpoints of the crawler that are its own.</summary>
internal static class Crawler
{
    /// <summary>Node counts and versions seen by the crawler.</summary>
    public static readonly Endpoint<None, CrawlerCount> GetPeerCounts = new(ChiaService.Crawler, "get_peer_counts") { Field = "peer_counts" };

    /// <summary>Sorted page of node addresses seen after a time.</summary>
    public static readonly Endpoint<IpsRequest, CrawlerPage> GetIpsAfterTimestamp = new(ChiaService.Crawler, "get_ips_after_timestamp");
}
