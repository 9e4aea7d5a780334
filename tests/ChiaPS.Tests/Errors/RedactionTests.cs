using System.Text;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Errors;

/// <summary>Bodies that -Debug shows hold no secret.</summary>
public class RedactionTests
{
    public static TheoryData<string> Names() =>
    [
        "mnemonic", "words", "entropy", "seed", "sk", "private_key", "farmer_sk", "pool_sk", "secret", "secrets",
        "passphrase", "current_passphrase", "new_passphrase", "login_link",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_secret_is_struck_out_wherever_it_stands(string name)
    {
        foreach (var value in new[] { "\"hidden\"", "[\"hidden\"]", """{"a":{"b":"hidden"}}""" })
        {
            foreach (var spelling in new[] { name, name.ToUpperInvariant() })
            {
                Assert.DoesNotContain("hidden", Show($$"""{"x":1,"{{spelling}}":{{value}}}"""), StringComparison.Ordinal);
                Assert.DoesNotContain("hidden", Show($$"""{"a":[{"b":[[{"{{spelling}}":{{value}}}]]}]}"""), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"name":"\udcff.plot"}""")]
    public void What_cannot_be_shown_ends_no_call(string json) => Assert.NotEmpty(Show(json));

    [Fact]
    public void What_is_no_secret_stays()
    {
        var text = Show("""{"name":"0xab","list":[1,{"key":"value"}],"mnemonic":null}""");

        Assert.Equal("""{"name":"0xab","list":[1,{"key":"value"}],"mnemonic":null}""", text);
    }

    [Fact]
    public void Of_a_secret_endpoint_nothing_is_shown() =>
        Assert.Equal("(not shown: it holds secrets)", Redaction.Show("""{"name":"hidden"}"""u8, secret: true));

    [Theory]
    [InlineData("not json hidden")]
    [InlineData("{\"a\":\"hidden")]
    public void What_is_no_json_is_not_shown(string text) => Assert.DoesNotContain("hidden", Show(text), StringComparison.Ordinal);

    [Fact]
    public void A_long_body_is_cut()
    {
        var text = Show($$"""{"a":"{{new string('x', 100_000)}}"}""");

        Assert.InRange(text.Length, 32 * 1024, (32 * 1024) + 100);
    }

    // Words that only a keychain has, in any answer that -Debug would show.
    [Fact]
    public void No_recorded_answer_shows_a_mnemonic_or_a_private_key()
    {
        var shown = Recorded.Need()
            .Where(one => EndpointOf(one) is { Secret: false })
            .SelectMany(one => new[] { one.Request, one.Response }.Where(body => body.ValueKind == JsonValueKind.Object).Select(body => (one, Text: Show(body.GetRawText()))));

        Assert.All(shown, pair => Assert.DoesNotMatch("\"(mnemonic|entropy|sk|farmer_sk|pool_sk|seed|passphrase|new_passphrase|current_passphrase|login_link)\":(?!null|\"\\*\\*\\*\")", pair.Text));
    }

    private static string Show(string body) => Redaction.Show(Encoding.UTF8.GetBytes(body), secret: false);

    private static Endpoint? EndpointOf(Recorded one) => EndpointCatalogue.All.FirstOrDefault(endpoint => endpoint.Route == one.Route);
}
