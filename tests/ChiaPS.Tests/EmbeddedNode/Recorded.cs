using System.Text.Json;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>One recorded case of a route.</summary>
internal sealed record RecordedCase(string Case, JsonElement Request, JsonElement? Response, string? Text, JsonElement Whole)
{
    public bool Succeeded => Response is { ValueKind: JsonValueKind.Object } r && r.TryGetProperty("success", out var success) && success.GetBoolean();
}

/// <summary>Recordings of a real Chia: the fixtures beside the tests, and the full set where CHIAPS_RECORDINGS points to.</summary>
internal static class Recorded
{
    private static readonly string[] Services =
        ["full_node", "simulator", "wallet", "farmer", "harvester", "crawler", "timelord", "solver", "data_layer"];

    public static string Fixtures => Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static string? Full => Environment.GetEnvironmentVariable("CHIAPS_RECORDINGS") is { Length: > 0 } folder ? folder : null;

    /// <summary>Folder and route of every recorded route; stop_node has a test of its own.</summary>
    public static TheoryData<string, string> Routes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var folder in Services)
            {
                foreach (var file in Directory.EnumerateFiles(Path.Combine(Fixtures, folder), "*.json").Order(StringComparer.Ordinal))
                {
                    var route = Path.GetFileNameWithoutExtension(file);
                    if (route is not "stop_node")
                    {
                        data.Add(folder, route);
                    }
                }
            }

            return data;
        }
    }

    public static string Service(string folder) => folder is "simulator" ? "full_node" : folder;

    public static string FullOrSkip()
    {
        Assert.SkipWhen(Full is null, "CHIAPS_RECORDINGS names no folder with recordings of a real Chia");
        return Full!;
    }

    public static IReadOnlyList<RecordedCase> Read(string root, string folder, string route)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, folder, route + ".json")));
        return
        [
            .. document.RootElement.EnumerateArray().Select(c => c.Clone()).Select(c => new RecordedCase(
                c.GetProperty("case").GetString()!,
                c.TryGetProperty("request", out var request) ? request : default,
                c.TryGetProperty("response", out var response) && response.ValueKind == JsonValueKind.Object ? response : null,
                c.TryGetProperty("text", out var text) ? text.GetString() : null,
                c)),
        ];
    }

    /// <summary>What successes (or failures) of a route look like, by the fixtures and the full set where there is one.</summary>
    public static Shape Shape(string folder, string route, bool succeeded)
    {
        var shape = new Shape();
        foreach (var root in (string?[])[Fixtures, Full])
        {
            foreach (var recorded in root is null ? [] : Read(root, folder, route).Where(c => c.Succeeded == succeeded && c.Response is not null))
            {
                shape.Learn(recorded.Response!.Value);
            }

            // Blocks are the same in every route; the one that gives a single block has seen the most of them.
            if (succeeded && root is not null && route is ("get_blocks" or "get_all_blocks"))
            {
                foreach (var recorded in Read(root, "full_node", "get_block").Where(c => c.Succeeded))
                {
                    shape.Learn(recorded.Response!.Value.GetProperty("block"), "/blocks/#");
                }
            }
        }

        return shape;
    }
}
