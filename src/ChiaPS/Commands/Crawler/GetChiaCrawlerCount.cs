using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>What a crawler has seen of the network.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaCrawlerCount")]
[OutputType(typeof(CrawlerCount))]
[Rpc("crawler/get_peer_counts")]
public sealed class GetChiaCrawlerCount : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        yield return await call.SendAsync(Crawler.GetPeerCounts).ConfigureAwait(false);
    }
}
