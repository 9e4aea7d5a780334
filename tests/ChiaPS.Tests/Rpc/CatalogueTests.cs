using System.Text.Json;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Rpc;

/// <summary>The descriptors against tests/Fixtures/catalogue.json: every endpoint of the RPC, once and right.</summary>
public class CatalogueTests
{
    private static readonly Catalogue Known = JsonSerializer.Deserialize<Catalogue>(
        File.ReadAllBytes(Path.Combine(Module.Fixtures, "catalogue.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;

    [Theory]
    [InlineData("full_node", 29)]
    [InlineData("simulator", 9)]
    [InlineData("farmer", 14)]
    [InlineData("harvester", 8)]
    [InlineData("crawler", 2)]
    [InlineData("timelord", 0)]
    [InlineData("solver", 1)]
    [InlineData("daemon", 36)]
    [InlineData("shared", 11)]
    [InlineData("data_layer", 35)]
    [InlineData("wallet", 122)]
    public void Every_service_has_all_its_endpoints(string service, int count)
    {
        Assert.Equal(count, Known.Endpoints.Count(one => one.Service == service));
        Assert.Equal(
            Known.Endpoints.Where(one => one.Service == service).Select(one => one.Route).Order(StringComparer.Ordinal),
            EndpointCatalogue.All.Where(endpoint => Service(endpoint) == service).Select(endpoint => endpoint.Route).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_are_267() => Assert.Equal((267, 267), (Known.Endpoints.Length, EndpointCatalogue.All.Count));

    [Fact]
    public void Every_descriptor_says_of_its_endpoint_what_the_catalogue_says() => Assert.All(Known.Endpoints, one =>
    {
        var endpoint = Assert.Single(EndpointCatalogue.All, endpoint => Service(endpoint) == one.Service && endpoint.Route == one.Route);
        Assert.Equal(one, new Entry(one.Service, endpoint.Route, endpoint.Changes, endpoint.Slow, endpoint.Secret, endpoint.Since));
        Assert.Equal((one.Service == "shared", one.Service == "simulator"), (endpoint.Shared, endpoint.SimulatorOnly));
        Assert.Null(endpoint.Until);
    });

    [Fact]
    public void Every_removed_route_says_its_last_release() => Assert.Equal(
        Known.Removed.Select(one => $"{one.Service}/{one.Route} {one.Last}").Order(StringComparer.Ordinal),
        Removed.All.Select(endpoint => $"{Service(endpoint)}/{endpoint.Route} {endpoint.Until}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_endpoint_is_found_at_the_service_that_has_it() => Assert.All(Known.Endpoints, one =>
    {
        var services = one.Service switch
        {
            "shared" => [.. ServiceFacts.WithPort.Select(facts => facts.Service)],
            "simulator" => new[] { ChiaService.FullNode },
            _ => [.. ServiceFacts.All.Where(facts => Folder(facts.Service) == one.Service).Select(facts => facts.Service)],
        };
        Assert.NotEmpty(services);
        Assert.All(services, service => Assert.Equal(one.Route, EndpointCatalogue.Find(service, one.Route)?.Route));
    });

    [Fact]
    public void Only_what_is_at_a_service_is_found_there()
    {
        Assert.Null(EndpointCatalogue.Find(ChiaService.Daemon, "healthz")); // shared by all but the daemon
        Assert.Null(EndpointCatalogue.Find(ChiaService.Wallet, "get_blockchain_state"));
        Assert.Equal("2.5.2", EndpointCatalogue.Find(ChiaService.Wallet, "dao_get_rules")?.Until);
        Assert.Null(EndpointCatalogue.Find(ChiaService.Wallet, "nothing"));
    }

    [Fact]
    public void A_shared_endpoint_keeps_its_facts_on_the_service_that_is_meant()
    {
        var endpoint = Shared.GetVersion.On(ChiaService.Solver);

        Assert.Equal((ChiaService.Solver, "get_version", "version", "2.4.3", true), (endpoint.Service, endpoint.Route, endpoint.Field, endpoint.Since, endpoint.Shared));
    }

    private static string Service(Endpoint endpoint) => endpoint.Shared ? "shared" : endpoint.SimulatorOnly ? "simulator" : Folder(endpoint.Service);

    private static string Folder(ChiaService service) => ServiceFacts.Of(service).ConfigSection.Split('.')[^1];

    private sealed record Catalogue(Entry[] Endpoints, RemovedEntry[] Removed);

    private sealed record Entry(string Service, string Route, bool Changes, bool Slow, bool Secret, string? Since);

    private sealed record RemovedEntry(string Service, string Route, string Last);
}
