using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How coins were spent: puzzle, solution and, where asked for, conditions.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaCoinSpend", DefaultParameterSetName = "CoinId")]
[OutputType(typeof(CoinSpend))]
[Rpc("full_node/get_puzzle_and_solution")]
[Rpc("full_node/get_coin_record_by_name")]
[Rpc("full_node/get_block_spends")]
[Rpc("full_node/get_block_spends_with_conditions")]
[Rpc("wallet/get_puzzle_and_solution")]
public sealed class GetChiaCoinSpend : ReadCmdlet
{
    /// <summary>Ids of spent coins. Coin records of unspent coins are passed over.</summary>
    [Parameter(ParameterSetName = "CoinId", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] CoinId { get; set; } = [];

    // Also in the set of blocks: else the height of a block that is piped in would settle on the set of coins.

    /// <summary>Height of the block that spent them; of a coin it is looked up when it is left out.</summary>
    [Parameter(ParameterSetName = "CoinId", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "HeaderHash", ValueFromPipelineByPropertyName = true)]
    [Alias("SpentBlockIndex")]
    [AllowNull]
    [WholeNumber(Late = true)]
    public uint? Height { get; set; }

    /// <summary>Header hashes of blocks: all that they spent; blocks of forks too.</summary>
    [Parameter(ParameterSetName = "HeaderHash", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] HeaderHash { get; set; } = [];

    /// <summary>What each spend asked for, too; since Chia 2.1.2. The node runs every puzzle for it.</summary>
    [Parameter(ParameterSetName = "HeaderHash")]
    public SwitchParameter IncludeCondition { get; set; }

    /// <summary>FullNode, or Wallet, which asks the full node that it is connected to and knows no heights; since Chia 2.7.1.</summary>
    [Parameter(ParameterSetName = "CoinId")]
    [ValidateSet("FullNode", "Wallet")]
    public ChiaService Service { get; set; } = ChiaService.FullNode;

    private protected override object? Target => ParameterSetName == "HeaderHash" ? HeaderHash : CoinId is [var only] ? only : CoinId;

    // A coin record says 0 for the height of an unspent coin.
    private protected override IAsyncEnumerable<object> ReadAsync(Call call) =>
        ParameterSetName == "HeaderHash" ? OfBlocksAsync(call)
        : Height == 0 ? EachAsync(Array.Empty<string>(), id => OfNodeAsync(call, id))
        : EachAsync(CoinId, id => Service == ChiaService.Wallet ? OfWalletAsync(call, id) : OfNodeAsync(call, id));

    private async Task<CoinSpend> OfNodeAsync(Call call, string id)
    {
        var height = Height ?? (await call.SendAsync(FullNode.GetCoinRecordByName, new(id)).ConfigureAwait(false)).SpentBlockIndex;
        if (height == 0)
        {
            throw new ChiaRpcException("ChiaRpc.NotFound", $"Coin {id} is not spent.", "Get-ChiaCoinRecord shows the coin.")
            { Route = FullNode.GetPuzzleAndSolution.Route, Service = ChiaService.FullNode };
        }

        var spend = await call.SendAsync(FullNode.GetPuzzleAndSolution, new(id, height)).ConfigureAwait(false);
        spend.SpentBlockIndex = height;
        return spend;
    }

    private static async Task<CoinSpend> OfWalletAsync(Call call, string id)
    {
        var spend = await call.SendAsync(WalletCore.GetPuzzleAndSolution, new(id)).ConfigureAwait(false);
        spend.Name(id);
        return spend;
    }

    private async IAsyncEnumerable<object> OfBlocksAsync(Call call)
    {
        foreach (var hash in HeaderHash)
        {
            var spends = IncludeCondition ? WithConditionsAsync(call, hash) : call.StreamAsync(FullNode.GetBlockSpends, new(hash));
            await foreach (var item in Call.TryEachAsync(spends, hash).ConfigureAwait(false))
            {
                if (item is CoinSpend spend)
                {
                    spend.SpentBlockIndex = Height;
                }

                yield return item;
            }
        }
    }

    private static async IAsyncEnumerable<CoinSpend> WithConditionsAsync(Call call, string hash)
    {
        await foreach (var item in call.StreamAsync(FullNode.GetBlockSpendsWithConditions, new(hash)).ConfigureAwait(false))
        {
            if (item.Joined() is { } spend)
            {
                yield return spend;
            }
        }
    }
}
