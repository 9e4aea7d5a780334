using System.Management.Automation;
using ChiaPS.Client;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Coins that the full node knows: by id, by where they are locked, by parent, hint or block.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaCoinRecord", DefaultParameterSetName = "CoinId")]
[OutputType(typeof(CoinRecord))]
[Rpc("full_node/get_coin_record_by_name")]
[Rpc("full_node/get_coin_records_by_names")]
[Rpc("full_node/get_coin_records_by_puzzle_hash")]
[Rpc("full_node/get_coin_records_by_puzzle_hashes")]
[Rpc("full_node/get_coin_records_by_parent_ids")]
[Rpc("full_node/get_coin_records_by_hint")]
[Rpc("full_node/get_additions_and_removals")]
[Rpc("simulator/get_all_coins")]
public sealed class GetChiaCoinRecord : ReadCmdlet
{
    /// <summary>Coin ids. Spent coins are found too.</summary>
    [Parameter(ParameterSetName = "CoinId", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] CoinId { get; set; } = [];

    // The engine leaves a set out of the pipeline's reach unless its mandatory parameter also takes values; hex text is a coin id, as the default set.

    /// <summary>Puzzle hashes or addresses.</summary>
    [Parameter(ParameterSetName = "PuzzleHash", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Address")]
    [Hash(AllowAddress = true, Array = true)]
    public string[] PuzzleHash { get; set; } = [];

    /// <summary>Ids of the coins that made them.</summary>
    [Parameter(ParameterSetName = "ParentId", Mandatory = true)]
    [Hash(Array = true)]
    public string[] ParentId { get; set; } = [];

    /// <summary>A hint: for a CAT the puzzle hash that its receiver gave, or that address.</summary>
    [Parameter(ParameterSetName = "Hint", Mandatory = true)]
    [Hash(AllowAddress = true, Array = true)]
    public string[] Hint { get; set; } = [];

    /// <summary>Header hashes of blocks: the coins that they made and spent.</summary>
    [Parameter(ParameterSetName = "HeaderHash", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] HeaderHash { get; set; } = [];

    /// <summary>Only what the block made, or only what it spent.</summary>
    [Parameter(ParameterSetName = "HeaderHash")]
    public CoinChange? Change { get; set; }

    /// <summary>Every coin of the chain; simulators only.</summary>
    [Parameter(ParameterSetName = "All", Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <summary>Spent coins too. By id they are found anyway.</summary>
    [Parameter(ParameterSetName = "CoinId")]
    [Parameter(ParameterSetName = "PuzzleHash")]
    [Parameter(ParameterSetName = "ParentId")]
    [Parameter(ParameterSetName = "Hint")]
    [Parameter(ParameterSetName = "All")]
    public SwitchParameter IncludeSpent { get; set; }

    /// <summary>Only coins made at this height or later.</summary>
    [Parameter(ParameterSetName = "PuzzleHash")]
    [Parameter(ParameterSetName = "ParentId")]
    [Parameter(ParameterSetName = "Hint")]
    [WholeNumber]
    public uint? StartHeight { get; set; }

    /// <summary>Only coins made at this height or earlier.</summary>
    [Parameter(ParameterSetName = "PuzzleHash")]
    [Parameter(ParameterSetName = "ParentId")]
    [Parameter(ParameterSetName = "Hint")]
    [WholeNumber]
    public uint? EndHeight { get; set; }

    private protected override object? Target => ParameterSetName switch
    {
        "CoinId" => CoinId.Length == 1 ? CoinId[0] : CoinId,
        "PuzzleHash" => PuzzleHash.Length == 1 ? PuzzleHash[0] : PuzzleHash,
        "ParentId" => ParentId,
        "Hint" => Hint,
        "HeaderHash" => HeaderHash,
        _ => null,
    };

    // The RPC's upper end is exclusive, and as high as it can be when it is left out.
    private uint? End => EndHeight is { } last and < uint.MaxValue ? last + 1 : null;

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName switch
    {
        "CoinId" when CoinId.Length == 1 => EachAsync(CoinId, id => call.SendAsync(FullNode.GetCoinRecordByName, new(id))),
        "CoinId" => ByIdsAsync(call),
        "PuzzleHash" when PuzzleHash.Length == 1 => call.StreamAsync(
            FullNode.GetCoinRecordsByPuzzleHash, new(PuzzleHash[0]) { IncludeSpentCoins = IncludeSpent, StartHeight = StartHeight, EndHeight = End }),
        "PuzzleHash" => call.StreamAsync(
            FullNode.GetCoinRecordsByPuzzleHashes, new(PuzzleHash) { IncludeSpentCoins = IncludeSpent, StartHeight = StartHeight, EndHeight = End }),
        "ParentId" => call.StreamAsync(
            FullNode.GetCoinRecordsByParentIds, new(ParentId) { IncludeSpentCoins = IncludeSpent, StartHeight = StartHeight, EndHeight = End }),
        "Hint" => ByHintAsync(call),
        "HeaderHash" => OfBlocksAsync(call),
        _ => call.StreamAsync(Simulation.GetAllCoins, new(IncludeSpent)),
    };

    // The node leaves out what it does not know; that must be told.
    private async IAsyncEnumerable<object> ByIdsAsync(Call call)
    {
        var missing = CoinId.ToHashSet(StringComparer.Ordinal);
        await foreach (var coin in call.StreamAsync(FullNode.GetCoinRecordsByNames, new(CoinId) { IncludeSpentCoins = true }).ConfigureAwait(false))
        {
            missing.Remove(coin.CoinId ?? "");
            yield return coin;
        }

        foreach (var id in CoinId.Where(missing.Remove))
        {
            yield return new Failure(
                new ChiaRpcException("ChiaRpc.NotFound", $"The full node knows no coin {id}.", RpcFailure.AdviceFor("NotFound"))
                { Route = FullNode.GetCoinRecordsByNames.Route, Service = ChiaService.FullNode },
                id);
        }
    }

    private async IAsyncEnumerable<object> ByHintAsync(Call call)
    {
        foreach (var hint in Hint)
        {
            var request = new HintRequest(hint) { IncludeSpentCoins = IncludeSpent, StartHeight = StartHeight, EndHeight = End };
            await foreach (var coin in Call.TryEachAsync(call.StreamAsync(FullNode.GetCoinRecordsByHint, request), hint).ConfigureAwait(false))
            {
                yield return coin;
            }
        }
    }

    private async IAsyncEnumerable<object> OfBlocksAsync(Call call)
    {
        foreach (var hash in HeaderHash)
        {
            var answer = await Call.TryAsync(call.SendAsync(FullNode.GetAdditionsAndRemovals, new(hash)), hash).ConfigureAwait(false);
            if (answer is not AdditionsAndRemovals coins)
            {
                yield return answer;
                continue;
            }

            var origin = await call.OriginAsync(ChiaService.FullNode).ConfigureAwait(false);
            foreach (var coin in coins.Marked().Where(coin => Change is null || coin.Change == Change))
            {
                coin.Stamp(origin);
                yield return coin;
            }
        }
    }
}
