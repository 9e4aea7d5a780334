using System.Management.Automation;
using System.Reflection;
using ChiaPS.Completion;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The routes of the RPC: which a service offers, since when, and which cmdlet calls them.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaRoute")]
[OutputType(typeof(Route))]
[Rpc("shared/get_routes")]
[Rpc("daemon/get_routes")]
public sealed class GetChiaRoute : ReadCmdlet
{
    /// <summary>Services; all when it is left out. One that does not answer is a warning, and its routes are shown without Offered.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[] Service { get; set; } = Enum.GetValues<ChiaService>();

    /// <summary>Names of routes; wildcards are allowed.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RouteCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        var patterns = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToList();
        foreach (var service in Service)
        {
            HashSet<string>? offered = null;
            Warning? silent = null;
            try
            {
                var routes = await call.SendAsync(service == ChiaService.Daemon ? Rpc.Daemon.GetRoutes : Shared.GetRoutes.On(service)).ConfigureAwait(false);
                offered = routes.Select(route => route.TrimStart('/')).ToHashSet(StringComparer.Ordinal);
            }
            catch (ChiaException e) when (Service.Length > 1)
            {
                silent = new Warning(e.Message);
            }

            if (silent is not null)
            {
                yield return silent;
            }

            var origin = new Origin(call.Session.Name, Prefix: null);
            foreach (var route in Routes(service, offered).Where(route => patterns.Exists(pattern => pattern.IsMatch(route.Name))))
            {
                route.Stamp(origin);
                yield return route;
            }
        }
    }

    private static IEnumerable<Route> Routes(ChiaService service, HashSet<string>? offered)
    {
        var known = EndpointCatalogue.All.Concat(Removed.All).Where(endpoint => endpoint.IsOf(service)).ToList();
        return known
            .Select(endpoint => new Route
            {
                Service = service,
                Name = endpoint.Route,
                Offered = offered is null ? null : offered.Contains(endpoint.Route) ? true : service == ChiaService.Daemon && endpoint.Until is null ? null : false,
                Changes = endpoint.Changes,
                Since = endpoint.Since ?? Endpoint.OldestKnownRelease,
                LastRelease = endpoint.Until,
                Cmdlet = Callers(endpoint, service),
            })
            .Concat((offered ?? []).Except(known.Select(endpoint => endpoint.Route), StringComparer.Ordinal)
                .Select(name => new Route { Service = service, Name = name, Offered = true, Cmdlet = [] }))
            .OrderBy(route => route.Name, StringComparer.Ordinal);
    }

    private static string[] Callers(Endpoint endpoint, ChiaService service)
    {
        var name = endpoint.Shared ? "shared" : endpoint.SimulatorOnly ? "simulator" : ServiceFacts.Of(service).DaemonName.Replace("chia_", "", StringComparison.Ordinal);
        return [.. typeof(GetChiaRoute).Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes<RpcAttribute>(inherit: true).Any(rpc => rpc.Route == $"{name}/{endpoint.Route}"))
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>() // what cmdlets share declares routes too
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")
            .Order(StringComparer.Ordinal)];
    }
}
