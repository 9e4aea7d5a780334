using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Values;

namespace ChiaPS.Identity;

/// <summary>A <see cref="ChiaSpendOption"/>, or a hashtable of the same names.</summary>
internal sealed class SpendOptionAttribute : TransformAttribute
{
    private static readonly string[] Names = [.. typeof(ChiaSpendOption).GetProperties().Select(property => property.Name)];

    private protected override object? One(object? given, object? value) => value switch
    {
        ChiaSpendOption option => option,
        IDictionary map => Read(map),
        _ => throw Unfit(value!),
    };

    private protected override object Collect(object?[] items) => throw Wrong("One set of options is needed, not several.");

    /// <summary>Conditions as JSON: objects, hashtables or the text itself.</summary>
    public static string? Conditions(object? value)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (plain is null or string { Length: 0 })
        {
            return null;
        }

        try
        {
            var list = plain as string ?? JsonBody.Text(plain is IList and not IDictionary ? value : new[] { value });
            var element = JsonSerializer.Deserialize<JsonElement>(list);
            return element.ValueKind == JsonValueKind.Array ? list : element.ValueKind == JsonValueKind.Object ? $"[{list}]" : throw new JsonException("it is no list of objects.");
        }
        catch (Exception e) when (e is JsonException or ChiaException)
        {
            throw Wrong($"This is no list of conditions: {e.Message} Give objects such as @{{ opcode = 60; args = @{{ msg = '0x01' }} }}.", e);
        }
    }

    private static ChiaSpendOption Read(IDictionary map)
    {
        var given = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in map)
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            given[System.Array.Find(Names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                ?? throw Wrong($"There is no option '{name}'. There are {string.Join(", ", Names)}.")] = entry.Value;
        }

        return new ChiaSpendOption
        {
            MinCoinAmount = OfAmount(given.GetValueOrDefault("MinCoinAmount")),
            MaxCoinAmount = OfAmount(given.GetValueOrDefault("MaxCoinAmount")),
            ExcludeCoinAmount = Each(given.GetValueOrDefault("ExcludeCoinAmount"), OfAmount),
            ExcludeCoinId = Each(given.GetValueOrDefault("ExcludeCoinId"), Id),
            IncludeCoinId = Each(given.GetValueOrDefault("IncludeCoinId"), Id),
            PrimaryCoinId = Id(given.GetValueOrDefault("PrimaryCoinId")),
            ReuseAddress = As<bool?>(given, "ReuseAddress"),
            NoMerge = As<bool>(given, "NoMerge"),
            Condition = Conditions(given.GetValueOrDefault("Condition")),
            ValidAfter = TimeAttribute.Read(given.GetValueOrDefault("ValidAfter")),
            ValidBefore = TimeAttribute.Read(given.GetValueOrDefault("ValidBefore")),
            ValidAfterHeight = WholeNumberAttribute.Read(given.GetValueOrDefault("ValidAfterHeight")),
            ValidBeforeHeight = WholeNumberAttribute.Read(given.GetValueOrDefault("ValidBeforeHeight")),
            Unsigned = As<bool>(given, "Unsigned"),
            WaitForSync = As<bool>(given, "WaitForSync"),
        };
    }

    private static T[]? Each<T>(object? value, Func<object?, T?> one)
        where T : class
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is null ? null : [.. (plain is IList list and not byte[] ? list.Cast<object?>() : [value]).Select(item => one(item)!)];
    }

    private static Amount? OfAmount(object? value)
    {
        try
        {
            return value is null ? null : AmountAttribute.Read(value);
        }
        catch (ChiaException e)
        {
            throw Wrong($"{e.Message} {e.Advice}", e);
        }
    }

    private static string? Id(object? value)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => null,
            byte[] { Length: 32 } bytes => Hex.Format(bytes),
            _ when Hex.Hash(Convert.ToString(plain, CultureInfo.InvariantCulture)) is { } hash => Hex.Format(hash),
            _ => throw Wrong($"'{plain}' is no coin id: 32 bytes of hex (64 digits, with or without 0x)."),
        };
    }

    private static T? As<T>(Dictionary<string, object?> given, string name)
    {
        try
        {
            return given.GetValueOrDefault(name) is { } value ? (T)LanguagePrimitives.ConvertTo(value, typeof(T), CultureInfo.InvariantCulture) : default;
        }
        catch (PSInvalidCastException e)
        {
            throw Wrong($"Option {name}: {e.Message}", e);
        }
    }
}
