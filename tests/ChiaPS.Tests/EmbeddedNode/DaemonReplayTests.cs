using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>Recorded talks with a real daemon, said again to the embedded one: what came then comes now, and silence stays silence.</summary>
public sealed class DaemonReplayTests
{
    [Theory]
    [InlineData("bad-frames")]
    [InlineData("routing-envelope")]
    [InlineData("routing-services")]
    public async Task A_recorded_talk_goes_the_same_way(string name)
    {
        var path = Path.Combine(Recorded.FullOrSkip(), "websocket", name + ".jsonl");
        var text = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        var lines = text.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToArray();
        await using var node = await EmbeddedNode.StartAsync();

        // The services that were not up when the talk was recorded.
        foreach (var service in (string[])["timelord", "crawler", "solver"])
        {
            await node.StopServiceAsync(service);
        }

        using var client = new NodeClient(node);
        var socket = await client.SocketAsync();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Sent(lines[i]) is not { } frame)
            {
                continue;
            }

            if (socket.State != WebSocketState.Open)
            {
                socket.Dispose();
                socket = await client.SocketAsync();
            }

            var bytes = Encoding.UTF8.GetBytes(frame);
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
            var next = i + 1 < lines.Length ? lines[i + 1] : default;
            var answered = next.ValueKind == JsonValueKind.Object && next.GetProperty("dir").ValueEquals("in");
            var answer = await NodeClient.ReadAsync(socket, answered ? 60_000 : 200);
            if (answered)
            {
                Compare(frame, next.GetProperty("frame"), answer);
            }
            else
            {
                Assert.True(answer is null, $"{frame} was met with silence, now with {answer}");
                socket.Dispose();
                socket = await client.SocketAsync("recorder-1");
            }
        }

        socket.Dispose();
    }

    // What the recorder could not keep is written in angle brackets; NaN is Python's own.
    private static string? Sent(JsonElement line)
    {
        if (!line.GetProperty("dir").ValueEquals("out") || !line.GetProperty("client").ValueEquals("recorder-1"))
        {
            return null;
        }

        var text = line.TryGetProperty("raw", out var raw) ? raw.GetString()! : line.GetProperty("frame").GetRawText();
        return text.StartsWith('<') || text.Contains("NaN", StringComparison.Ordinal) || text.Contains("<cut>", StringComparison.Ordinal) ? null : text;
    }

    private static void Compare(string sent, JsonElement expected, JsonElement? answer)
    {
        Assert.True(answer is not null, $"nothing came for {sent}");
        foreach (var part in (string[])["ack", "command", "destination", "origin", "request_id"])
        {
            Assert.True(JsonElement.DeepEquals(expected.GetProperty(part), answer.Value.GetProperty(part)), $"{sent}: {part} of {answer}");
        }

        var (was, now) = (expected.GetProperty("data"), answer.Value.GetProperty("data"));
        var shape = new Shape();
        shape.Learn(was);
        Assert.True(shape.Misfits(now).Count == 0, $"{sent}: {string.Join('\n', shape.Misfits(now))}");

        // The real one takes any attribute of its server object for a command and fails to call it; here it is unknown.
        if (was.TryGetProperty("error", out var error) && !error.GetString()!.EndsWith("object is not callable", StringComparison.Ordinal))
        {
            Assert.True(JsonElement.DeepEquals(error, now.GetProperty("error")), $"{sent}: {now} instead of {error}");
        }
    }
}
