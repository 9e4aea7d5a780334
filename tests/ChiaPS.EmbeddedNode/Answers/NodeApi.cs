using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>Answers every route: from the state where it knows, else from the fixtures.</summary>
internal sealed class NodeApi
{
    // What a wallet answers while nobody is logged in.
    private static readonly string[] WithoutLogIn =
    [
        "log_in", "get_logged_in_fingerprint", "get_public_keys", "get_private_key", "generate_mnemonic", "add_key", "delete_key", "check_delete_key",
        "delete_all_keys", "get_cat_list", "get_connections", "open_connection", "close_connection", "stop_node", "get_routes", "get_version", "healthz",
        "get_network_info", "get_log_level", "set_log_level", "reset_log_level",
    ];

    private readonly EmbeddedNodeOptions _options;
    private readonly NodeState _state;
    private readonly Dictionary<(string Service, string Route), Func<JsonElement, JsonObject?>> _handlers = [];

    public NodeApi(EmbeddedNodeOptions options, NodeState state)
    {
        _options = options;
        _state = state;
        foreach (var service in Service.All)
        {
            _handlers[(service.Name, "get_version")] = _ => new() { ["version"] = options.Release };
            _handlers[(service.Name, "get_network_info")] = _ => state.NetworkInfo();
            _handlers[(service.Name, "get_routes")] = _ => Routes(service.Name);
        }

        Add("full_node", new FullNodeRoutes(state).All);
        Add("full_node", new SimulatorRoutes(state).All);
        Add("farmer", new FarmRoutes(state).OfFarmer);
        Add("harvester", new FarmRoutes(state).OfHarvester);
        Add("wallet", new WalletRoutes(state).All);
        Add("wallet", new TransactionRoutes(state).All);
        Add("wallet", new SpendRoutes(state).All);
        Add("wallet", new PushRoutes(state).All);
        Add("wallet", new CoinRoutes(state).All);
    }

    /// <summary>Told after a service was asked to stop, with its name.</summary>
    public Action<string> StopAsked { get; set; } = _ => { };

    /// <summary>Whether the release played has that route.</summary>
    public bool Has(string service, string route) =>
        FixtureStore.Instance.Has(service, route)
        && (FixtureStore.Instance.Since(service, route) is not { } since || _options.IsAtLeast(since))
        && (!_state.IsMainnet || !FixtureStore.Instance.IsSimulator(route));

    public RpcAnswer Answer(string service, string route, JsonElement request)
    {
        if (_options.LongListCount is { } count && route is "get_coin_records_by_puzzle_hash"
            && request.ValueKind == JsonValueKind.Object && request.TryGetProperty("puzzle_hash", out var hash))
        {
            return new RpcAnswer(200, List: new LongList(count, Request.Strip0x(hash.GetString()!)));
        }

        lock (_state.Gate)
        {
            try
            {
                return Finish(State(service, route, request) ?? Recorded(service, route, request));
            }
            catch (Exception e)
            {
                // A mistake of the embedded node itself: the test that meets it should read what it is.
                return new RpcAnswer(500, Text: e.ToString());
            }
        }
    }

    private JsonObject? State(string service, string route, JsonElement request)
    {
        if (route is "stop_node")
        {
            StopAsked(service);
        }

        try
        {
            if (service is "wallet" && _state.LoggedIn is null && !WithoutLogIn.Contains(route, StringComparer.Ordinal))
            {
                throw new RpcFailure("wallet state manager not assigned");
            }

            _state.Sweep();
            return _handlers.GetValueOrDefault((service, route))?.Invoke(request);
        }
        catch (RpcFailure failure)
        {
            return failure.ToJson();
        }
    }

    private static object Recorded(string service, string route, JsonElement request)
    {
        var found = FixtureStore.Instance.Find(service, route, request)!;
        return found.Text is null ? (JsonObject)found.Response!.DeepClone() : new RpcAnswer(found.Status, Text: found.Text);
    }

    private RpcAnswer Finish(object answer)
    {
        if (answer is not JsonObject json)
        {
            return (RpcAnswer)answer;
        }

        json.TryAdd("success", true);
        if (!_options.IsAtLeast("2.6.1"))
        {
            json.Remove("structuredError");
        }

        if (!_options.IsAtLeast("2.1.0"))
        {
            json.Remove("traceback");
        }

        return new RpcAnswer(200, json);
    }

    private JsonObject Routes(string service)
    {
        var answer = FixtureStore.Instance.Copy(service, "get_routes");
        var routes = answer["routes"]!.AsArray().Select(r => r!.GetValue<string>()).Where(r => Has(service, r.TrimStart('/')));
        answer["routes"] = new JsonArray([.. routes.Select(r => JsonValue.Create(r))]);
        return answer;
    }

    private void Add(string service, IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> handlers)
    {
        foreach (var (route, handler) in handlers)
        {
            _handlers[(service, route)] = handler;
        }
    }
}
