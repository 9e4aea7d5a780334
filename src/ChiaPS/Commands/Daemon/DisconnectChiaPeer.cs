using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Rpc;

namespace ChiaPS.Commands;

/// <summary>Ends the connections of a service to a node.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ChiaPeer", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[Rpc("shared/close_connection")]
public sealed class DisconnectChiaPeer : OneSessionCmdlet
{
    /// <summary>The nodes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    [ArgumentCompleter(typeof(PeerIdCompleter))]
    public string[] NodeId { get; set; } = [];

    /// <summary>The service that is connected; the full node when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ChiaService Service { get; set; } = ChiaService.FullNode;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var node in NodeId)
        {
            Attempt(node, () =>
            {
                var call = Open();
                if (ShouldProcess($"{ServiceFacts.Of(Service).Title} of session '{call.Session.Name}'", $"Disconnect from node {node}"))
                {
                    Wait(call.SendAsync(Shared.CloseConnection.On(Service), new(node)));
                }
            }, mayEnd: NodeId.Length == 1 && !SessionIsPiped);
        }
    }
}
