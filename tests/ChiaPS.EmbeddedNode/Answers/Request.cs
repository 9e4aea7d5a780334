using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ChiaPS.Embedded;

/// <summary>Reads requests with Python's tolerance and Python's complaints.</summary>
internal static class Request
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static string Strip0x(string hex) => (hex.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? hex[2..] : hex).ToLowerInvariant();

    public static bool Has(this JsonElement request, string name) => request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out _);

    public static JsonElement? Get(this JsonElement request, string name) =>
        request.Has(name) && request.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>Truth as Python sees it: the text "false" is true.</summary>
    public static bool Flag(this JsonElement request, string name, bool otherwise) => request.Get(name) is not { } value
        ? otherwise && !request.Has(name)
        : value.ValueKind switch
        {
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetDouble() != 0,
            JsonValueKind.String => value.GetString()!.Length > 0,
            JsonValueKind.Array => value.GetArrayLength() > 0,
            _ => true,
        };

    /// <summary>A number that may come as text; a fraction is cut.</summary>
    public static long Number(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return value.TryGetInt64(out var whole) ? whole : (long)value.GetDouble();
            case JsonValueKind.String:
                return long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
                    ? parsed
                    : throw new RpcFailure($"invalid literal for int() with base 10: '{value.GetString()}'");
            default:
                throw new RpcFailure(
                    $"int() argument must be a string, a bytes-like object or a real number, not '{PythonType(value)}'");
        }
    }

    public static long? Number(this JsonElement request, string name) => request.Get(name) is { } value ? Number(value) : null;

    public static uint Height(JsonElement value)
    {
        var number = Number(value);
        return number is >= 0 and <= uint.MaxValue ? (uint)number : throw new RpcFailure($"Value {number} does not fit into uint32");
    }

    /// <summary>A hash of 32 bytes as hex without 0x.</summary>
    public static string Hash(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new RpcFailure($"'{PythonType(value)}' object has no attribute 'startswith'");
        }

        var hex = Strip0x(value.GetString()!);
        var bad = hex.AsSpan().IndexOfAnyExcept(HexDigits);
        if (bad >= 0)
        {
            throw new RpcFailure($"non-hexadecimal number found in fromhex() arg at position {bad}");
        }

        var bytes = Convert.FromHexString(hex[..(hex.Length / 2 * 2)]);
        return hex.Length == 64 ? hex : throw new RpcFailure($"bad bytes32 initializer {PythonBytes(bytes)}");
    }

    private static string PythonBytes(byte[] bytes) =>
        "b'" + string.Concat(bytes.Select(b => b is >= 0x20 and < 0x7f ? ((char)b).ToString() : $"\\x{b:x2}")) + "'";

    /// <summary>Complains as the wallet does when a typed request lacks fields.</summary>
    public static void Needs(this JsonElement request, string type, params ReadOnlySpan<string> names)
    {
        var missing = new List<string>();
        foreach (var name in names)
        {
            if (!request.Has(name))
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            throw new RpcFailure($"{missing.Count} field{(missing.Count == 1 ? "" : "s")} missing for {type}: {string.Join(", ", missing)}");
        }
    }

    /// <summary>An unsigned number of a typed request.</summary>
    public static ulong Unsigned(this JsonElement request, string name, string type = "uint32")
    {
        var value = request.GetProperty(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            var shown = value.ValueKind == JsonValueKind.Null ? "None" : text;
            throw new RpcFailure($"Failed to convert {shown} from type {PythonType(value)} to {type}: TypeError: " +
                $"int() argument must be a string, a bytes-like object or a real number, not '{PythonType(value)}'");
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            text = text.Split('.')[0];
        }

        var max = type is "uint32" ? uint.MaxValue : ulong.MaxValue;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new RpcFailure($"Failed to convert '{text}' from type str to {type}: ValueError: invalid literal for int() with base 10: '{text}'");
        }

        return number >= 0 && number <= max
            ? (ulong)number
            : throw new RpcFailure(
                $"Failed to convert {text} from type {PythonType(value)} to {type}: ValueError: Value {text} does not fit into {type}");
    }

    public static string PythonType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "NoneType",
        JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "float" : "int",
        JsonValueKind.String => "str",
        JsonValueKind.Array => "list",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "dict",
    };
}
