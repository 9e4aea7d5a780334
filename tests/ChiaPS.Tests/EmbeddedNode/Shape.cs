using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChiaPS.Tests.Embedded;

/// <summary>The shapes a set of JSON values has: at each place the sets of keys that objects had there, and the kinds of the values.</summary>
internal sealed partial class Shape
{
    private readonly Dictionary<string, HashSet<string>> _seen = new(StringComparer.Ordinal);

    /// <summary>Takes in a value, as what stands at a place of the whole.</summary>
    public void Learn(JsonElement value, string at = "") => Walk(value, at, (place, what) =>
    {
        if (!_seen.TryGetValue(place, out var known))
        {
            _seen[place] = known = new HashSet<string>(StringComparer.Ordinal);
        }

        known.Add(what);
    });

    /// <summary>Where a value is like nothing that was learned; empty when it fits.</summary>
    public IReadOnlyList<string> Misfits(JsonElement value)
    {
        var misfits = new List<string>();
        Walk(value, "", (place, what) =>
        {
            if (_seen.Count > 0 && (!_seen.TryGetValue(place, out var known) || !known.Contains(what)))
            {
                misfits.Add($"{place}: {what}, known {string.Join(" or ", known ?? ["nothing"])}");
            }
        });
        return misfits;
    }

    // Maps by coin id, wallet id or fingerprint have keys that are values.
    [GeneratedRegex("^((0x)?[0-9a-f]{40,}.*|[0-9]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValueAsKey { get; }

    private static void Walk(JsonElement value, string place, Action<string, string> visit)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var names = value.EnumerateObject().Select(p => ValueAsKey.IsMatch(p.Name) ? "*" : p.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
                var keys = string.Join(',', names);
                visit(place, keys is "" or "*" ? "map" : "{" + keys + "}");
                foreach (var property in value.EnumerateObject())
                {
                    Walk(property.Value, $"{place}/{(ValueAsKey.IsMatch(property.Name) ? "*" : property.Name)}", visit);
                }

                break;
            case JsonValueKind.Array:
                visit(place, "array");
                foreach (var item in value.EnumerateArray())
                {
                    Walk(item, place + "/#", visit);
                }

                break;
            case JsonValueKind.True or JsonValueKind.False:
                visit(place, "bool");
                break;
            default:
                visit(place, value.ValueKind.ToString());
                break;
        }
    }
}
