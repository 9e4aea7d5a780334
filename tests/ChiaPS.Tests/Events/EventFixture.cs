using System.Text;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;

namespace ChiaPS.Tests.Events;

/// <summary>Frames of events that real services sent: one of each kind, and all where the machine has the whole set.</summary>
internal static class EventFixture
{
    public static readonly IReadOnlyList<string> Kinds = File.ReadAllLines(Path.Combine(Module.Fixtures, "websocket", "events.jsonl"));

    public static readonly IReadOnlyList<string> FailedPlots = File.ReadAllLines(Path.Combine(Module.Fixtures, "websocket", "plotting-failed.jsonl"));

    public static IEnumerable<string> Everything => Kinds.Concat(FailedPlots).Concat(Recorded());

    public static DaemonFrame Parse(string frame) => DaemonFrame.Parse(Encoding.UTF8.GetBytes(frame));

    public static EventFacts? Find(string frame, params string[] audiences)
    {
        var parsed = Parse(frame);
        return EventFacts.Find(parsed.Origin, parsed.Command, parsed.Destination, parsed.Data, audiences);
    }

    private static IEnumerable<string> Recorded() =>
        from file in Module.Recordings is { } folder ? Directory.EnumerateFiles(Path.Combine(folder, "websocket"), "events-*.jsonl").Concat(Directory.EnumerateFiles(Path.Combine(folder, "websocket"), "network-*.jsonl")) : []
        from line in File.ReadLines(file)
        let root = JsonDocument.Parse(line).RootElement
        where root.GetProperty("dir").GetString() == "in" && root.TryGetProperty("frame", out var frame) && frame.GetProperty("ack").ValueKind == JsonValueKind.False
        let text = root.GetProperty("frame").GetRawText()
        where !text.Contains("<cut>", StringComparison.Ordinal)
        select text;
}
