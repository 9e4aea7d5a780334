using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Operations;
using ChiaPS.Values;

namespace ChiaPS.Identity;

/// <summary>What can be submitted.</summary>
internal enum SubmissionKind
{
    /// <summary>Records of a wallet.</summary>
    Records,

    /// <summary>A signed transaction of CHIP-29.</summary>
    Signed,

    /// <summary>A bare spend bundle.</summary>
    Bundle,
}

/// <summary>Something to submit: its JSON, and what is known of it, from an object, one that came back from a file or a job, a hashtable or JSON text.</summary>
internal sealed record Submission(SubmissionKind Kind, string Json)
{
    public uint? Fingerprint { get; init; }

    /// <summary>What a SpendResult says beside its records.</summary>
    public JournalRow? Row { get; init; }

    /// <summary>What one input holds: a list of results as JSON text has the rows of a bundle, or of several.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Transaction</c>.</exception>
    public static IReadOnlyList<Submission> ReadAll(PSObject given) =>
        given.BaseObject is string text && Rows(text) is { } rows ? [.. rows.Select(row => Read(PSObject.AsPSObject(JsonBody.Read(row)!)))] : [Read(given)];

    private static JsonElement[]? Rows(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text) is { ValueKind: JsonValueKind.Array } list
                && list.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("TransactionJson", out _)) ? [.. list.EnumerateArray()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Submission Read(PSObject given)
    {
        if (Text(given, "TransactionJson") is { Length: > 0 } records)
        {
            return new(SubmissionKind.Records, records)
            {
                Fingerprint = uint.TryParse(Text(given, "Fingerprint"), NumberStyles.None, CultureInfo.InvariantCulture, out var fingerprint) ? fingerprint : null,
                Row = RowOf(given),
            };
        }

        return
            Text(given, "SignedTransactionJson") is { Length: > 0 } signed ? new(SubmissionKind.Signed, signed)
            : given.BaseObject is string text ? OfJson(text)
            : Text(given, "SpendBundle") is { Length: > 0 } bundle ? OfJson(bundle)
            : given.BaseObject is IDictionary or PSCustomObject ? OfJson(JsonBody.Text(given))
            : throw Bad($"a {given.BaseObject.GetType().Name} is none");
    }

    // A TransactionRecord has no more to say than its JSON.
    private static JournalRow? RowOf(PSObject given) =>
        Text(given, "ToAddress") is null && ulong.TryParse(Text(given, "AmountMojo"), NumberStyles.None, CultureInfo.InvariantCulture, out var mojo)
        && uint.TryParse(Text(given, "WalletId"), NumberStyles.None, CultureInfo.InvariantCulture, out var wallet)
            ? new(
                Text(given, "Reference") is { Length: > 0 } reference ? reference : null,
                Text(given, "Address") is { Length: > 0 } address ? address : null,
                mojo,
                wallet,
                Text(given, "Unit") == "CAT" ? WalletType.Cat : WalletType.Standard,
                Text(given, "AssetId") is { Length: > 0 } asset ? asset : null,
                Text(given, "Unit"))
            : null;

    private static Submission OfJson(string json)
    {
        try
        {
            var element = JsonSerializer.Deserialize<JsonElement>(json);
            var first = element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0 ? element[0] : element;
            bool Has(string name) => first.ValueKind == JsonValueKind.Object && first.TryGetProperty(name, out _);
            return
                Has("TransactionJson") ? Read(PSObject.AsPSObject(JsonBody.Read(first)!))
                : Has("coin_spends") && Has("aggregated_signature") ? new(SubmissionKind.Bundle, json)
                : Has("transaction_info") && Has("signatures") ? new(SubmissionKind.Signed, json)
                : Has("name") && Has("spend_bundle") ? new(SubmissionKind.Records, json)
                : element.ValueKind == JsonValueKind.String && Hex.TryParse(element.GetString(), out _) ? new(SubmissionKind.Bundle, json)
                : throw Bad("this JSON is none of these");
        }
        catch (JsonException e)
        {
            return Hex.TryParse(json.Trim(), out var bytes) && bytes.Length > 100 ? new(SubmissionKind.Bundle, $"\"{Hex.Normalize(json.Trim())}\"") : throw Bad($"this text is no JSON: {e.Message}");
        }
    }

    private static string? Text(PSObject given, string name)
    {
        var value = given.BaseObject is IDictionary map ? (map.Contains(name) ? map[name] : null) : given.Properties[name]?.Value;
        return value switch
        {
            null => null,
            PSObject { BaseObject: string text } => text,
            string text => text,
            PSObject { BaseObject: PSCustomObject } or IDictionary => JsonBody.Text(value),
            _ => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture),
        };
    }

    private static ChiaException Bad(string reason) => new(
        "ChiaArgument.Transaction",
        $"This cannot be submitted: {reason}.",
        "Give a SpendResult, a TransactionRecord, a SignedTransaction or a spend bundle, as an object or as its JSON.");
}
