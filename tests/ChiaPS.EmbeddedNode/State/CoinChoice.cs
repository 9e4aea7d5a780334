using System.Text.Json;

namespace ChiaPS.Embedded;

/// <summary>Which coins a request lets the wallet take.</summary>
internal sealed class CoinChoice(JsonElement request, bool onlyExclusions = false)
{
    private readonly HashSet<string> _excluded =
    [
        .. Ids(request, "excluded_coin_ids"),
        .. request.Get("exclude_coins") is { ValueKind: JsonValueKind.Array } coins ? coins.EnumerateArray().Select(coin => Coin.Of(System.Text.Json.Nodes.JsonNode.Parse(coin.GetRawText())!).Id) : [],
    ];

    private readonly HashSet<string> _included = onlyExclusions ? [] : [.. Ids(request, "included_coin_ids"), .. request.Get("primary_coin") is { } primary ? [Request.Hash(primary)] : Array.Empty<string>()];

    /// <summary>Coins that are worth at least so much, the included ones among them.</summary>
    public IReadOnlyList<Coin> Pick(IEnumerable<Coin> spendable, UInt128 total, uint walletId)
    {
        var all = spendable.ToList();
        var balance = Wallet.Sum(all);
        if (total > balance)
        {
            throw new RpcFailure(walletId == Wallet.Xch
                ? $"Can't spend more than wallet balance: {balance} mojos, tried to spend: {total} mojos"
                : $"Can't select amount higher than our spendable balance.  Amount: {total}, spendable: {balance}");
        }

        var allowed = all.Where(IsAllowed).ToList();
        var picked = allowed.FindAll(coin => _included.Contains(coin.Id));
        if (picked.Count < _included.Count)
        {
            throw new RpcFailure("Some coin selection restrictions eliminated coins specified for inclusion");
        }

        if (Wallet.Sum(allowed) < total)
        {
            throw new RpcFailure($"Transaction for {total} is greater than max spendable balance in a block of {Wallet.Sum(allowed)}. There may be other transactions pending or our minimum coin amount is too high.");
        }

        // The smallest that is enough, else the largest first.
        var rest = allowed.Except(picked).OrderByDescending(coin => coin.Amount).ToList();
        while (Wallet.Sum(picked) < total || picked.Count == 0)
        {
            var missing = total - Wallet.Sum(picked);
            var next = rest.FindLast(coin => coin.Amount >= missing) ?? rest[0];
            picked.Add(next);
            rest.Remove(next);
        }

        return picked;
    }

    public bool IsAllowed(Coin coin) =>
        !_excluded.Contains(coin.Id)
        && (onlyExclusions
            || (coin.Amount >= Mojos("min_coin_amount", 0)
                && coin.Amount <= Mojos("max_coin_amount", ulong.MaxValue)
                && !(request.Get("excluded_coin_amounts") is { ValueKind: JsonValueKind.Array } amounts && amounts.EnumerateArray().Any(one => (ulong)Request.Number(one) == coin.Amount))));

    /// <summary>Ids of a list of hashes; none where there is no such list.</summary>
    public static IEnumerable<string> Ids(JsonElement request, string name) =>
        request.Get(name) is { ValueKind: JsonValueKind.Array } ids ? ids.EnumerateArray().Select(Request.Hash) : [];

    private ulong Mojos(string name, ulong otherwise) => request.Get(name) is null ? otherwise : request.Unsigned(name, "uint64") is var given && given == 0 && otherwise > 0 ? otherwise : given;
}
