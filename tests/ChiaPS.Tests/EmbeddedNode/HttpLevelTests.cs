using System.Globalization;
using System.Text;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>HTTP of the embedded node, down to the header lines, against what the server of a real Chia does.</summary>
public sealed class HttpLevelTests : IAsyncLifetime
{
    private const string Trouble = "500 Internal Server Error\n\nServer got itself in trouble";
    // The recorded cases that are a request and an answer.
    private static readonly string[] Cases =
    [
        "success", "endpoint-error", "get", "put", "options", "head", "unknown-route", "root", "trailing-slash", "upper-case", "double-slash",
        "query-string", "empty-body", "invalid-json", "not-utf8", "utf8-bom", "array-body", "array-body-ignored", "null-body-ignored", "null-body",
        "text-body", "number-body", "duplicate-keys", "no-content-type", "content-type-text", "content-type-form", "content-type-utf16", "accept-gzip",
        "connection-close", "expect-continue", "body-at-limit", "body-over-limit", "body-2-mb",
    ];

    private EmbeddedNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await EmbeddedNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("GET", "/healthz", "", 405, "405: Method Not Allowed")]
    [InlineData("POST", "/no_such_route", "{}", 404, "404: Not Found")]
    [InlineData("POST", "/healthz/", "{}", 404, "404: Not Found")]
    [InlineData("POST", "//healthz", "{}", 404, "404: Not Found")]
    [InlineData("POST", "/healthz", "{}", 200, "{\"success\": true}")]
    [InlineData("POST", "/healthz?a=1", "null", 200, "{\"success\": true}")]
    [InlineData("POST", "/healthz", "", 500, Trouble)]
    [InlineData("POST", "/healthz", "{oops", 500, Trouble)]
    [InlineData("POST", "/healthz", "\u00ef\u00bb\u00bf{}", 500, Trouble)]
    public async Task Answers_are_those_of_aiohttp(string method, string path, string body, int status, string text)
    {
        var (head, content) = await Send(method, path, [], Encoding.Latin1.GetBytes(body));
        Assert.StartsWith($"HTTP/1.1 {status} ", head[0], StringComparison.Ordinal);
        Assert.Equal(text, content);
        Assert.Contains($"Content-Length: {text.Length}", head, StringComparer.Ordinal);
        Assert.Contains(status == 200 ? "Content-Type: application/json" : "Content-Type: text/plain; charset=utf-8", head, StringComparer.Ordinal);
        Assert.Equal(status == 405, head.Contains("Allow: POST", StringComparer.Ordinal));
        Assert.Equal(status == 500, head.Contains("Connection: close", StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bodies_have_a_limit()
    {
        Assert.StartsWith("HTTP/1.1 200", (await Send("POST", "/healthz", [], Body(1048576))).Head[0], StringComparison.Ordinal);
        var (head, text) = await Send("POST", "/healthz", [], Body(1048577));
        Assert.StartsWith("HTTP/1.1 413", head[0], StringComparison.Ordinal);
        Assert.Equal("Maximum request body size 1048576 exceeded.", text);
        Assert.StartsWith("HTTP/1.1 200", (await Send("POST", "/healthz", [], Body(26214400), "data_layer")).Head[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recorded_requests_are_answered_alike()
    {
        var recorded = Recorded.Read(Recorded.FullOrSkip(), "full_node", "http-level");
        foreach (var name in Cases)
        {
            await CheckAsync(name, recorded.First(c => string.Equals(c.Case, name, StringComparison.Ordinal)).Whole);
        }
    }

    private async Task CheckAsync(string name, JsonElement recorded)
    {
        var request = recorded.GetProperty("request");
        var headers = request.GetProperty("headers").EnumerateObject().Select(h => $"{h.Name}: {h.Value}").ToArray();
        var path = request.GetProperty("path").GetString()!;
        var (head, text) = await Send(request.GetProperty("method").GetString()!, path, headers, BodyOf(name, request));
        Assert.StartsWith($"HTTP/1.1 {recorded.GetProperty("status")} {recorded.GetProperty("reason")}", head[^HeadLength(head)], StringComparison.Ordinal);
        foreach (var header in recorded.GetProperty("headers").EnumerateArray().Select(h => $"{h[0]}: {h[1]}"))
        {
            // Dates differ, and so do the lengths of tracebacks and of the network's constants.
            if (!header.StartsWith("Date", StringComparison.Ordinal) && !(header.StartsWith("Content-Length", StringComparison.Ordinal) && text.Length > 100))
            {
                Assert.Contains(header, head, StringComparer.Ordinal);
            }
        }

        var expected = recorded.GetProperty("text").GetString()!;
        if (expected.Length < 100)
        {
            Assert.Equal(expected, text);
        }
        else if (expected.StartsWith("{\"error", StringComparison.Ordinal))
        {
            Assert.Equal(expected[..expected.IndexOf("\"traceback", StringComparison.Ordinal)], text[..text.IndexOf("\"traceback", StringComparison.Ordinal)]);
        }
    }

    [Fact]
    public async Task Pipelined_requests_are_all_answered()
    {
        var one = "POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        var last = "POST /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n";
        var answers = await NodeClient.RawAsync(_node, "full_node", Encoding.ASCII.GetBytes(one + one + one + last), answers: 3);
        Assert.Contains("{\"success\": true}", answers, StringComparison.Ordinal);
        Assert.Equal(3, _node.Requests.Of("full_node", "healthz").Count);
    }

    // An interim answer (100 Continue) comes before the real one.
    private static int HeadLength(string[] head) => head.Length - Array.FindLastIndex(head, h => h.StartsWith("HTTP/1.1", StringComparison.Ordinal));

    private static byte[] Body(int length) => Encoding.ASCII.GetBytes("{\"a\":\"" + new string('x', length - 8) + "\"}");

    private static byte[] BodyOf(string name, JsonElement request)
    {
        // Long and undecodable bodies could not be kept in the recording.
        var length = request.GetProperty("body_bytes").GetInt32();
        return name switch
        {
            "not-utf8" => [.. "{\"header_hash\": \""u8, 0xff, 0xfe, .. "\"}"u8],
            "content-type-utf16" => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray(),
            _ when length > 10_000 => Body(length),
            _ => Encoding.UTF8.GetBytes(request.GetProperty("body").GetString()!),
        };
    }

    private async Task<(string[] Head, string Body)> Send(string method, string path, string[] headers, byte[] body, string service = "full_node")
    {
        string[] lines = [$"{method} {path} HTTP/1.1", "Host: localhost", .. headers, "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture)];
        var answer = await NodeClient.RawAsync(_node, service, [.. Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. body]);
        var end = answer.LastIndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (answer[..end].Split("\r\n"), answer[(end + 4)..]);
    }
}
