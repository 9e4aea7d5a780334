using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace ChiaPS.HelpBuilder;

/// <summary>Reads the cmdlets of a built module: everything about them that need not be written by hand.</summary>
internal static class CommandReader
{
    private const string Engine = "System.Management.Automation";

    private static readonly Dictionary<Type, string> ShortNames = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(decimal)] = "decimal",
        [typeof(object)] = "Object",
    };

    /// <param name="modulePath">The module's assembly.</param>
    /// <param name="enginePath">An assembly with PowerShell's types to read it against; nothing of it is shipped.</param>
    public static IReadOnlyList<Command> Read(string modulePath, string enginePath)
    {
        var context = new AssemblyLoadContext("module");
        context.Resolving += (_, name) => name.Name == Engine ? context.LoadFromAssemblyPath(Path.GetFullPath(enginePath)) : null;
        return
        [
            .. context.LoadFromAssemblyPath(Path.GetFullPath(modulePath)).GetTypes()
                .Select(type => (Type: type, Cmdlet: Find(type, "CmdletAttribute")))
                .Where(pair => pair.Cmdlet is not null)
                .Select(pair => Read(pair.Type, pair.Cmdlet!))
                .OrderBy(command => command.Name, StringComparer.Ordinal),
        ];
    }

    private static Command Read(Type type, CustomAttributeData cmdlet)
    {
        var instance = Activator.CreateInstance(type)!;
        var parameters = type.GetProperties()
            .Where(property => All(property, "ParameterAttribute").Any())
            .Select(property => Read(property, instance))
            .Concat(Flag(cmdlet, "SupportsPaging") ? Paging() : [])
            .Concat(Flag(cmdlet, "SupportsShouldProcess") ? ShouldProcess() : [])
            .ToList();
        var usual = Named(cmdlet, "DefaultParameterSetName") as string;
        var named = parameters.SelectMany(parameter => parameter.Places).Select(place => place.Set).Where(set => set != Parameter.AllSets);
        List<string> sets = [.. (usual is null ? named : named.Prepend(usual)).Distinct(StringComparer.Ordinal)];
        return new Command(
            (string)cmdlet.ConstructorArguments[0].Value!,
            (string)cmdlet.ConstructorArguments[1].Value!,
            Outputs(type),
            sets.Count == 0 ? [Parameter.AllSets] : sets,
            parameters);
    }

    private static string[] Outputs(Type type) =>
    [
        .. All(type, "OutputTypeAttribute")
            .SelectMany(output => (IEnumerable<CustomAttributeTypedArgument>)output.ConstructorArguments[0].Value!)
            .Select(argument => (Type)argument.Value!)
            .Where(output => output != typeof(void))
            .Select(output => output.FullName!),
    ];

    private static Parameter Read(PropertyInfo property, object instance)
    {
        var places = All(property, "ParameterAttribute").Select(Place).ToList();
        var bare = Bare(property.PropertyType);
        var item = Bare(bare.IsArray ? bare.GetElementType()! : bare);
        var set = Find(property, "ValidateSetAttribute");
        return new Parameter(property.Name, NameOf(bare), places)
        {
            Aliases = Strings(Find(property, "AliasAttribute")),
            Values = set is not null ? Strings(set) : item.IsEnum ? Enum.GetNames(item) : [],
            Range = Find(property, "ValidateRangeAttribute") is { ConstructorArguments: [var low, var high] } ? Range(low.Value, high.Value) : null,
            Wildcards = Find(property, "SupportsWildcardsAttribute") is not null,
            Default = places.TrueForAll(place => place.Mandatory) ? null : Constant(property.GetValue(instance), item),
        };
    }

    private static Place Place(CustomAttributeData attribute) => new(
        Named(attribute, "ParameterSetName") as string ?? Parameter.AllSets,
        Flag(attribute, "Mandatory"),
        Named(attribute, "Position") as int?,
        Flag(attribute, "ValueFromPipeline"),
        Flag(attribute, "ValueFromPipelineByPropertyName"));

    private static string Range(object? low, object? high) =>
        high is int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"At least {low}.") : string.Create(CultureInfo.InvariantCulture, $"From {low} to {high}.");

    // A number that is 0 stands for "not given" in these cmdlets; an enum's first value is a real default.
    private static string? Constant(object? value, Type item) => value switch
    {
        null or "" or 0 or 0u or 0ul => null,
        Array { Length: 0 } => null,
        Array all when item.IsEnum && all.Length == Enum.GetNames(item).Length => "All",
        Array list => string.Join(", ", list.Cast<object?>().Select(entry => Convert.ToString(entry, CultureInfo.InvariantCulture))),
        bool or string or Enum => value.ToString(),
        IConvertible number => Convert.ToString(number, CultureInfo.InvariantCulture),
        IEnumerable => null,
        _ when value.GetType().Name == "SwitchParameter" => "False",
        _ => null,
    };

    private static string NameOf(Type type) =>
        type.IsArray ? NameOf(Bare(type.GetElementType()!)) + "[]" : ShortNames.GetValueOrDefault(type, type.Name);

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static IEnumerable<Parameter> Paging()
    {
        Place[] anywhere = [new(Parameter.AllSets, Mandatory: false, Position: null, ByValue: false, ByName: false)];
        return [new("First", "ulong", anywhere), new("Skip", "ulong", anywhere), new("IncludeTotalCount", "SwitchParameter", anywhere) { Default = "False" }];
    }

    private static IEnumerable<Parameter> ShouldProcess()
    {
        Place[] anywhere = [new(Parameter.AllSets, Mandatory: false, Position: null, ByValue: false, ByName: false)];
        return
        [
            new("WhatIf", "SwitchParameter", anywhere) { Aliases = ["wi"], Default = "False" },
            new("Confirm", "SwitchParameter", anywhere) { Aliases = ["cf"], Default = "False" },
        ];
    }

    private static IEnumerable<CustomAttributeData> All(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.Name == name && attribute.AttributeType.Namespace == Engine);

    private static CustomAttributeData? Find(MemberInfo member, string name) => All(member, name).FirstOrDefault();

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    private static bool Flag(CustomAttributeData attribute, string name) => Named(attribute, name) is true;

    private static string[] Strings(CustomAttributeData? attribute) =>
    [
        .. (attribute?.ConstructorArguments[0].Value as IEnumerable<CustomAttributeTypedArgument> ?? []).Select(argument => (string)argument.Value!),
    ];
}
