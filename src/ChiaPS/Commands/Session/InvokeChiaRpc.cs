using System.Management.Automation;
using System.Text;
using System.Text.Json;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Calls any route of any service, for what no cmdlet covers and for other releases.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ChiaRpc", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeChiaRpc : OneSessionCmdlet
{
    /// <summary>The service.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ChiaService Service { get; set; }

    /// <summary>The route, without slash; for the daemon the command.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidatePattern("^/?[A-Za-z0-9_]+$")]
    [ArgumentCompleter(typeof(RouteCompleter))]
    public string Route { get; set; } = "";

    /// <summary>The arguments: a hashtable or object, or JSON text. Numbers are sent exactly as they are.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true)]
    public object? Body { get; set; }

    /// <summary>The answer as the node's own JSON text.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var route = Route.TrimStart('/');
        Attempt(route, () =>
        {
            var endpoint = Endpoint(route);
            var body = JsonBody.Write(Body);
            var call = Open();
            if (!endpoint.Changes || ShouldProcess($"{ServiceFacts.Of(Service).Title} of session '{call.Session.Name}'", $"Call {route}"))
            {
                WriteAnswer(Wait(call.SendRawAsync(endpoint, body)));
            }
        });
    }

    // What ChiaPS does not know may change something.
    private Endpoint Endpoint(string route)
    {
        var known = EndpointCatalogue.Find(Service, route);
        return new Endpoint(Service, route)
        {
            Changes = known?.Changes ?? true,
            Slow = known?.Slow ?? false,
            Secret = known?.Secret ?? false,
            SimulatorOnly = known?.SimulatorOnly ?? false,
            Since = known?.Since,
            Until = known?.Until,
        };
    }

    private void WriteAnswer(ReadOnlyMemory<byte> answer)
    {
        if (AsJson)
        {
            WriteObject(Encoding.UTF8.GetString(answer.Span));
            return;
        }

        using var document = JsonDocument.Parse(answer);
        WriteObject(JsonBody.Read(document.RootElement));
    }
}
