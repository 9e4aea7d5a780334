using System.Reflection;

namespace ChiaPS.Rpc;

/// <summary>Every endpoint, read from the tables themselves at first need: there is no second list.</summary>
internal static class EndpointCatalogue
{
    private static readonly Lazy<IReadOnlyList<Endpoint>> Known = new(() =>
    [
        .. typeof(Endpoint).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Namespace == typeof(Endpoint).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => typeof(Endpoint).IsAssignableFrom(field.FieldType))
            .Select(field => (Endpoint)field.GetValue(null)!),
    ]);

    /// <summary>The endpoints of today's releases; shared ones once.</summary>
    public static IReadOnlyList<Endpoint> All => Known.Value;

    /// <summary>The endpoint of a service, removed ones too, or null.</summary>
    public static Endpoint? Find(ChiaService service, string route) =>
        All.Concat(Removed.All).FirstOrDefault(endpoint => endpoint.Route == route && endpoint.IsOf(service));

    /// <summary>The service has it: its own or a shared one.</summary>
    public static bool IsOf(this Endpoint endpoint, ChiaService service) =>
        endpoint.Service == service ? !endpoint.Shared || service != ChiaService.Daemon : endpoint.Shared && service != ChiaService.Daemon;

    public static bool IsOf(this Endpoint endpoint, string service) =>
        Enum.TryParse<ChiaService>(service, ignoreCase: true, out var known) && endpoint.IsOf(known);
}
