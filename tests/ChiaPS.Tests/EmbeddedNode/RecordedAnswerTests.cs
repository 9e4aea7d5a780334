using System.Net;
using System.Text.Json;
using ChiaPS.Embedded;
using Xunit;

namespace ChiaPS.Tests.Embedded;

/// <summary>Every recorded request, sent to the embedded node: the answer has the shape a real Chia's had.</summary>
public sealed class RecordedAnswerTests(SharedNode shared) : IClassFixture<SharedNode>, IDisposable
{
    private readonly EmbeddedNode _node = shared.Node;
    private readonly NodeClient _client = new(shared.Node);

    public void Dispose() => _client.Dispose();

    [Theory]
    [MemberData(nameof(Recorded.Routes), MemberType = typeof(Recorded))]
    public Task Fixtures_are_answered_in_shape(string folder, string route) => CheckAsync(Recorded.Fixtures, folder, route);

    [Fact]
    public async Task Recordings_are_answered_in_shape()
    {
        var root = Recorded.FullOrSkip();
        foreach (var (folder, route) in Recorded.Routes.Select(r => r.Data))
        {
            await CheckAsync(root, folder, route);
        }
    }

    private async Task CheckAsync(string root, string folder, string route)
    {
        foreach (var recorded in Recorded.Read(root, folder, route).Where(c => c.Request.ValueKind != JsonValueKind.Undefined))
        {
            // Some requests log out or change the key.
            _node.State.ResetKeys();
            _node.State.LoggedIn = _node.State.Fingerprints[0];
            using var response = await _client.PostAsync(Recorded.Service(folder), route, recorded.Request.GetRawText());
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                Assert.True(string.Equals(recorded.Text, text, StringComparison.Ordinal), $"{route} {recorded.Case}: {text}");
                continue;
            }

            using var document = JsonDocument.Parse(text);
            var succeeded = document.RootElement.GetProperty("success").GetBoolean();
            var misfits = Recorded.Shape(folder, route, succeeded).Misfits(document.RootElement);
            Assert.True(misfits.Count == 0, $"{route} {recorded.Case} {recorded.Request} {string.Join('\n', misfits)}");
        }
    }
}

/// <summary>One node for all tests of a class.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    internal EmbeddedNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Node = await EmbeddedNode.StartAsync();

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
