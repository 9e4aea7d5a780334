using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The daemon's own commands: from the state where it knows, else from the fixtures.</summary>
internal sealed class DaemonCommands(EmbeddedNodeOptions options, NodeState state, EmbeddedNode node)
{
    private readonly Keyring _keyring = new(state);

    private static readonly string[] NeedData =
        ["is_running", "register_service", "start_service", "stop_service", "start_plotting", "stop_plotting"];

    /// <summary>Ends the daemon and every service, as the command exit does after its answer.</summary>
    public void Exit() => node.StopAll();

    public async Task<JsonObject> RunAsync(JsonElement command, JsonElement frame, IEnumerable<JsonNode> names, Action<JsonNode> register)
    {
        var data = frame.Has("data") ? frame.GetProperty("data") : JsonSerializer.SerializeToElement(new { });
        if (command.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            return Frames.Failure($"unhashable type: '{Request.PythonType(command)}'");
        }

        if (data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
        {
            return Frames.Failure($"object of type '{Request.PythonType(data)}' has no len()");
        }

        var name = command.ValueKind switch
        {
            JsonValueKind.String => command.GetString()!,
            JsonValueKind.Null => "None",
            _ => command.GetRawText(),
        };
        if (!Has(name))
        {
            return Frames.Failure($"unknown_command {name}");
        }

        if (Array.IndexOf(NeedData, name) >= 0)
        {
            if (data.GetRawText() is "{}" or "[]" or "\"\"")
            {
                return Frames.Failure($"{name} requires \"data\"");
            }

            if (data.ValueKind != JsonValueKind.Object)
            {
                return Frames.Failure(data.ValueKind == JsonValueKind.Array
                    ? "list indices must be integers or slices, not str"
                    : "string indices must be integers, not 'str'");
            }
        }

        return await StateAsync(name, data, names, register).ConfigureAwait(false) ?? Recorded(name, data);
    }

    private bool Has(string command) =>
        FixtureStore.Instance.Has(Service.Daemon, command) && command is not "unknown_command"
        && (FixtureStore.Instance.Since(Service.Daemon, command) is not { } since || options.IsAtLeast(since));

    private async Task<JsonObject?> StateAsync(
        string command, JsonElement data, IEnumerable<JsonNode> names, Action<JsonNode> register) => command switch
    {
        "ping" => Success(("value", "pong")),
        "get_version" => Success(("version", options.Release)),
        "get_status" => Success(("genesis_initialized", true)),
        "get_network_info" => state.NetworkInfo(),
        "get_routes" => Routes(),
        "running_services" => Success(("running_services", new JsonArray([.. Running().Select(n => JsonValue.Create(n)), .. names]))),
        "is_running" => data.Has("service") ? IsRunning(data.GetProperty("service"), names) : Frames.Failure("'service'"),
        "register_service" => state.Alone(() => Register(data, register)),
        "start_service" => await StartAsync(data).ConfigureAwait(false),
        "stop_service" => await StopAsync(data).ConfigureAwait(false),
        "exit" => Success(("services_stopped", new JsonArray([.. Running().Select(n => JsonValue.Create(n))]))),
        _ => state.KeyringLocked || command.Contains("key", StringComparison.Ordinal) || command is "set_label" or "delete_label" or "get_wallet_addresses" ? state.Alone(() => _keyring.Run(command, data)) : null,
    };

    private JsonObject Register(JsonElement data, Action<JsonNode> register)
    {
        if (data.Get("service") is not { } service)
        {
            return new() { ["success"] = false };
        }

        if (service.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            return Frames.Failure($"unhashable type: '{Request.PythonType(service)}'");
        }

        register(JsonNode.Parse(service.GetRawText())!);
        return service.ValueKind == JsonValueKind.String && service.GetString() is "chia_plotter"
            ? Success(("queue", new JsonArray([.. state.PlottingJobs.Select(job => job.DeepClone())])), ("service", "chia_plotter"))
            : Success();
    }

    private JsonObject IsRunning(JsonElement service, IEnumerable<JsonNode> names)
    {
        var key = service.GetRawText();
        var clients = names.Select(n => n.ToJsonString()).Where(n => n is not "\"chia_plotter\"");
        var running = Running().Select(n => $"\"{n}\"").Concat(clients).Contains(key, StringComparer.Ordinal);
        return Success(("is_running", running), ("service_name", JsonNode.Parse(key)));
    }

    private async Task<JsonObject> StartAsync(JsonElement data)
    {
        if (!data.Has("service"))
        {
            return Frames.Failure("'service'");
        }

        var service = ByDaemonName(data.GetProperty("service"));
        if (service is not null)
        {
            await node.StartServiceAsync(service.Name).ConfigureAwait(false);
        }

        return new()
        {
            ["error"] = service is null ? "unknown service" : null,
            ["service"] = JsonNode.Parse(data.GetProperty("service").GetRawText()),
            ["success"] = service is not null,
        };
    }

    private async Task<JsonObject> StopAsync(JsonElement data)
    {
        if (!data.Has("service"))
        {
            return Frames.Failure("'service'");
        }

        var service = ByDaemonName(data.GetProperty("service"));
        if (service is not null)
        {
            await node.StopServiceAsync(service.Name).ConfigureAwait(false);
        }

        return new() { ["service_name"] = JsonNode.Parse(data.GetProperty("service").GetRawText()), ["success"] = service is not null };
    }

    // The simulator is started under another name than it registers.
    private static Service? ByDaemonName(JsonElement name) => name.ValueKind != JsonValueKind.String
        ? null
        : Service.ByDaemonName(name.GetString()!.Replace("_simulator", "", StringComparison.Ordinal));

    private IEnumerable<string> Running()
    {
        var running = Service.All.Where(s => node.IsRunning(s.Name)).Select(s => s.DaemonName);
        return state.IsMainnet || !node.IsRunning("full_node") ? running : running.Prepend("chia_full_node_simulator");
    }

    private JsonObject Routes()
    {
        var answer = FixtureStore.Instance.Part(Service.Daemon, "get_routes", "data");
        var routes = answer["routes"]!.AsArray().Select(r => r!.GetValue<string>()).Where(Has);
        answer["routes"] = new JsonArray([.. routes.Select(r => JsonValue.Create(r))]);
        return answer;
    }

    private static JsonObject Recorded(string command, JsonElement data) =>
        (JsonObject)FixtureStore.Instance.Find(Service.Daemon, command, data)!.Response!["data"]!.DeepClone();

    internal static JsonObject Success(params ReadOnlySpan<(string Name, JsonNode? Value)> parts)
    {
        var data = new JsonObject { ["success"] = true };
        foreach (var (name, value) in parts)
        {
            data[name] = value;
        }

        return data;
    }
}
