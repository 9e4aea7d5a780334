using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The nodes that services are connected to.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaPeer")]
[OutputType(typeof(Peer))]
[Rpc("shared/get_connections")]
public sealed class GetChiaPeer : ReadCmdlet
{
    /// <summary>The services whose connections are wanted; the full node when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[] Service { get; set; } = [ChiaService.FullNode];

    /// <summary>Only peers of this kind.</summary>
    [Parameter]
    public NodeType? NodeType { get; set; }

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        foreach (var service in Service)
        {
            var item = await Call.TryAsync(OfAsync(call, service), service, connectionToo: Service.Length > 1).ConfigureAwait(false);
            foreach (var one in item as object[] ?? [item])
            {
                yield return one;
            }
        }
    }

    private async Task<Peer[]> OfAsync(Call call, ChiaService service)
    {
        var peers = await call.SendAsync(Shared.GetConnections.On(service), new((byte?)NodeType)).ConfigureAwait(false);
        var origin = await call.OriginAsync(service).ConfigureAwait(false);
        foreach (var peer in peers)
        {
            peer.Service = service;
            peer.Stamp(origin);
        }

        return peers;
    }
}
