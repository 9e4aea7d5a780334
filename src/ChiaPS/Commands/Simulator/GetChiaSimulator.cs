using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How a simulator farms.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSimulator")]
[OutputType(typeof(Simulator))]
[Rpc("simulator/get_auto_farming")]
[Rpc("simulator/get_farming_ph")]
public sealed class GetChiaSimulator : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        yield return await SimulatorReader.ReadAsync(call).ConfigureAwait(false);
    }
}
