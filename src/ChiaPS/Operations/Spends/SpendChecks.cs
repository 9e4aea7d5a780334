using System.Globalization;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>What is looked at before anything is built.</summary>
internal sealed class SpendChecks(Call call, SpendSettings settings)
{
    // 10,000,000 XCH
    private const decimal Huge = 10_000_000m * 1_000_000_000_000m;

    // Before it, a wallet sends what it is asked only to build.
    private static readonly ReleaseNeed Oldest = new("2.4.3", "may send what it is only asked to build", "Update Chia there to spend with ChiaPS; reading works with older releases.");

    // tx_config.py reads both since 2.7.1.
    private static readonly ReleaseNeed Chosen = new("2.7.1", "passes over IncludeCoinId and PrimaryCoinId");

    public async Task RunAsync(IReadOnlyList<SpendOrder> orders)
    {
        foreach (var order in orders)
        {
            CheckFee(order);
            if (Unusual(order) is { } what && !settings.AllowUnusual)
            {
                throw new ChiaException("ChiaSpend.Unusual", $"{Sentence(what)}. Nothing was sent.", "If it is meant so, say -AllowUnusual.");
            }
        }

        await CheckReleaseAsync(orders).ConfigureAwait(false);
        await CheckSyncAsync().ConfigureAwait(false);
        await CheckBalanceAsync(orders).ConfigureAwait(false);
    }

    /// <summary>What few people want, in words; null when there is nothing of the kind.</summary>
    public static string? Unusual(SpendOrder order) =>
        order.Pays && order.Rows.Any(row => row.AmountMojo == 0) ? "an amount is 0"
        : order.WalletType.Unit() == AmountUnit.Xch && order.Rows.Any(row => row.AmountMojo > Huge) ? "an amount is more than 10000000 XCH"
        : order.Pays && order.WalletType.Unit() == AmountUnit.Xch && order.FeeMojo > order.AmountMojo ? "the fee is more than the amount"
        : null;

    private static string Sentence(string what) => char.ToUpperInvariant(what[0]) + what[1..];

    private void CheckFee(SpendOrder order)
    {
        if (order.FeeMojo > settings.MaxFeeMojo)
        {
            throw new ChiaException(
                "ChiaSpend.FeeTooHigh",
                string.Create(CultureInfo.InvariantCulture, $"The fee of {Units.Xch(order.FeeMojo)} XCH is more than the {Units.Xch(settings.MaxFeeMojo)} XCH that a spend may pay here. Nothing was sent."),
                "A fee is given in XCH. If it is meant so, raise -MaxFee, here or with Set-ChiaSession.");
        }
    }

    private async Task CheckReleaseAsync(IReadOnlyList<SpendOrder> orders)
    {
        var release = await ReleaseGuard.ReadAsync(call, ChiaService.Wallet).ConfigureAwait(false);
        var isChosen = settings.Option is { IncludeCoinId.Length: > 0 } or { PrimaryCoinId: not null };
        foreach (var need in orders.SelectMany(order => order.Needs).Append(Oldest).Concat(isChosen ? [Chosen] : []).OrderBy(need => Version.Parse(need.Since)))
        {
            if (!ReleaseGuard.IsAtLeast(release, need.Since))
            {
                throw new ChiaException(
                    "ChiaSpend.Release", $"The wallet of '{call.Session.Name}' has release {release ?? ReleaseGuard.Oldest}: before {need.Since} a wallet {need.What}. Nothing was sent.", need.Advice);
            }
        }
    }

