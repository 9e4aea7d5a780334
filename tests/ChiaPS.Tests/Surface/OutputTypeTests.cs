using System.Collections;
using System.Management.Automation;
using ChiaPS.Tests.Conventions;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Surface;

/// <summary>Every output type as a script meets it: strict, in files, from jobs and other machines.</summary>
public class OutputTypeTests
{
    public static TheoryData<string> Names() => [.. Cmdlets.OutputTypes.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_property_can_be_read_in_strict_mode(string name)
    {
        using var shell = new Shell();
        var type = Find(name);
        var variables = new Dictionary<string, object> { ["empty"] = Samples.Empty(type), ["full"] = Samples.Make(type) };

        Assert.All(type.GetProperties(), property =>
            shell.Run($"Set-StrictMode -Version Latest; $null = $empty.{property.Name}; $null = $full.{property.Name}", variables).Clean());
        Assert.NotEqual("", shell.Run("\"$full\"", variables).Single<string>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_has_a_value_in_every_property(string name)
    {
        var sample = Samples.Make(Find(name));

        Assert.Empty(sample.GetType().GetProperties()
            .Where(property => property.GetValue(sample) is null && property.Name is not ("Setting" or "TimeoutSec" or "NetworkPrefix" or "Network" or "DidWalletId" or "DidId" or "AssetId" or "TransactionJson" or "Data" or "Strength" or "Progress"))
            .Select(property => property.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_values_live_through_a_file_or_a_job(string name)
    {
        var sample = PSObject.AsPSObject(Samples.Make(Find(name)));
        var back = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(sample, 4));

        Assert.Contains("Deserialized.ChiaPS." + name, back.TypeNames);
        Assert.Equal(
            sample.Properties.Where(property => property is PSProperty).Select(property => $"{property.Name} = {Show(property.Value)}"),
            back.Properties.Where(property => sample.Properties[property.Name] is PSProperty).Select(property => $"{property.Name} = {Show(property.Value)}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ToString_is_one_short_line(string name)
    {
        var type = Find(name);

        // What must be set is always set.
        var empty = type.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: false) ? Samples.Make(type) : Samples.Empty(type);
        Assert.All(new[] { empty, Samples.Make(type) }, one =>
        {
            var text = one.ToString();
            Assert.NotNull(text);
            Assert.DoesNotContain(type.FullName!, text, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', text);
            Assert.InRange(text.Length, 0, 200);
        });
    }

    // No BigInteger and nothing of System.Text.Json: they do not live through a file.
    [Theory]
    [MemberData(nameof(Names))]
    public void Properties_are_of_plain_types(string name) => Assert.All(Find(name).GetProperties(), property =>
    {
        var type = Cmdlets.Plain(property.PropertyType);
        Assert.True(
            type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
            || type == typeof(object) || type == typeof(System.Security.SecureString) || typeof(IEnumerable).IsAssignableFrom(type) || type.Assembly == typeof(ChiaObject).Assembly,
            $"{property.Name} is {type}");
    });

    // As an amount without suffix is units, and one with suffix exact.
    [Theory]
    [MemberData(nameof(Names))]
    public void Amounts_are_decimal_units_and_exact_mojos(string name)
    {
        var properties = Find(name).GetProperties().ToDictionary(property => property.Name, property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        foreach (var mojo in properties.Where(property => property.Key.EndsWith("Mojo", StringComparison.Ordinal) && property.Key != "Mojo"))
        {
            var stem = mojo.Key[..^"Mojo".Length];
            Assert.True(mojo.Value == typeof(ulong) || mojo.Value == typeof(decimal), mojo.Key);
            Assert.True((properties.GetValueOrDefault(stem) ?? properties.GetValueOrDefault(stem + "Xch")) == typeof(decimal), $"{stem} or {stem}Xch");
        }
    }

    private static Type Find(string name) => Cmdlets.OutputTypes.Single(type => type.Name == name);

    private static string Show(object? value) => value switch
    {
        PSObject back when back.TypeNames.Contains("Deserialized.System.Enum") => $"{back}",
        PSObject back when back.TypeNames.Contains("Deserialized.System.DateTimeOffset") => Show(new DateTimeOffset((long)back.Properties["UtcTicks"].Value, TimeSpan.Zero)),
        PSObject { BaseObject: var inner } wrapped => inner is PSCustomObject ? Members(wrapped) : Show(inner),
        null => "",
        string text => text,
        IDictionary map => "{" + string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key}: {Show(map[key])}").Order(StringComparer.Ordinal)) + "}",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Show)) + "]",
        DateTimeOffset time => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        _ when value.GetType().Assembly == typeof(ChiaObject).Assembly && !value.GetType().IsEnum => Members(PSObject.AsPSObject(value)),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Members(PSObject value) => "(" + string.Join(", ", value.Properties.Select(property => $"{property.Name}: {Show(property.Value)}").Order(StringComparer.Ordinal)) + ")";
}
