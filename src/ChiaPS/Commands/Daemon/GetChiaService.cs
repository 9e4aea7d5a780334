using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Which services run and answer.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaService")]
[OutputType(typeof(ServiceStatus))]
[Rpc("daemon/running_services")]
[Rpc("daemon/get_version")]
[Rpc("shared/healthz")]
[Rpc("shared/get_version")]
[Rpc("solver/get_state")]
public sealed class GetChiaService : ReadCmdlet
{
    /// <summary>Services; all when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[] Service { get; set; } = Enum.GetValues<ChiaService>();

    /// <summary>Ask each for a sign of life and its release.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ServiceReader.ReadAsync(call, Service, Detailed);
}
