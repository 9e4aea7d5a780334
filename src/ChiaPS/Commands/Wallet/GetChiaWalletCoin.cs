using System.Management.Automation;
using ChiaPS.Client;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Coins of wallets.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaWalletCoin", DefaultParameterSetName = "Wallet", SupportsPaging = true)]
[OutputType(typeof(WalletCoin))]
[Rpc("wallet/get_coin_records")]
[Rpc("wallet/get_spendable_coins")]
[Rpc("wallet/select_coins")]
[Rpc("wallet/get_transactions")]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("shared/get_version")]
public sealed class GetChiaWalletCoin : WalletReadCmdlet
{
    /// <summary>Wallets or their numbers; all when it is left out, for -ForAmount 1.</summary>
    [Parameter(ParameterSetName = "Wallet", Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "Spendable", Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "ForAmount", Position = 0, ValueFromPipeline = true)]
    [WholeNumber(Of = typeof(Wallet), Id = nameof(Wallet.WalletId), Array = true)]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint[]? WalletId { get; set; }

    /// <summary>Only coins of wallets of this type.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public WalletType? WalletType { get; set; }

    /// <summary>Only coins of this kind.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public CoinType? CoinType { get; set; }

    /// <summary>Only coins that are locked with these: puzzle hashes or addresses.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    [Alias("Address")]
    [Hash(AllowAddress = true, Array = true)]
    public string[]? PuzzleHash { get; set; }

    /// <summary>Only coins that these coins made.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    [Hash(Array = true)]
    public string[]? ParentId { get; set; }

    /// <summary>Only coins of at least this amount; a bare number is units of the wallet.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    [Parameter(ParameterSetName = "Spendable")]
    [Parameter(ParameterSetName = "ForAmount")]
    [Amount]
    public Amount? MinAmount { get; set; }

    /// <summary>Only coins of at most this amount; a bare number is units of the wallet.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    [Parameter(ParameterSetName = "Spendable")]
    [Parameter(ParameterSetName = "ForAmount")]
    [Amount]
    public Amount? MaxAmount { get; set; }

    /// <summary>Only coins made at this height or later.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    [WholeNumber]
    public uint? StartHeight { get; set; }

    /// <summary>Only coins made at this height or earlier.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    [WholeNumber]
    public uint? EndHeight { get; set; }

    /// <summary>The order of each wallet's coins, lowest first; by the height at which they were made unless said otherwise.</summary>
    [Parameter(ParameterSetName = "Wallet")]
    public CoinOrder SortBy { get; set; } = CoinOrder.ConfirmedHeight;

    /// <summary>Only coins that can be spent now.</summary>
    [Parameter(ParameterSetName = "Spendable", Mandatory = true)]
    public SwitchParameter Spendable { get; set; }

    /// <summary>The coins that the wallet would pick to pay this; a bare number is units of the wallet.</summary>
    [Parameter(ParameterSetName = "ForAmount", Mandatory = true)]
    [Amount]
    public Amount? ForAmount { get; set; }

    /// <summary>Coins not to pick.</summary>
    [Parameter(ParameterSetName = "ForAmount")]
    [Hash(Array = true)]
    public string[]? ExcludeCoinId { get; set; }

