using System.Text.Json;
using Xunit;

namespace ChiaPS.Tests.Hosting;

/// <summary>One answer that a real Chia gave: from the fixtures, and from the whole set where the machine has it.</summary>
/// <param name="Service">Folder, such as full_node.</param>
/// <param name="Route">File, such as get_block_record.</param>
/// <param name="Case">What was tried.</param>
/// <param name="Request">The arguments.</param>
/// <param name="Response">The answer; of a daemon's frame its data.</param>
internal sealed record Recorded(string Service, string Route, string Case, JsonElement Request, JsonElement Response)
{
    private static readonly Lazy<IReadOnlyList<Recorded>> Known = new(() => [.. Folders.SelectMany(Read)]);

    /// <summary>All that are objects; transport failures and texts are left out.</summary>
    public static IReadOnlyList<Recorded> All => Known.Value;

    /// <summary>What to ask for a test that needs any.</summary>
    public static bool Any => All.Count > 0;

    public static string Why => "No recorded answers: tests/Fixtures is empty and CHIAPS_RECORDINGS names no folder.";

    public bool Succeeded => Response.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True;

    public bool Failed => Response.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.False;

    private static IEnumerable<string> Folders => new[] { Module.Fixtures, Module.Recordings }.OfType<string>().Where(Directory.Exists);

    public static IReadOnlyList<Recorded> Of(string service, string route) => [.. All.Where(one => one.Service == service && one.Route == route)];

    /// <summary>The recordings, or the test is skipped.</summary>
    public static IReadOnlyList<Recorded> Need()
    {
        Assert.SkipUnless(Any, Why);
        return All;
    }

    public override string ToString() => $"{Service}/{Route} '{Case}'";

    private static IEnumerable<Recorded> Read(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let service = Path.GetFileName(Path.GetDirectoryName(file)!)
        where service != Path.GetFileName(folder)
        from one in Read(service, Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file))
        select one;

    private static IEnumerable<Recorded> Read(string service, string route, byte[] json)
    {
        foreach (var item in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            if (!item.TryGetProperty("response", out var response) || response.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            response = service == "daemon" && response.TryGetProperty("data", out var data) ? data : response;
            if (response.ValueKind == JsonValueKind.Object)
            {
                yield return new(service, route, item.GetProperty("case").GetString()!, item.TryGetProperty("request", out var request) ? request : default, response);
            }
        }
    }
}

/// <summary>Walks through JSON.</summary>
internal static class Walk
{
    /// <summary>The value itself and everything in it.</summary>
    public static IEnumerable<JsonElement> Through(JsonElement value)
    {
        yield return value;
        var parts = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(property => property.Value),
            JsonValueKind.Array => value.EnumerateArray(),
            _ => [],
        };
        foreach (var inner in parts.SelectMany(Through))
        {
            yield return inner;
        }
    }

    /// <summary>Every text in it.</summary>
    public static IEnumerable<string> Texts(JsonElement value) =>
        Through(value).Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!);
}
