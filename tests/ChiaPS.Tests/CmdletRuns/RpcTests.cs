using System.Management.Automation;
using System.Reflection;
using ChiaPS.Commands;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>What a cmdlet says it calls is what it calls: nothing else, and nothing for show.</summary>
public sealed class RpcTests(SharedNode shared) : RpcStage(shared)
{
    public static TheoryData<string> Cmdlets => [.. RpcScripts.All.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task Calls_what_it_declares_and_declares_what_it_calls(string cmdlet)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        await EachAsync(cmdlet, async (shell, node, script, line) =>
        {
            shell.Run(line);
            called.UnionWith(node.Requests.All.Select(Declared));
            if (script.StartsWith("restart:", StringComparison.Ordinal))
            {
                await RestartAsync();
            }
        });

        // How the daemon's socket is opened and whether a service is there to answer belongs to the transport.
        var declared = Attributes(cmdlet);
        called.RemoveWhere(route => route is "daemon/register_service" or "daemon/is_running" or "daemon/get_network_info" or "daemon/get_version" && !declared.Contains(route, StringComparer.Ordinal));
        Assert.Equal(string.Join('\n', declared.Order(StringComparer.Ordinal)), string.Join('\n', called.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_cmdlet_that_declares_a_route_is_run_here()
    {
        var declaring = CmdletTypes().Where(type => type.GetCustomAttributes<RpcAttribute>().Any()).Select(NameOf);
        Assert.Equal(declaring.Order(StringComparer.Ordinal).ToArray(), RpcScripts.All.Keys.Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void Every_declared_route_is_known()
    {
        var known = EndpointCatalogue.All.SelectMany(endpoint => Enum.GetValues<ChiaService>().Where(endpoint.IsOf).Select(service => $"{Title(service, endpoint)}/{endpoint.Route}"));
        Assert.Empty(CmdletTypes().SelectMany(type => type.GetCustomAttributes<RpcAttribute>()).Select(rpc => rpc.Route).Except(known, StringComparer.Ordinal));
    }

    private static string[] Attributes(string cmdlet) =>
        [.. TypeOf(cmdlet).GetCustomAttributes<RpcAttribute>().Select(rpc => rpc.Route)];

    private static string Declared(ReceivedRequest request)
    {
        var service = ServiceOf(request);
        return EndpointCatalogue.Find(service, request.Route) is { } endpoint ? $"{Title(service, endpoint)}/{request.Route}" : $"{request.Service}/{request.Route}";
    }

    private static string Title(ChiaService service, Endpoint endpoint) =>
        endpoint.Shared ? "shared" : endpoint.SimulatorOnly ? "simulator" : ServiceFacts.Of(service).DaemonName.Replace("chia_", "", StringComparison.Ordinal);
}
