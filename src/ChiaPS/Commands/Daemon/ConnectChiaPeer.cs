using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Makes a service connect to a node.</summary>
[Cmdlet(VerbsCommunications.Connect, "ChiaPeer", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[Rpc("shared/open_connection")]
public sealed class ConnectChiaPeer : OneSessionCmdlet
{
    /// <summary>Name or address of the node.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string PeerHost { get; set; } = "";

    /// <summary>The port that it listens on.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("PeerPort")]
    [WholeNumber]
    [ValidateRange(1, 65535)]
    public uint PeerServerPort { get; set; }

    /// <summary>The service that connects; the full node when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ChiaService Service { get; set; } = ChiaService.FullNode;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{PeerHost}:{PeerServerPort}");
        Attempt(place, () =>
        {
            var call = Open();
            if (ShouldProcess($"{ServiceFacts.Of(Service).Title} of session '{call.Session.Name}'", $"Connect to {place}"))
            {
                Wait(ConnectAsync(call, place));
            }
        }, mayEnd: !SessionIsPiped);
    }

    // For a name that cannot be resolved it gives nothing but the resolver's number.
    private async Task ConnectAsync(Call call, string place)
    {
        try
        {
            await call.SendAsync(Shared.OpenConnection.On(Service), new(PeerHost, (ushort)PeerServerPort)).ConfigureAwait(false);
        }
        catch (ChiaRpcException e) when (e.ErrorId != "ChiaRoute.NotOffered")
        {
            throw new ChiaRpcException(
                "ChiaRpc.NotConnected",
                $"The {ServiceFacts.Of(Service).Title} of '{call.Session.Name}' could not connect to {place}.",
                "Check host and port (the peer port, such as 8444, not an RPC port), that the node listens, and Get-ChiaPeer: one that is connected already, or the service itself, is refused too.",
                e)
            { Route = e.Route, Service = e.Service, Code = e.Code, NodeData = e.NodeData, NodeTraceback = e.NodeTraceback };
        }
    }
}
