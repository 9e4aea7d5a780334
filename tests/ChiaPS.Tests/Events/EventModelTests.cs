using System.Text.Json;
using ChiaPS.Json;
using ChiaPS.Rpc;
using ChiaPS.Tests.Models;
using Xunit;

namespace ChiaPS.Tests.Events;

/// <summary>Every event that a real service sent, in its type: nothing is lost, and none is unknown.</summary>
public class EventModelTests
{
    private static readonly string[] Audiences = [EventFacts.WalletUi, EventFacts.Metrics, EventFacts.UnfinishedBlockInfo, EventFacts.Plotter];

    // Kept to a ten-millionth of a second.
    private static readonly string[] Durations = ["time", "validation_time", "pre_validation_time", "block_duration_in_seconds", "validation_time_in_seconds", "pre_validation_time_in_seconds", "last_sync_time"];

    [Fact]
    public void Nothing_of_an_event_is_lost_or_changed()
    {
        var read = 0;
        foreach (var frame in EventFixture.Everything)
        {
            if (EventFixture.Find(frame, Audiences) is not { } facts)
            {
                continue;
            }

            read++;
            var data = EventFixture.Parse(frame).Data;
            var made = facts.Read(data);
            Assert.IsNotType<UnknownEvent>(made);
            Assert.All(TypedEndpoints.Objects(made), one => Assert.Empty(one.Unknown?.Keys.Where(key => key != "success") ?? []));
            Assert.DoesNotContain(
                JsonCover.Differences(Said(made, data), TypedEndpoints.Kept(made), complete: true),
                difference => !Durations.Any(name => difference.StartsWith($"$.{name} is ", StringComparison.Ordinal)));
            Assert.DoesNotContain('\n', made.ToString()!);
        }

        Assert.True(read >= 40, $"{read}");
    }

