using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Farms blocks on a simulator.</summary>
[Cmdlet(VerbsCommon.New, "ChiaSimulatorBlock", SupportsShouldProcess = true)]
[OutputType(typeof(BlockchainState))]
[Rpc("simulator/farm_block")]
[Rpc("simulator/get_farming_ph")]
[Rpc("full_node/get_blockchain_state")]
public sealed class NewChiaSimulatorBlock : OneSessionCmdlet
{
    /// <summary>How many blocks; 1 unless said otherwise.</summary>
    [Parameter(Position = 0)]
    [WholeNumber]
    [ValidateRange(1, 100_000)]
    public uint Count { get; set; } = 1;

    /// <summary>Where the rewards go: an address or a puzzle hash; the simulator's farming address when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PuzzleHash")]
    [Hash(AllowAddress = true)]
    public string? Address { get; set; }

    /// <summary>Not only transaction blocks.</summary>
    [Parameter]
    public SwitchParameter AnyBlock { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Address, () =>
    {
        var call = Open();
        var address = Wait(AddressAsync(call));
        if (ShouldProcess($"simulator of session '{call.Session.Name}'", string.Create(CultureInfo.InvariantCulture, $"Farm {Count} block(s) to {address}")))
        {
            WriteObject(Wait(FarmAsync(call, address)));
        }
    }, mayEnd: !SessionIsPiped);

    private async Task<string> AddressAsync(Call call)
    {
        var puzzleHash = Address ?? await call.SendAsync(Simulation.GetFarmingPh).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.FullNode).ConfigureAwait(false);
        return Units.Address(origin.Prefix ?? "txch", puzzleHash)!;
    }

    private async Task<BlockchainState> FarmAsync(Call call, string address)
    {
        await call.SendAsync(Simulation.FarmBlock, new(address, !AnyBlock, Count)).ConfigureAwait(false);
        return await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false);
    }
}
