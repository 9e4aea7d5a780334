using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ChiaPS.Tests.Architecture;

/// <summary>The module's sources and its compiled types: which folder each type lives in, and what it uses.</summary>
internal static class Sources
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static string Root { get; } = Path.Combine(Hosting.Module.Repository, "src", "ChiaPS");

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(file => !Folder(file).StartsWith("obj", StringComparison.Ordinal) && !Folder(file).StartsWith("bin", StringComparison.Ordinal))];

    private static readonly Dictionary<string, string> FolderOfType = Files
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"^(?:public|internal).*\b(?:class|struct|enum|interface|record)\s+(?:struct\s+)?(\w+)", RegexOptions.Multiline)
            .Select(match => (Type: match.Groups[1].Value, Folder: Folder(file))))
        .Distinct()
        .ToDictionary(one => one.Type, one => one.Folder);

    /// <summary>The first folder under src/ChiaPS.</summary>
    public static string Folder(string file) => Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[0];

    /// <summary>Outermost types written by hand, with the folder of each.</summary>
    public static IEnumerable<(Type Type, string Folder)> Types() => typeof(ChiaObject).Assembly.GetTypes()
        .Where(type => type.DeclaringType is null && !type.Name.Contains('<', StringComparison.Ordinal))
        .Select(type => (type, FolderOfType.GetValueOrDefault(type.Name.Split('`')[0], "?")))
        .Where(one => one.Item1.GetCustomAttribute<CompilerGeneratedAttribute>() is null);

    public static string? FolderOf(Type type) => type.Assembly == typeof(ChiaObject).Assembly ? FolderOfType.GetValueOrDefault(Outermost(type).Name.Split('`')[0]) : null;

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Every type that a type uses: in signatures, attributes and the code of its methods, nested types too.</summary>
    public static HashSet<Type> Uses(Type type)
    {
        var used = new HashSet<Type>();
        Collect(type, used);
        return [.. used.SelectMany(Parts)];
    }

    private static void Collect(Type type, HashSet<Type> used)
    {
        Add(used, type.BaseType);
        Array.ForEach(type.GetInterfaces(), one => Add(used, one));
        Attributes(type, used);
        foreach (var member in type.GetMembers(All))
        {
            Attributes(member, used);
            switch (member)
            {
                case Type nested:
                    Collect(nested, used);
                    break;
                case FieldInfo field:
                    Add(used, field.FieldType);
                    break;
                case MethodBase method:
                    Array.ForEach(method.GetParameters(), parameter => Add(used, parameter.ParameterType));
                    Add(used, (method as MethodInfo)?.ReturnType);
                    Code(method, used);
                    break;
            }
        }
    }

    private static void Attributes(MemberInfo member, HashSet<Type> used)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(used, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue)))
            {
                Add(used, argument.Value as Type);
            }
        }
    }

    private static void Code(MethodBase method, HashSet<Type> used)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(used, local.LocalType);
        }

        var il = body.GetILAsByteArray()!;
        for (var at = 0; at < il.Length;)
        {
            var code = Codes[il[at] == 0xfe ? (short)((il[at++] << 8) | il[at++]) : il[at++]];
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                Member(Resolve(method, BitConverter.ToInt32(il, at)), used);
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType?.GetGenericArguments(),
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static void Member(MemberInfo? member, HashSet<Type> used)
    {
        Add(used, member as Type ?? member?.DeclaringType);
        Add(used, (member as FieldInfo)?.FieldType);
        Add(used, (member as MethodInfo)?.ReturnType);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            Array.ForEach(generic.GetGenericArguments(), one => Add(used, one));
        }
    }

    private static void Add(HashSet<Type> used, Type? type)
    {
        if (type is not null)
        {
            used.Add(type);
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