    /// <summary>Ids of coins.</summary>
    [Parameter(ParameterSetName = "CoinId", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] CoinId { get; set; } = [];

    private protected override object? Target => ParameterSetName == "CoinId" ? CoinId : WalletId is [var only] ? only : WalletId;

    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        var types = await WalletTypes.ReadAsync(call).ConfigureAwait(false);
        foreach (var unknown in (WalletId ?? []).Where(id => !types.ContainsKey(id)))
        {
            yield return UnknownWallet.Create(call, unknown);
        }

        if (SortBy == CoinOrder.Amount)
        {
            await ReleaseGuard.RequireAsync(call, WalletCore.GetCoinRecords, "2.4.4", "-SortBy Amount").ConfigureAwait(false);
        }

        var list = new WalletCoinList(call, types.Keys);
        var wallets = WalletId?.Where(types.ContainsKey).ToArray();
        if (PagingParameters.IncludeTotalCount)
        {
            yield return await CountAsync(list, wallets, types).ConfigureAwait(false);
        }

        await foreach (var item in Paging.LimitAsync(ItemsAsync(call, list, wallets, types), PagingParameters.Skip, PagingParameters.First).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    private IAsyncEnumerable<object> ItemsAsync(Call call, WalletCoinList list, uint[]? wallets, Dictionary<uint, WalletType> types) => ParameterSetName switch
    {
        "CoinId" => ByIdAsync(call, list),
        "Spendable" => SpendableAsync(call, list, wallets ?? [.. types.Keys.Order()], types),
        "ForAmount" => ForAmountAsync(call, list, wallets ?? [1], types),
        _ => InWalletsAsync(list, wallets, types),
    };

    private async IAsyncEnumerable<object> InWalletsAsync(WalletCoinList list, uint[]? wallets, Dictionary<uint, WalletType> types)
    {
        foreach (var request in Requests(wallets, types))
        {
            await foreach (var coin in list.ReadAsync(request).ConfigureAwait(false))
            {
                yield return coin;
            }
        }
    }

    private async Task<object> CountAsync(WalletCoinList list, uint[]? wallets, Dictionary<uint, WalletType> types)
    {
        var count = 0UL;
        foreach (var request in ParameterSetName == "Wallet" ? Requests(wallets, types) : [])
        {
            count += await list.CountAsync(request).ConfigureAwait(false);
        }

        return PagingParameters.NewTotalCount(count, ParameterSetName == "Wallet" ? 1.0 : 0.0);
    }

    private async IAsyncEnumerable<object> SpendableAsync(Call call, WalletCoinList list, uint[] wallets, Dictionary<uint, WalletType> types)
    {
        foreach (var id in wallets)
        {
            var request = new SpendableCoinsRequest(id) { MinCoinAmount = Mojo(MinAmount, types[id]), MaxCoinAmount = Mojo(MaxAmount, types[id]) };
            var coins = await Call.TryAsync(call.SendAsync(WalletCore.GetSpendableCoins, request), id).ConfigureAwait(false);
            if (coins is not SpendableCoins found)
            {
                yield return coins;
                continue;
            }

            await foreach (var coin in list.ReadAsync((found.ConfirmedRecords ?? []).Select(record => record.CoinId!)).ConfigureAwait(false))
            {
                coin.State = WalletCoinState.Spendable;
                yield return coin;
            }
        }
    }

    private async IAsyncEnumerable<object> ForAmountAsync(Call call, WalletCoinList list, uint[] wallets, Dictionary<uint, WalletType> types)
    {
        foreach (var id in wallets)
        {
            var request = new SelectCoinsRequest(id, Mojo(ForAmount, types[id])!.Value)
            {
                MinCoinAmount = Mojo(MinAmount, types[id]),
                MaxCoinAmount = Mojo(MaxAmount, types[id]),
                ExcludedCoinIds = ExcludeCoinId,
            };
            var picked = await Call.TryAsync(call.SendAsync(WalletCore.SelectCoins, request), id).ConfigureAwait(false);
            if (picked is not Coin[] coins)
            {
                yield return picked;
                continue;
            }

            // select_coins reads excluded_coin_ids since 2.1.0.
            if (Array.Find(coins, coin => ExcludeCoinId?.Contains(coin.CoinId, StringComparer.Ordinal) == true) is { } excluded)
            {
                yield return new Failure(
                    new ChiaRpcException("ChiaRoute.NotOffered", $"The wallet of '{call.Session.Name}' picks coin {excluded.CoinId} though it is excluded: -ExcludeCoinId came with Chia 2.1.0.", "Update Chia there, or leave it out.")
                    { Route = WalletCore.SelectCoins.Route, Service = ChiaService.Wallet },
                    id);
                continue;
            }

            await foreach (var coin in list.ReadAsync(coins.Select(coin => coin.CoinId!)).ConfigureAwait(false))
            {
                yield return coin;
            }
        }
    }

    private async IAsyncEnumerable<object> ByIdAsync(Call call, WalletCoinList list)
    {
        var missing = CoinId.ToHashSet(StringComparer.Ordinal);
        await foreach (var coin in list.ReadAsync(CoinId).ConfigureAwait(false))
        {
            missing.Remove(coin.CoinId ?? "");
            yield return coin;
        }

        foreach (var id in CoinId.Where(missing.Remove))
        {
            yield return new Failure(
                new ChiaRpcException("ChiaRpc.NotFound", FormattableString.Invariant($"Key {call.Fingerprint} has no coin {id}."), RpcFailure.AdviceFor("NotFound"))
                { Route = WalletCore.GetCoinRecords.Route, Service = ChiaService.Wallet },
                id);
        }
    }

    private IEnumerable<WalletCoinsRequest> Requests(uint[]? wallets, Dictionary<uint, WalletType> types) =>
        wallets is null ? [Request(walletId: null, WalletType)] : wallets.Select(id => Request(id, types[id]));

    private WalletCoinsRequest Request(uint? walletId, WalletType? type) => new()
    {
        WalletId = walletId,
        WalletType = WalletType is { } only ? (ushort)only : null,
        CoinType = CoinType is { } kind ? (byte)kind : null,
        PuzzleHashFilter = PuzzleHash is { } hashes ? new(hashes, 1) : null,
        ParentCoinIdFilter = ParentId is { } parents ? new(parents, 1) : null,
        AmountRange = MinAmount is null && MaxAmount is null ? null : new(Mojo(MinAmount, type) ?? 0, Mojo(MaxAmount, type) ?? ulong.MaxValue),
        ConfirmedRange = StartHeight is null && EndHeight is null ? null : new(StartHeight ?? 0, EndHeight ?? uint.MaxValue),
        Order = (byte)SortBy,
    };

    private static ulong? Mojo(Amount? amount, WalletType? type) =>
        amount is null ? null
        : type is { } known ? amount.ToMojo(known.Unit())
        : amount.Mojo ?? throw new ChiaException(
            "ChiaArgument.Amount", $"'{amount}' can mean XCH or units of a CAT: no wallet is named.", "Write the unit, as 1.5xch, 2.5cat or 250mojo, or give -WalletId or -WalletType.");
}
