using System.Globalization;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>
/// One spend of one or several bundles, step by step: check, build, (the cmdlet asks,) lock, look again, journal, push, verdict. Nothing is
/// pushed that was not built, journaled and, where asked for, confirmed; no push is repeated.
/// </summary>
internal sealed class Spend
{
    private readonly Call _call;
    private readonly SpendSettings _settings;
    private readonly uint _fingerprint;
    private readonly string? _prefix;
    private List<Bundle> _bundles = [];

    private Spend(Call call, SpendSettings settings, string? prefix)
    {
        (_call, _settings, _prefix) = (call, settings, prefix);
        _fingerprint = call.Fingerprint!.Value;
        Journal = new(call.Session, _fingerprint);
    }

    public SpendJournal Journal { get; }

    public IReadOnlyList<SpendOrder> Orders { get; private set; } = [];

    public string? Prefix => _prefix;

    /// <summary>For the key that the call knows: the guard has looked.</summary>
    public static async Task<Spend> StartAsync(Call call, SpendSettings settings) =>
        new(call, settings, (await call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false)).Prefix);

    public Task<SpendLock> LockAsync() => SpendLock.TakeAsync(Journal.Folder, SpendLock.Patience, _call.Token);

    public async Task CheckAsync(IReadOnlyList<SpendOrder> orders)
    {
        Orders = orders;
        await new SpendChecks(_call, _settings).RunAsync(orders).ConfigureAwait(false);
        if (!_settings.AllowDuplicate)
        {
            await new DuplicateCheck(_call, Journal).RunAsync(orders).ConfigureAwait(false);
        }
    }

    /// <summary>Builds every bundle, each with coins of its own. Nothing is stored and no coin is locked by it.</summary>
    public async Task BuildAsync(bool sign)
    {
        var kept = await UnsettledAsync().ConfigureAwait(false);
        try
        {
            _bundles = await BuildAsync(sign, kept).ConfigureAwait(false);
        }
        catch (ChiaException e) when (kept.Count > 0 && e.ErrorId is "ChiaSpend.TooFewCoins" or "ChiaRpc.InsufficientFunds")
        {
            _bundles = await BuildAsync(sign, []).ConfigureAwait(false);
        }

        Orders = [.. Orders.Zip(_bundles, (order, bundle) => order.Rows[0].AmountIsOpen ? order with { Rows = [order.Rows[0] with { AmountMojo = Moved(order, bundle) }] } : order)];
    }

    /// <summary>What is asked about is described from what is known, not from what was built.</summary>
    public bool IsBuiltLate => Orders.Any(order => order.IsBuiltLate);

    public string Preview(string? keyLabel) => SpendPreview.Text(_call, Orders, _bundles, keyLabel, _prefix);

    /// <summary>Results of what was built and is not sent.</summary>
    public IEnumerable<SpendResult> BuiltResults() => Orders.Zip(_bundles).SelectMany(pair => Entry(pair.First, pair.Second).Results(_call.Session.Name, pair.Second.TransactionJson));

    /// <summary>Whether key and coins are still as they were when it was built.</summary>
    /// <exception cref="ChiaException"><c>ChiaWallet.WrongKey</c>: another key was logged in meanwhile; <c>ChiaSpend.CoinTaken</c>: building it again would spend the same coin.</exception>
    public async Task<bool> StillHoldsAsync()
    {
        await KeyGuard.CheckAsync(_call, _fingerprint).ConfigureAwait(false);
        var ids = _bundles.SelectMany(bundle => bundle.Removals).Select(coin => coin.CoinId!).ToList();
        await foreach (var coin in new WalletCoinList(_call, Orders.Select(order => order.WalletId).Append(1u).Distinct()).ReadAsync(ids).ConfigureAwait(false))
        {
            if (coin.State != WalletCoinState.Spendable)
            {
                return Orders.Any(order => order.MustSpend.Contains(coin.CoinId, StringComparer.Ordinal)) ? throw CoinTaken(coin) : false;
            }
        }

        return true;
    }

    /// <summary>Pushes one bundle and hears what becomes of it. From the push on, nothing cancels it.</summary>
    /// <returns>A result a row, and the error that ends the spend after them; null when all is well.</returns>
    public async Task<(IReadOnlyList<SpendResult> Results, ChiaException? Error)> PushAsync(int index)
    {
        var (order, bundle) = (Orders[index], _bundles[index]);
        await KeyGuard.CheckAsync(_call, _fingerprint).ConfigureAwait(false);
        var (entry, error) = await new SpendPush(_call, Journal, _settings.AllowUnsynced).RunAsync(Entry(order, bundle), bundle).ConfigureAwait(false);
        return ([.. entry.Results(_call.Session.Name, bundle.TransactionJson)], error);
    }

    private async Task<List<Bundle>> BuildAsync(bool sign, IReadOnlyCollection<string> kept)
    {
        var bundles = new List<Bundle>();
        foreach (var order in Orders)
        {
            List<string> taken = [.. bundles.SelectMany(bundle => bundle.Removals).Select(coin => coin.CoinId!), .. kept.Except(order.MustSpend, StringComparer.Ordinal)];
            var terms = new BuildTerms(_settings.Option, order.WalletType.Unit(), order.FeeMojo, sign, _settings.AllowUnsynced, taken);
            var records = new List<TransactionRecord>();
            try
            {
                await foreach (var record in order.Build(terms).ConfigureAwait(false))
                {
                    records.Add(record);
                }
            }
            catch (ChiaRpcException e) when (bundles.Count > 0 && e.ErrorId == "ChiaRpc.InsufficientFunds")
            {
                throw SpendChecks.TooFewCoins(order.WalletId, Orders.Count, (uint)bundles.Count, e);
            }

            var bundle = records.Count > 0 ? new Bundle(records) : throw NotAsAsked("the wallet built nothing");
            Verify(order, bundle, sign);
            bundles.Add(bundle);
        }

        return bundles;
    }

    // Coins of what was sent and nobody knows of: only while they are there it can still be settled. They are taken where nothing else is left; then it cannot pay any more.
    private async Task<List<string>> UnsettledAsync()
    {
        var origin = await _call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false);
        return
        [
            .. Journal.Read().Entries.Where(entry => entry is { Status: SpendStatus.Unknown, Removed: false })
                .Select(Journal.ReadRecords).OfType<string>()
                .SelectMany(records => Bundle.Parse(records, origin).Removals.Select(coin => coin.CoinId!)),
        ];
    }

    private JournalEntry Entry(SpendOrder order, Bundle bundle) => JournalEntry.Of(order, bundle, _fingerprint, _prefix);

    // What is pushed is what was asked for, whatever the wallet says that it built.
    private static void Verify(SpendOrder order, Bundle bundle, bool sign)
    {
        if (sign && !bundle.IsSigned)
        {
            throw NotAsAsked("the wallet did not sign it");
        }

        if (order.Pays && bundle.PaidFeeMojo != order.FeeMojo)
        {
            throw NotAsAsked(string.Create(CultureInfo.InvariantCulture, $"its fee is {bundle.PaidFeeMojo} mojos, and {order.FeeMojo} were asked for"));
        }

        if (order.MustSpend.Except(bundle.Removals.Select(coin => coin.CoinId!), StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw NotAsAsked($"it does not spend coin {missing}");
        }

        var outputs = bundle.Additions.ToList();
        foreach (var row in order.Pays ? order.Rows : [])
        {
            var found = outputs.FindIndex(coin =>
                coin.AmountMojo == row.AmountMojo && bundle.IsFor(coin, row.PuzzleHash!, row.AssetId) && !(order.IsClawback && coin.PuzzleHash == row.PuzzleHash));
            if (found < 0)
            {
                throw NotAsAsked(string.Create(CultureInfo.InvariantCulture, $"it does not pay {row.AmountMojo} mojos to {row.Address}{(order.IsClawback ? " so that they can be taken back" : "")}"));
            }

            outputs.RemoveAt(found);
        }
    }

    public static ChiaException CoinTaken(WalletCoin coin) => new(
        "ChiaSpend.CoinTaken", $"Coin {coin.CoinId} cannot be spent: it is {(coin.State == WalletCoinState.Spent ? "spent" : "in a pending transaction")}.", "Get-ChiaWalletCoin -Spendable shows those that can.");

    private static ulong Moved(SpendOrder order, Bundle bundle) =>
        bundle.Records.Where(record => record.WalletId == order.WalletId).Select(record => record.AmountMojo).DefaultIfEmpty().Max();

    private static ChiaException NotAsAsked(string what) => new(
        "ChiaSpend.NotAsAsked", $"What the wallet built is not what was asked for: {what}. Nothing was sent.", "Check that wallet: its log (log/debug.log), its release and that it is yours.");
}
