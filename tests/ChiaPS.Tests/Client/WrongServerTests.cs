using System.Text;
using ChiaPS.Rpc;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>What answers, and is no Chia service or a broken one: always an error of ours that says what came.</summary>
public sealed class WrongServerTests(SharedNode shared) : NodeTests(shared)
{
    private const string Escape = "\u001b";

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "it is no HTTP")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n", "it is no HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", "it is no HTTP")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://localhost/\r\nContent-Length: 0\r\n\r\n", "HTTP 301 Moved")]
    public async Task What_is_no_answer_of_http_is_told_so(string bytes, string what) =>
        Assert.Contains(what, (await AnswersAsync(Encoding.Latin1.GetBytes(bytes), "ChiaConnection.BadAnswer")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"success\": false, \"error\": \"\\udcff.plot\"}", "ChiaRpc.Unknown", "refused get_blockchain_state: \ufffd.plot.")]
    [InlineData("{\"success\": false, \"error\": \"\\ud83d\\ude00 \\\\udcff \\ud800\\ud83d\\ude00\\\"\"}", "ChiaRpc.Unknown", "refused get_blockchain_state: \ud83d\ude00 \\udcff \ufffd\ud83d\ude00\".")]
    [InlineData("{\"success\": false, \"error\": \"a\u00ffb\"}", "ChiaRpc.Unknown", "refused get_blockchain_state: a\ufffdb.")]
    [InlineData("{\"success\": false, \"error\": \"no\", \"structuredError\": {\"code\": \"\"}}", "ChiaRpc.Unknown", "refused get_blockchain_state: no.")]
    [InlineData("{\"success\": false, \"error\": \"\\u001b[31mred\\u0007\"}", "ChiaRpc.Unknown", "refused get_blockchain_state: [31mred.")]
    [InlineData("{\"success\": true, \"blockchain_state\": {\"space\": 1e99}}", "ChiaConnection.BadAnswer", "Decimal")]
    public async Task Texts_and_numbers_that_cannot_be_read_are_no_failure_of_the_reader(string json, string id, string what)
    {
        var failure = await AnswersAsync(RawServer.Http(json), id);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_name_that_is_no_unicode_hides_no_plot_beside_it()
    {
        using var server = new RawServer(Node.Certificates["private_daemon"], RawServer.Http("""{"success": true, "plots": [{"filename": "/a/b.plot"}], "failed_to_open_filenames": ["/a/\udce4.plot"], "not_found_filenames": []}"""));
        using var shell = Open(more: $"-Port @{{ Harvester = {server.Port} }}");
        Assert.Equal(["/a/b.plot", "/a/\ufffd.plot"], shell.Run("Get-ChiaPlot -Local").All<Plot>().Select(plot => plot.Filename));
        Assert.Equal("/a/\ufffd.plot", shell.Run("(Invoke-ChiaRpc Harvester get_plots).failed_to_open_filenames").Single<string>());

        // The node says that it deleted what it does not find.
        Assert.Equal("ChiaArgument.Filename", shell.Errs("(Get-ChiaPlot -Local)[-1] | Remove-ChiaPlot -Confirm:$false").Id());
    }

    [Fact]
    public async Task A_page_of_errors_gives_the_terminal_no_orders()
    {
        var failure = await AnswersAsync(RawServer.Http(Escape + "[31mBad\r\ngateway", "502 Bad Gateway"), "ChiaConnection.BadAnswer");
        Assert.EndsWith("HTTP 502 [31mBad gateway", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"success\": true}")]
    [InlineData("{\"success\": true, \"coin_records\": {}}")]
    [InlineData("{\"success\": true, \"coin_records\": \"none\"}")]
    public async Task A_list_that_is_not_there_is_no_empty_list(string json)
    {
        using var server = new RawServer(Node.Certificates["private_daemon"], RawServer.Http(json));
        var failure = await FailsAsync("ChiaConnection.BadAnswer", async () =>
        {
            await foreach (var _ in To(server).StreamAsync(FullNode.GetCoinRecordsByHint, new("0x00")))
            {
            }
        });
        Assert.EndsWith("It has no coin_records.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://farm1")]
    [InlineData("farm1:8555")]
    [InlineData("my farm")]
    public async Task A_host_that_is_none_is_told_over_both_transports(string host)
    {
        foreach (var transport in Enum.GetValues<ChiaTransport>())
        {
            var failure = await FailsAsync("ChiaConnection.Name", () => Use(transport, with: options => options with { HostName = host }).SendAsync(FullNode.GetBlockchainState));
            Assert.Equal($"'{host}' is no host name and no address.", failure.Message);
        }
    }

    private async Task<ChiaException> AnswersAsync(byte[] answer, string id)
    {
        using var server = new RawServer(Node.Certificates["private_daemon"], answer);
        return await FailsAsync(id, () => To(server).SendAsync(FullNode.GetBlockchainState));
    }

    private ChiaPS.Sessions.Call To(RawServer server) => Use(with: options => options with { Ports = new() { [ChiaService.FullNode] = server.Port } });
}
