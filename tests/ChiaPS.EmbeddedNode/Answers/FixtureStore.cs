using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>One recorded case.</summary>
internal sealed record Fixture(string Case, JsonElement Request, JsonObject? Response, int Status, string? Text)
{
    public bool Succeeded => (Response?["data"] as JsonObject ?? Response)?["success"]?.GetValue<bool>() ?? false;
}

/// <summary>The recorded answers, read from tests/Fixtures beside the program, and the release every route came with.</summary>
internal sealed class FixtureStore
{
    private static readonly Lazy<FixtureStore> Loaded = new(() => new FixtureStore(Path.Combine(AppContext.BaseDirectory, "Fixtures")));
    private readonly Dictionary<(string Service, string Route), IReadOnlyList<Fixture>> _cases = [];
    private readonly HashSet<string> _simulator;
    private readonly Dictionary<string, Dictionary<string, string>> _since;

    private FixtureStore(string folder)
    {
        _since = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(Path.Combine(folder, "since.json")))!;
        _simulator = [.. Directory.EnumerateFiles(Path.Combine(folder, "simulator"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f))];
        foreach (var name in (string[])["simulator", Service.Daemon, .. Service.All.Select(s => s.Name)])
        {
            // The simulator's routes are routes of its full node.
            var service = name is "simulator" ? "full_node" : name;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, name), "*.json"))
            {
                _cases[(service, Path.GetFileNameWithoutExtension(file))] = Read(file);
            }
        }
    }

    public static FixtureStore Instance => Loaded.Value;

    public bool Has(string service, string route) => _cases.ContainsKey((service, route));

    /// <summary>Whether only a simulator's full node has the route.</summary>
    public bool IsSimulator(string route) => _simulator.Contains(route);

    /// <summary>The release a route came with, or null when it was there all along.</summary>
    public string? Since(string service, string route) => _since.GetValueOrDefault(service)?.GetValueOrDefault(route);

    public IReadOnlyList<Fixture> Cases(string service, string route) => _cases.GetValueOrDefault((service, route)) ?? [];

    /// <summary>The case of the very same request, a success rather than a failure; else the first success, else whatever there is.</summary>
    public Fixture? Find(string service, string route, JsonElement request)
    {
        var cases = Cases(service, route);
        return cases.FirstOrDefault(c => c.Succeeded && JsonElement.DeepEquals(c.Request, request))
            ?? cases.FirstOrDefault(c => JsonElement.DeepEquals(c.Request, request))
            ?? cases.FirstOrDefault(c => c.Succeeded)
            ?? (cases.Count > 0 ? cases[0] : null);
    }

    /// <summary>A copy of the answer of a case (the first when not named), to be changed at will.</summary>
    public JsonObject Copy(string service, string route, string? name = null) => (JsonObject)Answer(service, route, name).DeepClone();

    /// <summary>A copy of one field of such an answer.</summary>
    public JsonObject Part(string service, string route, string field, string? name = null) =>
        (JsonObject)Answer(service, route, name)[field]!.DeepClone();

    private JsonObject Answer(string service, string route, string? name)
    {
        var cases = Cases(service, route);
        return (name is null ? cases[0] : cases.First(c => string.Equals(c.Case, name, StringComparison.Ordinal))).Response!;
    }

    private static Fixture[] Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. document.RootElement.EnumerateArray().Select(c => new Fixture(
                c.GetProperty("case").GetString()!,
                c.TryGetProperty("request", out var request) ? request.Clone() : default,
                c.Get("response") is { ValueKind: JsonValueKind.Object } response ? JsonObject.Create(response.Clone()) : null,
                c.TryGetProperty("status", out var status) ? status.GetInt32() : 200,
                c.TryGetProperty("text", out var text) ? text.GetString() : null)),
        ];
    }
}
