using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The routes of farmer and harvester about plots, rewards and pools.</summary>
internal sealed class FarmRoutes(NodeState state)
{
    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> OfFarmer =>
    [
        ("get_harvesters_summary", _ => new() { ["harvesters"] = new JsonArray([.. Farm.Connected.Select(one => one.Summary(whole: false))]) }),
        ("get_harvesters", _ => new() { ["harvesters"] = new JsonArray([.. Farm.Connected.Select(one => one.Summary(whole: true))]) }),
        ("get_harvester_plots_valid", r => Page(r, one => one.Plots, plot => plot["filename"]!.GetValue<string>())),
        ("get_harvester_plots_invalid", r => Page(r, one => Nodes(one.Invalid), file => file.GetValue<string>())),
        ("get_harvester_plots_keys_missing", r => Page(r, one => Nodes(one.KeyMissing), file => file.GetValue<string>())),
        ("get_harvester_plots_duplicates", r => Page(r, one => Nodes(one.Duplicates), file => file.GetValue<string>())),
        ("get_reward_targets", GetRewardTargets),
        ("set_reward_targets", SetRewardTargets),
        ("get_pool_state", _ => new() { ["pool_state"] = Farm.Pools.DeepClone() }),
        ("set_payout_instructions", SetPayoutInstructions),
    ];

    public IEnumerable<(string Route, Func<JsonElement, JsonObject?> Handler)> OfHarvester =>
    [
        ("get_plots", _ => new()
        {
            ["failed_to_open_filenames"] = new JsonArray([.. Nodes(Farm.Own.Invalid)]),
            ["not_found_filenames"] = new JsonArray([.. Nodes(Farm.Own.KeyMissing)]),
            ["plots"] = new JsonArray([.. Farm.Own.Plots.Select(plot => plot.DeepClone())]),
        }),
        ("delete_plot", DeletePlot),
        ("get_plot_directories", _ => new() { ["directories"] = new JsonArray([.. Nodes(Farm.Directories)]) }),
        ("add_plot_directory", AddPlotDirectory),
        ("remove_plot_directory", RemovePlotDirectory),
        ("get_harvester_config", _ => (JsonObject)Farm.Config.DeepClone()),
        ("update_harvester_config", UpdateConfig),
    ];

    private Farm Farm => state.Farmer;

    // Null: a node of the recordings, which has its answer there.
    private JsonObject? Page<T>(JsonElement request, Func<Farm.Harvester, IEnumerable<T>> list, Func<T, string> path)
        where T : JsonNode
    {
        var id = request.Get("node_id") is { ValueKind: JsonValueKind.String } given ? Request.Strip0x(given.GetString()!) : "";
        if (Farm.Connected.FirstOrDefault(one => one.NodeId == id) is not { } harvester || request.Number("page_size") is not > 0)
        {
            return null;
        }

        var filters = request.Get("filter") is { ValueKind: JsonValueKind.Array } filter
            ? filter.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Object ? one.GetProperty("value").GetString()! : one.GetString()!).ToArray()
            : [];
        var all = list(harvester).Where(item => filters.All(text => path(item).Contains(text, StringComparison.Ordinal))).ToList();
        if (request.Get("sort_key")?.GetString() is { } key)
        {
            all = [.. all.OrderBy(item => item[key]!.ToString(), StringComparer.Ordinal)];
        }

        if (request.Flag("reverse", otherwise: false))
        {
            all.Reverse();
        }

        var (page, size) = ((int)request.Number("page")!.Value, (int)request.Number("page_size")!.Value);
        var pages = Math.Max(1, (all.Count + size - 1) / size);
        return page >= pages
            ? throw new RpcFailure($"Page {page} out of bounds. Available pages: 0-{pages - 1}")
            : new()
            {
                ["node_id"] = id,
                ["page"] = page,
                ["page_count"] = pages,
                ["plots"] = new JsonArray([.. all.Skip(page * size).Take(size).Select(item => item.DeepClone())]),
                ["total_count"] = all.Count,
            };
    }

    private JsonObject? GetRewardTargets(JsonElement request)
    {
        var answer = new JsonObject { ["farmer_target"] = Farm.FarmerTarget, ["pool_target"] = Farm.PoolTarget };
        if (!request.Has("search_for_private_key"))
        {
            throw new RpcFailure("search_for_private_key");
        }

        if (request.Flag("search_for_private_key", otherwise: false))
        {
            (answer["have_farmer_sk"], answer["have_pool_sk"]) = (true, false);
        }

        return answer;
    }

    // As the real one: what does not decode is kept all the same, and a prefix is not looked at.
    private JsonObject? SetRewardTargets(JsonElement request)
    {
        Farm.FarmerTarget = request.Get("farmer_target")?.GetString() ?? Farm.FarmerTarget;
        Farm.PoolTarget = request.Get("pool_target") is { ValueKind: JsonValueKind.String } pool ? pool.GetString()! : Farm.PoolTarget;
        return Address.Decode(Farm.FarmerTarget) is null || Address.Decode(Farm.PoolTarget) is null ? throw new RpcFailure("Invalid Address") : [];
    }

    private JsonObject? SetPayoutInstructions(JsonElement request)
    {
        var id = Request.Hash(request.Get("launcher_id") ?? throw new RpcFailure("launcher_id"));
        var text = request.Get("payout_instructions") ?? throw new RpcFailure("payout_instructions");
        if (Farm.TellsPoolsAtOnce && Farm.Pools.FirstOrDefault(pool => pool!["pool_config"]!["launcher_id"]!.GetValue<string>() == id) is { } found)
        {
            found["pool_config"]!["payout_instructions"] = text.ToString();
        }

        return [];
    }

    // Any file, and success also when there is none.
    private JsonObject? DeletePlot(JsonElement request)
    {
        var file = request.Get("filename") is { ValueKind: JsonValueKind.String } given ? given.GetString()! : null;
        if (file is not null)
        {
            Farm.Own.Delete(file);
        }

        return null;
    }

    private JsonObject? AddPlotDirectory(JsonElement request)
    {
        if (request.Get("dirname") is not { ValueKind: JsonValueKind.String } given || !given.GetString()!.StartsWith("/plots", StringComparison.Ordinal))
        {
            return null;
        }

        Farm.Directories.Add(given.GetString()!.TrimEnd('/'));
        return [];
    }

    private JsonObject? RemovePlotDirectory(JsonElement request)
    {
        if (request.Get("dirname") is { ValueKind: JsonValueKind.String } given)
        {
            Farm.Directories.Remove(given.GetString()!);
        }

        return null;
    }

    private JsonObject? UpdateConfig(JsonElement request)
    {
        if (request.Number("refresh_parameter_interval_seconds") is < 3)
        {
            return null;
        }

        foreach (var (name, value) in request.ValueKind == JsonValueKind.Object ? JsonObject.Create(request.Clone())! : [])
        {
            if (Farm.Config.ContainsKey(name) && value is not null && Farm.Config[name]!.GetValueKind() is var kind && (kind == value.GetValueKind() || kind is JsonValueKind.True or JsonValueKind.False && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False))
            {
                Farm.Config[name] = value.DeepClone();
            }
        }

        return null;
    }

    private static IEnumerable<JsonNode> Nodes(IEnumerable<string> files) => files.Select(file => (JsonNode)JsonValue.Create(file));
}
