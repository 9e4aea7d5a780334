using System.Text.Json;
using ChiaPS.Json;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>A bundle as the wallet built it: one spend bundle and the records that belong to it.</summary>
internal sealed class Bundle
{
    private readonly JsonElement _spendBundle;

    public Bundle(IReadOnlyList<TransactionRecord> records)
    {
        Records = records;
        var carrier = records.FirstOrDefault(record => record.SpendBundle is not null) ?? records[0];
        _spendBundle = carrier.SpendBundle is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : default;
        TransactionId = carrier.TransactionId ?? "";
        IsSigned = BundleIds.IsSigned(_spendBundle);
        SpendBundleId = IsSigned ? BundleIds.Compute(_spendBundle) : null;

        var spent = Distinct(records.SelectMany(record => record.Removals ?? []));
        var made = Distinct(records.SelectMany(record => record.Additions ?? []));
        Removals = [.. spent.Values.Where(coin => !made.ContainsKey(coin.CoinId!))];
        Additions = [.. made.Values.Where(coin => !spent.ContainsKey(coin.CoinId!))];
        FeeMojo = records.Count == 0 ? 0 : records.Max(record => record.FeeMojo);
    }

    public IReadOnlyList<TransactionRecord> Records { get; }

    /// <summary>Id of the record with the spend bundle: the one that hears the node's verdict.</summary>
    public string TransactionId { get; }

    public string[] TransactionIds => [.. Records.Select(record => record.TransactionId ?? "")];

    public string? SpendBundleId { get; }

    public bool IsSigned { get; }

    /// <summary>Coins that it spends; not those that it makes and spends at once.</summary>
    public IReadOnlyList<Coin> Removals { get; }

    /// <summary>Coins that it leaves.</summary>
    public IReadOnlyList<Coin> Additions { get; }

    /// <summary>The fee that its records name, in mojos.</summary>
    public ulong FeeMojo { get; }

    public DateTimeOffset? CreatedAt => Records[0].CreatedAtTime;

    public string TransactionJson => $"[{string.Join(',', Records.Select(record => record.TransactionJson))}]";

    /// <summary>What goes in and does not come out; over all wallets only the fee does that.</summary>
    public decimal PaidFeeMojo => Removals.Sum(coin => (decimal)coin.AmountMojo) - Additions.Sum(coin => (decimal)coin.AmountMojo);

    /// <summary>Whether a coin goes to a puzzle hash: by its own, or by its hint where it is wrapped, as a CAT or a clawback is. Up to 2.5.6 records keep the last memo only, so the puzzle of a CAT is looked at, too.</summary>
    public bool IsFor(Coin coin, string puzzleHash, string? assetId) => coin.PuzzleHash == puzzleHash
        || (assetId is not null && coin.PuzzleHash == CatPuzzles.Wrap(assetId, puzzleHash))
        || Records.Any(record => record.Memos?.GetValueOrDefault(coin.CoinId!)?.FirstOrDefault() == puzzleHash);

    /// <summary>Reads records back from the text of <see cref="SpendResult.TransactionJson"/>, or of one record.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Transaction</c>.</exception>
    public static Bundle Parse(string json, Origin origin)
    {
        try
        {
            var element = JsonSerializer.Deserialize<JsonElement>(json);
            JsonElement[] parts = element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];
            var records = parts.Select(part => part.Deserialize<TransactionRecord>(ChiaJson.Answers)!).ToList();
            for (var i = 0; i < records.Count; i++)
            {
                ((IKeepsJson)records[i]).Keep(parts[i].GetRawText());
                records[i].Stamp(origin);
            }

            return records.Count > 0 && records.TrueForAll(record => Hex.Hash(record.TransactionId) is not null)
                ? new Bundle(records)
                : throw new JsonException("it has no records with an id.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or KeyNotFoundException)
        {
            throw new ChiaException("ChiaArgument.Transaction", $"This is no transaction of a wallet: {e.Message}", "Give the TransactionJson of a SpendResult or TransactionRecord, whole as it was.", e);
        }
    }

    private static Dictionary<string, Coin> Distinct(IEnumerable<Coin> coins) =>
        coins.Where(coin => coin.CoinId is not null).DistinctBy(coin => coin.CoinId, StringComparer.Ordinal).ToDictionary(coin => coin.CoinId!, StringComparer.Ordinal);
}
