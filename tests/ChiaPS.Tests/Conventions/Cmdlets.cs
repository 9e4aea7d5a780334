using System.Management.Automation;
using System.Reflection;
using ChiaPS.Commands;
using ChiaPS.Rpc;

namespace ChiaPS.Tests.Conventions;

/// <summary>The cmdlets of the module, by reflection.</summary>
internal static class Cmdlets
{
    public static readonly IReadOnlyList<Type> All =
        [.. typeof(ChiaCmdlet).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null).OrderBy(Name, StringComparer.Ordinal)];

    public static string Name(Type cmdlet) => $"{Of(cmdlet).VerbName}-{Of(cmdlet).NounName}";

    public static CmdletAttribute Of(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static Type Find(string name) => All.Single(type => Name(type) == name);

    public static IEnumerable<PropertyInfo> Parameters(Type cmdlet) =>
        cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).OrderBy(property => property.Name, StringComparer.Ordinal);

    public static IEnumerable<(Type Cmdlet, PropertyInfo Parameter)> AllParameters => All.SelectMany(cmdlet => Parameters(cmdlet).Select(parameter => (cmdlet, parameter)));

    public static IEnumerable<string> Aliases(PropertyInfo parameter) => parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [];

    public static IEnumerable<Type> Outputs(Type cmdlet) => cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(type => type.Type);

    /// <summary>Types of the module that cmdlets give.</summary>
    public static IReadOnlyList<Type> OutputTypes { get; } =
        [.. All.SelectMany(Outputs).Where(type => type?.Assembly == typeof(ChiaCmdlet).Assembly).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The endpoints that [Rpc] names; null for one that is not in the catalogue.</summary>
    public static IEnumerable<(string Route, Endpoint? Endpoint)> Routes(Type cmdlet) => cmdlet.GetCustomAttributes<RpcAttribute>().Select(rpc => (rpc.Route, Endpoint(rpc.Route)));

    public static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? (type.IsArray ? Plain(type.GetElementType()!) : type);

    private static Endpoint? Endpoint(string name)
    {
        var (service, route) = (name.Split('/')[0], name.Split('/')[1]);
        return EndpointCatalogue.All.SingleOrDefault(endpoint => endpoint.Route == route
            && service == (endpoint.Shared ? "shared" : endpoint.SimulatorOnly ? "simulator" : ServiceFacts.Of(endpoint.Service).ConfigSection.Split('.')[^1]));
    }
}
