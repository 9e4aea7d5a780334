using System.Globalization;
using System.Text;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>What will happen, in words: amounts in units and mojos, fee, recipients, coins and change, key, network, host, and what is unusual.</summary>
internal static class SpendPreview
{
    private const int MostRows = 20;

    public static string Text(Call call, IReadOnlyList<SpendOrder> orders, IReadOnlyList<Bundle> bundles, string? keyLabel, string? prefix)
    {
        var text = new StringBuilder();
        var rows = orders.SelectMany(order => order.Rows.Select(row => (Order: order, Row: row))).ToList();
        if (rows.Count > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"{orders[0].Verb} {rows.Count} amounts, {Totals(orders, prefix)} in all, in {Count(orders.Count, "bundle")}");
        }
        else
        {
            text.Append(orders[0].Verb).Append(' ').Append(Line(rows[0].Order, rows[0].Row, prefix));
        }

        var fee = orders.Sum(order => (decimal)order.FeeMojo);
        text.Append(", ").Append(fee == 0 ? "no fee" : $"fee {Amount(WalletType.Standard, fee, prefix)}{(orders.Count > 1 ? " in all" : "")}");
        text.Append(CultureInfo.InvariantCulture, $", from wallet {string.Join(" and ", orders.Select(order => order.WalletId).Distinct())} of key {call.Fingerprint}{(keyLabel is { Length: > 0 } ? $" '{keyLabel}'" : "")}");
        text.Append(CultureInfo.InvariantCulture, $" at {call.Session.HostName} (session '{call.Session.Name}', network {call.Session.Network ?? "not known"}), ");
        text.Append(bundles.Count > 0 ? Coins(orders, bundles, prefix) : Count(orders.Sum(order => order.MustSpend.Count), "coin")).Append('.');
        foreach (var what in orders.Select(SpendChecks.Unusual).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            text.Append(" UNUSUAL: ").Append(what).Append('.');
        }

        if (rows.Count > 1)
        {
            foreach (var (order, row) in rows.Take(MostRows))
            {
                text.AppendLine().Append("  ").Append(Line(order, row, prefix));
            }

            if (rows.Count > MostRows)
            {
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"  and {rows.Count - MostRows} more");
            }
        }

        return text.ToString();
    }

    /// <summary>An amount in units and in mojos.</summary>
    public static string Amount(WalletType type, decimal mojo, string? prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{Units.Of(type.Unit(), mojo)} {type.UnitName(prefix)} ({mojo} mojos)");

    /// <summary>A text of somebody's file on one line: a character that breaks or hides a line, and so could feign another payment, is shown by its number.</summary>
    public static string Shown(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? $"\\u{Convert.ToHexString([(byte)(c >> 8), (byte)c])}" : $"{c}"));

    private static string Line(SpendOrder order, SpendRow row, string? prefix) =>
        Amount(order.WalletType, row.AmountMojo, prefix)
        + (order.AssetId is null ? "" : $" of asset {order.AssetId}")
        + (row.Address is null ? "" : $" to {row.Address}")
        + (row.Memos.Count == 0 ? "" : $" with memo '{string.Join("', '", row.Memos.Select(Shown))}'")
        + (row.Reference is null ? "" : $" as {Shown(row.Reference)}");

    private static string Totals(IReadOnlyList<SpendOrder> orders, string? prefix) => string.Join(
        " and ", orders.GroupBy(order => order.WalletId).Select(wallet => Amount(wallet.First().WalletType, wallet.Sum(order => order.AmountMojo), prefix)));

    private static string Coins(IReadOnlyList<SpendOrder> orders, IReadOnlyList<Bundle> bundles, string? prefix)
    {
        var spent = bundles.SelectMany(bundle => bundle.Removals).ToList();
        var coins = Count(spent.Count, "coin");
        if (orders.Any(order => order.WalletType.Unit() != AmountUnit.Xch))
        {
            return $"{coins} spent";
        }

        var total = spent.Sum(coin => (decimal)coin.AmountMojo);
        var change = total - orders.Sum(order => order.AmountMojo + order.FeeMojo);
        return $"{coins} of {Amount(WalletType.Standard, total, prefix)} spent{(orders[0].Pays ? $", {Amount(WalletType.Standard, change, prefix)} come back" : "")}";
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
