using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A farm at a glance, one object for each session.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaFarmSummary")]
[OutputType(typeof(FarmSummary))]
[Rpc("farmer/get_harvesters_summary")]
[Rpc("farmer/get_pool_state")]
[Rpc("farmer/get_signage_points")]
[Rpc("full_node/get_blockchain_state")]
[Rpc("wallet/get_farmed_amount")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaFarmSummary : ReadCmdlet
{
    /// <summary>What the wallet's key has farmed, too; slow for long time farmers.</summary>
    [Parameter]
    public SwitchParameter IncludeReward { get; set; }

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => FarmReader.ReadAsync(call, IncludeReward);
}
