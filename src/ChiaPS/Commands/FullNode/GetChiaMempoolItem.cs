using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Spend bundles that wait for a block.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaMempoolItem", DefaultParameterSetName = "All")]
[OutputType(typeof(MempoolItem))]
[Rpc("full_node/get_all_mempool_items")]
[Rpc("full_node/get_all_mempool_tx_ids")]
[Rpc("full_node/get_mempool_item_by_tx_id")]
[Rpc("full_node/get_mempool_items_by_coin_name")]
public sealed class GetChiaMempoolItem : ReadCmdlet
{
    /// <summary>Ids of spend bundles.</summary>
    [Parameter(ParameterSetName = "SpendBundleId", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] SpendBundleId { get; set; } = [];

    /// <summary>Ids of coins: the items that spend them.</summary>
    [Parameter(ParameterSetName = "CoinId", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] CoinId { get; set; } = [];

    /// <summary>Only ids: of a full mempool everything is tens of megabytes.</summary>
    [Parameter(ParameterSetName = "All")]
    public SwitchParameter IdOnly { get; set; }

    /// <summary>Look among the items that wait for a later height, too.</summary>
    [Parameter(ParameterSetName = "SpendBundleId")]
    public SwitchParameter IncludePending { get; set; }

    private protected override object? Target => ParameterSetName switch
    {
        "SpendBundleId" => SpendBundleId is [var only] ? only : SpendBundleId,
        "CoinId" => CoinId is [var only] ? only : CoinId,
        _ => null,
    };

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName switch
    {
        "SpendBundleId" => EachAsync(SpendBundleId, id => call.SendAsync(FullNode.GetMempoolItemByTxId, new(id, IncludePending ? true : null))),
        "CoinId" => OfCoinsAsync(call),
        _ => AllAsync(call),
    };

    private async IAsyncEnumerable<object> OfCoinsAsync(Call call)
    {
        foreach (var id in CoinId)
        {
            await foreach (var item in Call.TryEachAsync(call.StreamAsync(FullNode.GetMempoolItemsByCoinName, new(id)), id).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<object> AllAsync(Call call)
    {
        IEnumerable<MempoolItem> items = IdOnly
            ? (await call.SendAsync(FullNode.GetAllMempoolTxIds).ConfigureAwait(false)).Select(id => new MempoolItem { SpendBundleId = Hex.Normalize(id) })
            : (await call.SendAsync(FullNode.GetAllMempoolItems).ConfigureAwait(false)).Values;
        var origin = await call.OriginAsync(ChiaService.FullNode).ConfigureAwait(false);
        foreach (var item in items)
        {
            item.Stamp(origin);
            yield return item;
        }
    }
}
