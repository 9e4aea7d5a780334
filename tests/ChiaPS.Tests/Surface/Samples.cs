using System.Reflection;
using System.Runtime.CompilerServices;

namespace ChiaPS.Tests.Surface;

/// <summary>An instance of an output type with a value of its own in every property that can hold one.</summary>
internal static class Samples
{
    public const string SessionName = "farm1";

    public static object Make(Type type)
    {
        var made = Empty(type);
        var number = 1;
        Fill(made, ref number, depth: 3);
        (made as ChiaObject)?.Stamp(new Origin(SessionName, "xch") { Fingerprint = 4711, WalletTypes = new Dictionary<uint, WalletType>() });
        return made;
    }

    /// <summary>As the reader of answers makes it when the node says nothing.</summary>
    public static object Empty(Type type) => type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is { } constructor
        ? constructor.Invoke(null)
        : type == typeof(Amount) ? Amount.FromMojo(250)
        : type == typeof(ChiaSession) ? new ChiaSession(SessionName, new ChiaPS.Sessions.SessionOptions { HostName = "farm1.lan", RootPath = "/root", Fingerprint = 4711 })
        : RuntimeHelpers.GetUninitializedObject(type);

    private static void Fill(object target, ref int number, int depth)
    {
        foreach (var property in target.GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (property.SetMethod is not null && property.Name is not ("Unknown" or "SessionName") && target is not (Amount or ChiaSession)
                && Value(property.Name, property.PropertyType, ref number, depth) is { } value)
            {
                property.SetValue(target, value);
            }
        }
    }

    private static object? Value(string name, Type type, ref int number, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        number++;
        if (type == typeof(string))
        {
            return IsHash(name) ? "0x" + number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture) : name is "Address" or "ToAddress" ? ChiaPS.Values.Units.Address("xch", new string('a', 64)) : $"{name} {number}";
        }

        if (type == typeof(object))
        {
            return FormattableString.Invariant($"{name} {number}");
        }

        if (type.IsArray)
        {
            var item = Value(name, type.GetElementType()!, ref number, depth);
            var array = Array.CreateInstance(type.GetElementType()!, item is null ? 0 : 1);
            if (item is not null)
            {
                array.SetValue(item, 0);
            }

            return array;
        }

        if (type == typeof(System.Security.SecureString))
        {
            var secret = new System.Security.SecureString();
            secret.AppendChar('s');
            return secret;
        }

        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.UnixEpoch.AddDays(number);
        }

        if (type == typeof(TimeSpan))
        {
            return TimeSpan.FromSeconds(number);
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        }

        if (type.IsPrimitive || type == typeof(decimal))
        {
            return Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (type == typeof(Dictionary<string, string[]>))
        {
            return new Dictionary<string, string[]> { ["0xab"] = ["0x6869"] };
        }

        if (type == typeof(IReadOnlyDictionary<string, int>))
        {
            return new Dictionary<string, int> { ["Wallet"] = 9256 };
        }

        if (type.Assembly != typeof(ChiaObject).Assembly || depth == 0 || type.IsAbstract)
        {
            return null;
        }

        var inner = Empty(type);
        Fill(inner, ref number, depth - 1);
        return inner;
    }

    private static bool IsHash(string name) => name.EndsWith("Hash", StringComparison.Ordinal) || name.EndsWith("ChainSp", StringComparison.Ordinal) || name.EndsWith("Info", StringComparison.Ordinal) || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Hashes", StringComparison.Ordinal);
}
