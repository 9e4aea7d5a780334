using System.Text.Json;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>Every typed endpoint against every success that a real Chia answered it with.</summary>
public class RecordedModelTests
{
    public static TheoryData<string> Names() => TypedEndpoints.Names();

    // Answers of which only a part is used, by their types: what they leave out is left out on purpose.
    private static readonly Type[] Partial = [typeof(bool), typeof(None), typeof(WalletSyncStatus)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_of_an_answer_is_lost_or_changed(string name)
    {
        var endpoint = TypedEndpoints.Of(name);
        var answers = Successes(endpoint);
        var type = TypedEndpoints.AnswerType(endpoint);

        Assert.All(answers, answer => Assert.Empty(type == typeof(None) ? [] : JsonCover.Differences(
            TypedEndpoints.Said(endpoint, answer.Response),
            TypedEndpoints.Kept(TypedEndpoints.Read(endpoint, answer.Response)),
            complete: !Partial.Contains(type))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_field_of_an_answer_is_unknown(string name)
    {
        var endpoint = TypedEndpoints.Of(name);

        Assert.All(Successes(endpoint), answer => Assert.All(
            TypedEndpoints.Objects(TypedEndpoints.Read(endpoint, answer.Response)).Where(one => one is not TransactionMemos), // its very key is the field
            one => Assert.Empty(one.Unknown?.Keys.Where(field => endpoint.Field is not null || field != "success") ?? [])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_property_can_be_read_before_and_after_the_stamp(string name)
    {
        var endpoint = TypedEndpoints.Of(name);
        var origin = new Origin("farm1", "txch") { Fingerprint = 7, WalletTypes = new Dictionary<uint, WalletType> { [2] = WalletType.Cat } };

        Assert.All(Successes(endpoint), answer => Assert.All(TypedEndpoints.Objects(TypedEndpoints.Read(endpoint, answer.Response)), one =>
        {
            ReadAll(one);
            one.Stamp(origin);
            ReadAll(one);
            Assert.Equal("farm1", one.SessionName);
        }));
    }

    [Fact]
    public void A_transaction_keeps_the_very_record_that_the_node_sent()
    {
        Recorded.Need();
        foreach (var route in new[] { "wallet/get_transaction", "wallet/get_transactions" })
        {
            var endpoint = TypedEndpoints.Of(route);
            foreach (var answer in Successes(endpoint))
            {
                var said = TypedEndpoints.Said(endpoint, answer.Response);
                var records = TypedEndpoints.Read(endpoint, answer.Response) switch { TransactionRecord one => [one], var many => (List<TransactionRecord>)many! };
                Assert.Equal(
                    said.ValueKind == JsonValueKind.Array ? said.EnumerateArray().Select(one => one.GetRawText()) : [said.GetRawText()],
                    records.Select(one => JsonDocument.Parse(one.TransactionJson!).RootElement.GetRawText()),
                    (one, other) => JsonElement.DeepEquals(JsonDocument.Parse(one).RootElement, JsonDocument.Parse(other).RootElement));
            }
        }
    }

    [Fact]
    public void Every_typed_endpoint_has_a_recorded_success()
    {
        Recorded.Need();
        Assert.Empty(TypedEndpoints.All.Where(endpoint => !TypedEndpoints.Recordings(endpoint).Any(answer => answer.Succeeded)).Select(TypedEndpoints.Name));
    }

    private static List<Recorded> Successes(Endpoint endpoint)
    {
        Recorded.Need();
        var found = TypedEndpoints.Recordings(endpoint).Where(answer => answer.Succeeded).ToList();
        Assert.SkipWhen(found.Count == 0, "No recorded success.");
        return found;
    }

    [Fact]
    public void A_service_name_that_is_no_text_does_not_hide_the_others()
    {
        var endpoint = TypedEndpoints.Of("daemon/running_services");
        var answer = JsonDocument.Parse("""{"running_services":["chia_wallet",7,null],"success":true}""").RootElement;

        Assert.Equal(["chia_wallet", "7", ""], ((JsonElement[])TypedEndpoints.Read(endpoint, answer)!).Select(name => name.ToString()));
    }

    private static void ReadAll(object one)
    {
        foreach (var property in one.GetType().GetProperties())
        {
            property.GetValue(one);
        }

        Assert.NotNull(one.ToString());
    }
}