    private async Task CheckSyncAsync()
    {
        if (settings.AllowUnsynced)
        {
            return;
        }

        var sync = await SyncReader.ReadAsync(call, ChiaService.Wallet).ConfigureAwait(false);
        if (sync.PeerCount == 0)
        {
            throw new ChiaException(
                "ChiaSpend.NoPeers",
                $"The wallet of '{call.Session.Name}' has no full node to send to. Nothing was sent.",
                "Check that a full node runs and that the wallet is connected: Get-ChiaSync. With -AllowUnsynced the wallet keeps it until it has one.");
        }

        // Each new block makes it not synced for a moment.
        if (!sync.Synced && !(sync.PeerCount > 0 && sync.Height > 0 && sync.PeakHeight - sync.Height <= 1 && !sync.Syncing))
        {
            throw new ChiaException(
                "ChiaSpend.NotSynced",
                $"The wallet of '{call.Session.Name}' is not synced: height {sync.Progress}. Nothing was sent.",
                "Wait for it with Wait-ChiaSync, or let the spend wait: -Option @{ WaitForSync = $true }. -AllowUnsynced spends all the same.");
        }
    }

    private async Task CheckBalanceAsync(IReadOnlyList<SpendOrder> orders)
    {
        var fees = orders.Sum(order => (decimal)order.FeeMojo);
        var paying = orders.Where(order => order.Pays).ToList();
        foreach (var wallet in paying.GroupBy(order => order.WalletId))
        {
            var type = wallet.First().WalletType;
            var unit = type.Unit();
            var amount = wallet.Sum(order => order.AmountMojo);
            var ownFees = unit == AmountUnit.Xch ? fees : 0;
            var balance = await call.SendAsync(WalletCore.GetWalletBalance, new(wallet.Key)).ConfigureAwait(false);
            CheckFunds(balance, amount, ownFees);
            CheckCoins(balance, wallet.ToList());
        }

        if (fees > 0 && !paying.Exists(order => order.WalletType.Unit() == AmountUnit.Xch))
        {
            CheckFunds(await call.SendAsync(WalletCore.GetWalletBalance, new(1)).ConfigureAwait(false), 0, fees);
        }
    }

    private static void CheckFunds(WalletBalance balance, decimal amount, decimal fees)
    {
        if (amount + fees <= balance.SpendableBalanceMojo)
        {
            return;
        }

        var unit = balance.WalletType.Unit();
        var locked = balance.ConfirmedWalletBalanceMojo - balance.SpendableBalanceMojo;
        throw new ChiaException(
            "ChiaSpend.InsufficientFunds",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Units.Of(unit, amount)} {balance.Unit}{(fees > 0 ? $" and {Units.Of(unit, fees)} {balance.Unit} of fees are" : " is")} more than the {balance.SpendableBalance} {balance.Unit} that wallet {balance.WalletId} can spend now{(locked > 0 ? $" ({Units.Of(unit, locked)} {balance.Unit} more are locked in pending transactions)" : "")}. Nothing was sent."),
            locked > 0 ? "Wait until the pending transactions are confirmed: Get-ChiaTransaction -Confirmed:$false shows them." : "Get-ChiaWalletBalance shows what there is.");
    }

    private static void CheckCoins(WalletBalance balance, List<SpendOrder> orders)
    {
        var coins = balance.UnspentCoinCount - Math.Min(balance.UnspentCoinCount, balance.PendingCoinRemovalCount);
        if (orders.Count > coins)
        {
            throw TooFewCoins(balance.WalletId, orders.Count, coins);
        }

        if (orders.FirstOrDefault(order => order.AmountMojo > balance.MaxSendAmountMojo) is { } large)
        {
            throw new ChiaException(
                "ChiaSpend.TooManyCoins",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Wallet {balance.WalletId} has {balance.SpendableBalance} {balance.Unit}, but in coins so small that one transaction can send only {balance.MaxSendAmount} {balance.Unit} of it; {Units.Of(large.WalletType.Unit(), large.AmountMojo)} {balance.Unit} are asked for. Nothing was sent."),
                "Join coins first: Join-ChiaCoin.");
        }
    }

    public static ChiaException TooFewCoins(uint walletId, int bundles, uint coins, Exception? inner = null) => new(
        "ChiaSpend.TooFewCoins",
        string.Create(
            CultureInfo.InvariantCulture,
            $"This takes {bundles} bundles, each with coins of its own, and wallet {walletId} has {coins} that can be spent now. Nothing was sent."),
        "Split a coin first (Split-ChiaCoin), raise -BatchSize, or give equal payments different amounts.",
        inner);
}
