using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>How a simulator farms, and how high its chain is.</summary>
internal static class SimulatorReader
{
    public static async Task<Simulator> ReadAsync(Call call)
    {
        var simulator = new Simulator
        {
            AutoFarm = await call.SendAsync(Simulation.GetAutoFarming).ConfigureAwait(false) == true,
            PuzzleHash = Hex.Normalize(await call.SendAsync(Simulation.GetFarmingPh).ConfigureAwait(false)),
        };
        simulator.Stamp(await call.OriginAsync(ChiaService.FullNode).ConfigureAwait(false));
        return simulator;
    }

    /// <summary>Height of the peak of a simulator: another node is told so before anybody is asked.</summary>
    public static async Task<uint> HeightAsync(Call call)
    {
        await call.SendAsync(Simulation.GetAutoFarming).ConfigureAwait(false);
        return (await call.SendAsync(FullNode.GetBlockchainState).ConfigureAwait(false)).Height ?? 0;
    }
}
