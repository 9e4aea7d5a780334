using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The network that a service belongs to.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaNetwork")]
[OutputType(typeof(Network))]
[Rpc("shared/get_network_info")]
[Rpc("daemon/get_network_info")]
public sealed class GetChiaNetwork : ReadCmdlet
{
    /// <summary>The services to ask; the full node when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[] Service { get; set; } = [ChiaService.FullNode];

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => EachAsync(Service, async service =>
    {
        var network = await call.SendAsync(service == ChiaService.Daemon ? Rpc.Daemon.GetNetworkInfo : Shared.GetNetworkInfo.On(service)).ConfigureAwait(false);
        network.Service = service;
        return network;
    }, eachItsOwnService: Service.Length > 1);
}
