using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Settings of a harvester.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaHarvesterConfig")]
[OutputType(typeof(HarvesterConfig))]
[Rpc("harvester/get_harvester_config")]
public sealed class GetChiaHarvesterConfig : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        yield return await call.SendAsync(Harvesting.GetHarvesterConfig).ConfigureAwait(false);
    }
}