    [Fact]
    public void Every_kind_of_event_is_known_and_comes_once()
    {
        var known = EventFixture.Kinds.Select(frame => (frame, Facts: EventFixture.Find(frame, Audiences))).ToList();

        // The copies for metrics of what wallet_ui gets too.
        Assert.All(known.Where(one => one.Facts is null), one => Assert.Equal(EventFacts.Metrics, EventFixture.Parse(one.frame).Destination));
        var neverSeen = EventFacts.All.Select(facts => (facts.Service, facts.Name)).Except(known.Where(one => one.Facts is not null).Select(one => (one.Facts!.Service, one.Facts.Name)));
        Assert.Equal(
            ["CompactProof", "ConvertedCatWalletToCr", "ConvertedCatWalletToRevocable", "CrawlBatchCompleted", "FailedPartial", "LoadedInitialPeers", "NewCompactProof", "OfferFailed", "SubmittedPartial"],
            neverSeen.Select(one => one.Name).Append("CompactProof").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("submitted_partial", "chia_farmer", "wallet_ui", """{"launcher_id":"ABAB","pool_url":"https://pool","current_difficulty":5,"points_acknowledged_since_start":7,"points_acknowledged_24h":[[1.5,3],[2,4]],"success":true}""", "https://pool: 7 points acknowledged")]
    [InlineData("failed_partial", "chia_farmer", "wallet_ui", """{"p2_singleton_puzzle_hash":"abab","success":true}""", "0xabab")]
    [InlineData("new_compact_proof", "chia_timelord", "metrics", """{"header_hash":"0xab","height":7,"field_vdf":2,"success":true}""", "height 7, field 2")]
    [InlineData("crawl_batch_completed", "chia_crawler", "metrics", """{"peer_counts":{"total_last_5_days":9,"reliable_nodes":4,"ipv4_last_5_days":8,"ipv6_last_5_days":1,"versions":{"2.7.5":4}},"success":true}""", "9 nodes, 4 reliable")]
    [InlineData("state_changed", "chia_wallet", "wallet_ui", """{"state":"converted cat wallet to cr","wallet_id":3,"success":true}""", "wallet 3")]
    public void Events_that_no_simulator_sends(string command, string origin, string audience, string data, string summary)
    {
        var frame = $$"""{"ack":false,"command":"{{command}}","data":{{data}},"destination":"{{audience}}","origin":"{{origin}}","request_id":"1"}""";
        var facts = EventFixture.Find(frame, Audiences)!;
        Assert.Equal(summary, facts.Read(EventFixture.Parse(frame).Data).ToString());
    }

    [Theory]
    [InlineData("new_thing", "chia_farmer", "wallet_ui", "NewThing")]
    [InlineData("new_thing", "chia_farmer", "metrics", null)] // a second audience hears it too
    [InlineData("hello", "gui", "wallet_ui", null)] // no service of Chia: anybody can send to a name
    [InlineData("state_changed", "chia_wallet", "wallet_ui", "Brand newState")]
    [InlineData("sync_changed", "chia_wallet", "metrics", null)] // a wallet says everything to wallet_ui
    public void An_event_of_tomorrow_is_shown_as_it_is(string command, string origin, string audience, string? name)
    {
        var frame = $$"""{"ack":false,"command":"{{command}}","data":{"state":"brand new_state","x":1},"destination":"{{audience}}","origin":"{{origin}}","request_id":"1"}""";
        var facts = EventFixture.Find(frame, Audiences);
        Assert.Equal(name?.Replace("Brand new", "BrandNew", StringComparison.Ordinal), facts?.Name);
        Assert.True(facts is null or { Service: ChiaService.Wallet } || facts.Read(EventFixture.Parse(frame).Data) is UnknownEvent { Json: """{"state":"brand new_state","x":1}""" });
    }

    [Fact]
    public void A_plot_that_fails_says_so_though_the_daemon_calls_it_running()
    {
        var last = EventFixture.FailedPlots.Select(frame => (PlottingJob)EventFixture.Find(frame, EventFacts.Plotter)!.Read(EventFixture.Parse(frame).Data)).Where(job => job.State == "RUNNING" && job.IsFailed)
            .Select(job => job.FailedBecause!).Distinct().ToList();
        Assert.Contains("madmax plotter was not found.", last);
        Assert.Contains("Bladebit was not found.", last);
        Assert.Contains("Error: The minimum k size allowed from the cli is k=25.", last);
        Assert.Contains("ValueError: unexpected end of buffer", last);
        Assert.Contains("FileNotFoundError: [Errno 2] No such file or directory: '/proc/nowhere'", last);
        Assert.Contains("k=32 is the minimum size for farming.", last);
        Assert.Contains(last, why => why.StartsWith("chia plotters: error: argument plotter: invalid choice: 'nosuch'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_transaction_tells_why_and_keeps_its_record()
    {
        var frame = EventFixture.Kinds.Single(one => one.Contains("\"tx_update\"", StringComparison.Ordinal) && one.Contains("\"error\":\"", StringComparison.Ordinal));
        var change = (WalletEvent)EventFixture.Find(frame, EventFacts.WalletUi)!.Read(EventFixture.Parse(frame).Data);
        change.Stamp(new Origin("farm1", "txch"));
        Assert.Equal(("DOUBLE_SPEND", (int?)3, "farm1"), (change.Error, change.Status, change.Transaction!.SessionName));
        Assert.Equal(change.Transaction.TransactionId, ChiaPS.Values.Hex.Normalize(JsonDocument.Parse(change.Transaction.TransactionJson!).RootElement.GetProperty("name").GetString()));
    }

    // The result of a field is read alone, plotting jobs come one at a time.
    private static JsonElement Said(ChiaObject made, ReadOnlyMemory<byte> data)
    {
        var said = JsonSerializer.Deserialize<JsonElement>(data.Span, ChiaJson.Answers);
        return made switch
        {
            BlockchainState => said.GetProperty("blockchain_state"),
            PlottingJob => said.GetProperty("queue").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } job ? job : JsonSerializer.SerializeToElement(new { }),
            _ => said,
        };
    }
}
