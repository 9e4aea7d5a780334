using System.Diagnostics;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>How a spend stands, and why not better.</summary>
internal sealed record SpendState(SpendStatus Status, string? Because = null)
{
    public bool IsFinished => Status is SpendStatus.Confirmed or SpendStatus.Refused;

    public override string ToString() => Because is null ? $"{Status}" : $"{Status}: {Because}";
}

/// <summary>Finds out what became of a spend: by the wallet's record, else by the coins.</summary>
internal static class SpendTracker
{
    /// <summary>Why a bundle is refused for good.</summary>
    public const string TakenByAnother = "a coin that it spends was spent by another transaction";

    private const string NobodyKnows = "its coins are spent, and no full node that is up to date could tell whether by it";
    private const int MostCoins = 500;
    private static readonly TimeSpan VerdictPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What a record says of itself. A confirmed one can end with a refusal, when it was pushed once more.</summary>
    public static SpendState Of(TransactionRecord record)
    {
        var said = record.SentTo?.Where(one => one is not null).ToArray() ?? [];
        return record.Confirmed ? new(SpendStatus.Confirmed)
            : Array.Exists(said, one => one.Status == MempoolStatus.Success) ? new(SpendStatus.InMempool)
            : Array.Find(said, one => one.Status == MempoolStatus.Pending) is { } waits ? new(SpendStatus.Pending, waits.Error)
            : said.Length > 0 ? new(SpendStatus.Refused, said[^1].Error ?? "the node gave no reason")
            : new(SpendStatus.Pending);
    }

    /// <summary>The state by record and coins; <see cref="SpendStatus.Unknown"/>: the wallet has no such record, and the coins are still there, or nobody can tell what spent them.</summary>
    public static async Task<SpendState> LookAsync(Call call, string transactionId, Bundle? bundle)
    {
        var record = await FindAsync(call, transactionId).ConfigureAwait(false);
        var state = record is null ? new SpendState(SpendStatus.Unknown) : Of(record);

        // What waits for another transaction never ends by itself once that one took its coins.
        return state is { Status: SpendStatus.Unknown or SpendStatus.Refused } or { Status: SpendStatus.Pending, Because: not null } && bundle is not null
            ? await ByCoinsAsync(call, bundle, state).ConfigureAwait(false)
            : state;
    }

    /// <summary>Waits a little for the first verdict of a full node: that a push succeeded says only that the wallet has it.</summary>
    /// <param name="call">Whose wallet is asked.</param>
    /// <param name="transactionId">The record that hears the verdict.</param>
    /// <param name="bundle">What was pushed.</param>
    /// <param name="isUnderWay">The answer to the push was lost: the wallet may still be at it, though it has no record yet.</param>
    public static async Task<SpendState> VerdictAsync(Call call, string transactionId, Bundle bundle, bool isUnderWay)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var state = await LookAsync(call, transactionId, bundle).ConfigureAwait(false);
            var isOpen = state is { Status: SpendStatus.Pending, Because: null } || (isUnderWay && state.Status == SpendStatus.Unknown);
            if (!isOpen || Stopwatch.GetElapsedTime(started) >= VerdictPatience)
            {
                return state;
            }

            await Task.Delay(Pause, call.Token).ConfigureAwait(false);
        }
    }

    /// <summary>The wallet's record, or null when it has none.</summary>
    public static async Task<TransactionRecord?> FindAsync(Call call, string transactionId)
    {
        try
        {
            return await call.SendAsync(WalletCore.GetTransaction, new(transactionId)).ConfigureAwait(false);
        }
        catch (ChiaRpcException e) when (e.ErrorId == "ChiaRpc.NotFound")
        {
            return null;
        }
    }

    /// <summary>The wallet's record.</summary>
    public static Task<TransactionRecord> GetAsync(Call call, string transactionId) => call.SendAsync(WalletCore.GetTransaction, new(transactionId));

    // A bundle whose coins are spent and whose outputs exist is on chain; whose coins are spent without them, another one took them.
    private static async Task<SpendState> ByCoinsAsync(Call call, Bundle bundle, SpendState otherwise)
    {
        if ((await KnownAsync(call, bundle.Removals).ConfigureAwait(false)).Find(coin => coin.SpentHeight > 0) is not { CoinId: { } spent })
        {
            return otherwise;
        }

        if ((await KnownAsync(call, bundle.Additions).ConfigureAwait(false)).Exists(coin => coin.ConfirmedHeight > 0))
        {
            return new(SpendStatus.Confirmed);
        }

        return await IsOnChainAsync(call, bundle, spent).ConfigureAwait(false) switch
        {
            true => new(SpendStatus.Confirmed),
            false => new(SpendStatus.Refused, TakenByAnother),
            null => new(SpendStatus.Unknown, NobodyKnows),
        };
    }

    /// <summary>Those of the coins that the wallet of the key knows.</summary>
    public static async Task<List<WalletCoin>> KnownAsync(Call call, IReadOnlyList<Coin> coins)
    {
        var known = new List<WalletCoin>();
        var request = new WalletCoinsRequest { CoinIdFilter = new([.. coins.Take(MostCoins).Select(coin => coin.CoinId!)], 1), Limit = MostCoins };
        await foreach (var coin in call.StreamAsync(WalletCore.GetCoinRecords, request).ConfigureAwait(false))
        {
            known.Add(coin);
        }

        return known;
    }

    // Null where no full node can tell: one that lags behind the wallet lacks an output that is there, so it must know the spent coin as spent too.
    private static async Task<bool?> IsOnChainAsync(Call call, Bundle bundle, string spent)
    {
        if (bundle.Additions is not [{ CoinId: { } output }, ..])
        {
            return null;
        }

        try
        {
            return await CoinAsync(call, output).ConfigureAwait(false) is not null ? true
                : await CoinAsync(call, spent).ConfigureAwait(false) is { Spent: true } ? false
                : null;
        }
        catch (ChiaException)
        {
            return null;
        }
    }

    private static async Task<CoinRecord?> CoinAsync(Call call, string coinId)
    {
        try
        {
            return await call.SendAsync(FullNode.GetCoinRecordByName, new(coinId)).ConfigureAwait(false);
        }
        catch (ChiaRpcException e) when (e.ErrorId == "ChiaRpc.NotFound")
        {
            return null;
        }
    }
}
