using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using ChiaPS.Commands;
using ChiaPS.Tests.Conventions;

namespace ChiaPS.Tests.Surface;

/// <summary>A cmdlet that does nothing but tell which parameters the engine bound.</summary>
public abstract class Probe : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new Bound(
        ParameterSetName,
        MyInvocation.BoundParameters.Where(one => !CommonParameters.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary(one => one.Key, one => Show(one.Value))));

    /// <summary>Stands for a cmdlet of the module: the same parameters with the same attributes, transformations too.</summary>
    internal static Type Of(Type cmdlet)
    {
        var type = Emitted.DefineType("Probe." + cmdlet.Name, TypeAttributes.Public, typeof(Probe));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        type.SetCustomAttribute(Copy(cmdlet.GetCustomAttributesData().Single(data => data.AttributeType == typeof(CmdletAttribute))));
        foreach (var parameter in Cmdlets.Parameters(cmdlet))
        {
            Property(type, parameter);
        }

        return type.CreateType();
    }

    // The name lets it see the module's internal attributes.
    private static readonly ModuleBuilder Emitted = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("ChiaPS.Benchmarks"), AssemblyBuilderAccess.Run).DefineDynamicModule("probes");

    private static void Property(TypeBuilder type, PropertyInfo parameter)
    {
        const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;
        var field = type.DefineField("_" + parameter.Name, parameter.PropertyType, FieldAttributes.Private);
        var property = type.DefineProperty(parameter.Name, PropertyAttributes.None, parameter.PropertyType, null);
        var get = type.DefineMethod("get_" + parameter.Name, Accessor, parameter.PropertyType, []);
        var code = get.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Ret);
        var set = type.DefineMethod("set_" + parameter.Name, Accessor, null, [parameter.PropertyType]);
        code = set.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, field);
        code.Emit(OpCodes.Ret);
        property.SetGetMethod(get);
        property.SetSetMethod(set);
        foreach (var data in parameter.GetCustomAttributesData().Where(data => Binds(data.AttributeType)))
        {
            property.SetCustomAttribute(Copy(data));
        }
    }

    private static string Show(object? value) => value is System.Collections.IList list ? string.Join(',', list.Cast<object?>()) : $"{value}";

    private static bool Binds(Type attribute) =>
        attribute == typeof(ParameterAttribute) || attribute == typeof(AliasAttribute) || attribute.Assembly == typeof(ChiaCmdlet).Assembly
        || typeof(ValidateArgumentsAttribute).IsAssignableFrom(attribute) || typeof(ArgumentTransformationAttribute).IsAssignableFrom(attribute);

    private static CustomAttributeBuilder Copy(CustomAttributeData data) => new(
        data.Constructor,
        [.. data.ConstructorArguments.Select(Value)],
        [.. data.NamedArguments.Where(named => !named.IsField).Select(named => (PropertyInfo)named.MemberInfo)],
        [.. data.NamedArguments.Where(named => !named.IsField).Select(named => Value(named.TypedValue))]);

    private static object? Value(CustomAttributeTypedArgument argument)
    {
        if (argument.Value is not ReadOnlyCollection<CustomAttributeTypedArgument> items)
        {
            return argument.ArgumentType.IsEnum ? Enum.ToObject(argument.ArgumentType, argument.Value!) : argument.Value;
        }

        var array = Array.CreateInstance(argument.ArgumentType.GetElementType()!, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            array.SetValue(Value(items[i]), i);
        }

        return array;
    }
}

/// <summary>What was bound.</summary>
/// <param name="Set">The parameter set.</param>
/// <param name="Values">Parameters and, as text, what they got.</param>
public sealed record Bound(string Set, Dictionary<string, string> Values)
{
    /// <summary>The parameters.</summary>
    public IEnumerable<string> Names => Values.Keys;
}
