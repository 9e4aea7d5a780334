namespace ChiaPS.Rpc;

/// <summary>What a simulator answers on the port of the full node, beside all of <see cref="FullNode"/>.</summary>
internal static class Simulation
{
    /// <summary>Every full block from genesis to peak.</summary>
    public static readonly ListEndpoint<None, FullBlock> GetAllBlocks = new(ChiaService.FullNode, "get_all_blocks") { Field = "blocks", Slow = true, SimulatorOnly = true };

    /// <summary>Create blocks at once, paying the reward to an address.</summary>
    public static readonly Endpoint<FarmBlockRequest, uint?> FarmBlock = new(ChiaService.FullNode, "farm_block") { Field = "new_peak_height", Changes = true, SimulatorOnly = true };

    /// <summary>Turn farming of a block for every submitted transaction on or off.</summary>
    public static readonly Endpoint<AutoFarmRequest, bool?> SetAutoFarming = new(ChiaService.FullNode, "set_auto_farming") { Field = "auto_farm_enabled", Changes = true, SimulatorOnly = true };

    /// <summary>Whether automatic farming is on.</summary>
    public static readonly Endpoint<None, bool?> GetAutoFarming = new(ChiaService.FullNode, "get_auto_farming") { Field = "auto_farm_enabled", SimulatorOnly = true };

    /// <summary>Puzzle hash that receives the rewards of automatically farmed blocks.</summary>
    public static readonly Endpoint<None, string> GetFarmingPh = new(ChiaService.FullNode, "get_farming_ph") { Field = "puzzle_hash", SimulatorOnly = true };

    /// <summary>Every coin on the chain.</summary>
    public static readonly ListEndpoint<AllCoinsRequest, CoinRecord> GetAllCoins = new(ChiaService.FullNode, "get_all_coins") { Field = "coin_records", Slow = true, SimulatorOnly = true };

    /// <summary>Unspent balance and coin count per puzzle hash.</summary>
    public static readonly Endpoint<None, Dictionary<string, decimal[]>> GetAllPuzzleHashes = new(ChiaService.FullNode, "get_all_puzzle_hashes") { Field = "puzzle_hashes", SimulatorOnly = true };

    /// <summary>Delete blocks from the top of the chain.</summary>
    public static readonly Endpoint<RevertRequest, uint?> RevertBlocks = new(ChiaService.FullNode, "revert_blocks") { Field = "new_peak_height", Changes = true, SimulatorOnly = true };

    /// <summary>Replace the top of the chain by a longer fork.</summary>
    public static readonly Endpoint<ReorgRequest, uint?> ReorgBlocks = new(ChiaService.FullNode, "reorg_blocks") { Field = "new_peak_height", Changes = true, Slow = true, SimulatorOnly = true };
}
