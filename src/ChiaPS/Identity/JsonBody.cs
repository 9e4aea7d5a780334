using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text.Json;
using ChiaPS.Json;

namespace ChiaPS.Identity;

/// <summary>PowerShell values to JSON and back, with exact numbers.</summary>
internal static class JsonBody
{
    private const int Deepest = 64;

    /// <exception cref="ChiaException"><c>ChiaArgument.Body</c>.</exception>
    public static byte[] Write(object? body)
    {
        var value = Unwrap(body);
        if (value is string text)
        {
            return Check(text);
        }

        return value is null ? "{}"u8.ToArray()
            : value is IDictionary or PSCustomObject ? System.Text.Encoding.UTF8.GetBytes(Text(body))
            : throw Bad($"a {value.GetType().Name} is no set of arguments");
    }

    /// <summary>Any value as JSON text.</summary>
    public static string Text(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ChiaJson.Requests.Encoder }))
        {
            Write(writer, value, Deepest);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Objects become PSObject, whole numbers long, ulong, decimal or BigInteger, others decimal or double.</summary>
    public static object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new PSObject();
                foreach (var property in element.EnumerateObject().Where(property => property.Name.Length > 0))
                {
                    result.Properties.Add(new PSNoteProperty(property.Name, Read(property.Value)));
                }

                return result;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Read).ToArray();
            case JsonValueKind.Number:
                return Number(element);
            case JsonValueKind.String:
                return TextConverter.Of(element);
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return null;
        }
    }

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out var whole) ? whole
        : element.TryGetUInt64(out var large) ? large
        : BigInteger.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var huge)
            ? huge < (BigInteger)decimal.MaxValue && huge > (BigInteger)decimal.MinValue ? (decimal)huge : huge
        : element.TryGetDecimal(out var number) ? number
        : element.GetDouble();

    private static void Write(Utf8JsonWriter writer, object? given, int depth)
    {
        if (depth == 0)
        {
            throw Bad("it is nested too deeply");
        }

        var value = Unwrap(given);
        switch (value)
        {
            case IDictionary map:
                WriteObject(writer, map.Cast<DictionaryEntry>().Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value)), depth);
                break;
            case PSCustomObject:
                WriteObject(writer, PSObject.AsPSObject(given!).Properties.Select(property => (property.Name, (object?)property.Value)), depth);
                break;
            case IEnumerable list and not (string or byte[]):
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, depth - 1);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> properties, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth - 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag);
                break;
            case byte[] bytes:
                writer.WriteStringValue(Values.Hex.Format(bytes));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case double or float:
                writer.WriteRawValue(Finite(Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture));
                break;
            case SecureString:
                throw Bad("a SecureString is not sent by this cmdlet");
            default:
                throw Bad($"a {value.GetType().Name} has no JSON form here");
        }
    }

    private static byte[] Check(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? System.Text.Encoding.UTF8.GetBytes(text) : throw Bad("the text is no JSON object");
        }
        catch (JsonException e)
        {
            throw Bad($"the text is no JSON: {e.Message.TrimEnd('.')}");
        }
    }

    private static double Finite(double number) => double.IsFinite(number) ? number : throw Bad("JSON has no such number");

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value is PSObject custom ? custom.BaseObject : value;

    private static ChiaException Bad(string reason) => new("ChiaArgument.Body", $"-Body cannot be sent: {reason}.", "Give a hashtable such as @{ wallet_id = 1 }, or the JSON text of an object.");
}
