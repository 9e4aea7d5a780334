using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>What each puzzle hash holds on a simulator's chain.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSimulatorBalance")]
[OutputType(typeof(SimulatorBalance))]
[Rpc("simulator/get_all_puzzle_hashes")]
public sealed class GetChiaSimulatorBalance : ReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        var all = await call.SendAsync(Simulation.GetAllPuzzleHashes).ConfigureAwait(false);
        var origin = await call.OriginAsync(ChiaService.FullNode).ConfigureAwait(false);
        foreach (var (hash, sums) in all)
        {
            var balance = new SimulatorBalance { PuzzleHash = Hex.Normalize(hash), AmountMojo = sums.ElementAtOrDefault(0), CoinCount = (ulong)sums.ElementAtOrDefault(1) };
            balance.Stamp(origin);
            yield return balance;
        }
    }
}
