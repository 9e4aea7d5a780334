using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Nodes that a crawler has seen.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaCrawlerPeer", SupportsPaging = true)]
[OutputType(typeof(CrawlerPeer))]
[Rpc("crawler/get_ips_after_timestamp")]
public sealed class GetChiaCrawlerPeer : ReadCmdlet
{
    private const uint PageSize = 5000;

    /// <summary>Only nodes that were seen after this time; all when it is left out.</summary>
    [Parameter(Position = 0)]
    [Time]
    public DateTimeOffset After { get; set; } = DateTimeOffset.UnixEpoch;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        if (PagingParameters.IncludeTotalCount)
        {
            yield return PagingParameters.NewTotalCount((await PageAsync(call, 0, 0).ConfigureAwait(false)).Total, 1.0);
        }

        var peers = Paging.ReadAsync(PageSize, (start, end) => ItemsAsync(call, start, end - start), peer => peer.PeerHost);
        await foreach (var peer in Paging.LimitAsync(peers, PagingParameters.Skip, PagingParameters.First).ConfigureAwait(false))
        {
            yield return peer;
        }
    }

    private async IAsyncEnumerable<CrawlerPeer> ItemsAsync(Call call, uint offset, uint limit)
    {
        var page = await PageAsync(call, offset, limit).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.Crawler).ConfigureAwait(false);
        foreach (var host in page.Ips)
        {
            var peer = new CrawlerPeer { PeerHost = host };
            peer.Stamp(origin);
            yield return peer;
        }
    }

    private Task<CrawlerPage> PageAsync(Call call, uint offset, uint limit) =>
        call.SendAsync(Crawler.GetIpsAfterTimestamp, new(Math.Max(0, After.ToUnixTimeSeconds()), offset, limit));
}
