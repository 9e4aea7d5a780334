using System.Management.Automation;
using System.Reflection;
using ChiaPS.Tests.Conventions;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Surface;

/// <summary>What users and scripts rely on changes only on purpose.</summary>
public class PublicSurfaceTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public void The_public_surface_is_the_agreed_one() => Snapshot.Matches("PublicSurface.txt", Types().Concat(Commands()));

    private static IEnumerable<string> Types() =>
        from type in typeof(ChiaObject).Assembly.GetExportedTypes()
        where !typeof(Cmdlet).IsAssignableFrom(type)
        orderby type.FullName
        from line in Members(type).Order(StringComparer.Ordinal).Select(member => "  " + member).Prepend($"{Kind(type)} {type.FullName}{Base(type)}")
        select line;

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")
        : type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(member => member switch
        {
            PropertyInfo property => $"{Name(property.PropertyType, Nullability.Create(property))} {property.Name}{(property.SetMethod?.IsPublic == true ? " { init }" : "")}",
            ConstructorInfo constructor => $"new({string.Join(", ", constructor.GetParameters().Select(parameter => Name(parameter.ParameterType)))})",
            MethodInfo { IsSpecialName: false } method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))})",
            _ => null,
        }).OfType<string>();

    private static IEnumerable<string> Commands()
    {
        using var shell = new Shell();
        foreach (var command in shell.Run("Get-Command -Module ChiaPS").All<CmdletInfo>().OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            yield return $"{command.Name} -> {string.Join(", ", command.OutputType.Select(type => type.Name))}{(command.DefaultParameterSet is { } set ? $" (default {set})" : "")}{Impact(command)}";
            foreach (var line in command.ParameterSets.OrderBy(one => one.Name, StringComparer.Ordinal).Select(Parameters))
            {
                yield return "  " + line;
            }

            foreach (var line in command.Parameters.Values.Where(parameter => parameter.Aliases.Count > 0 && !Common(parameter.Name)).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            {
                yield return $"  -{line.Name} is also {string.Join(", ", line.Aliases.Select(alias => "-" + alias))}";
            }
        }
    }

    private static string Parameters(CommandParameterSetInfo set) => $"{set.Name}: " + string.Join(' ', set.Parameters
        .Where(parameter => !Common(parameter.Name))
        .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position).ThenBy(parameter => parameter.Name, StringComparer.Ordinal)
        .Select(parameter =>
        {
            var text = $"-{parameter.Name}{(parameter.Position >= 0 ? $"@{parameter.Position}" : "")}{(parameter.ValueFromPipeline ? "^" : "")}{(parameter.ValueFromPipelineByPropertyName ? "*" : "")} <{Name(parameter.ParameterType)}>";
            return parameter.IsMandatory ? text : $"[{text}]";
        }));

    private static string Impact(CmdletInfo command) => Cmdlets.Of(command.ImplementingType) is { SupportsShouldProcess: true } attribute ? $" (asks: {attribute.ConfirmImpact})" : "";

    private static bool Common(string name) => Cmdlet.CommonParameters.Contains(name) || Cmdlet.OptionalCommonParameters.Contains(name);

    private static string Kind(Type type) => type.IsEnum ? "enum" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Base(Type type) => type.BaseType is { } above && above != typeof(object) && !type.IsEnum ? $" : {above.Name}" : "";

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        var name = type.IsArray ? Name(type.GetElementType()!) + "[]"
            : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(one => Name(one)))}>"
            : type.Name;
        return nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? name + "?" : name;
    }
}
