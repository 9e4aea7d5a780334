using System.Text;
using System.Text.Json;
using ChiaPS.Client;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>Long lists, read while they come.</summary>
public class ListReaderTests
{
    private const string Three = """{"a":{"coin_records":[1]},"coin_records":[{"confirmed_block_index":1},{"confirmed_block_index":2,"x":[{"y":"]}"}]},{"confirmed_block_index":3}],"success":true}""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Items_come_whole_however_the_body_is_cut(int bytes) =>
        Assert.Equal([1, 2, 3], await Heights(new CutStream(Encoding.UTF8.GetBytes(Three), () => bytes)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Items_come_whole_in_random_cuts(int seed)
    {
        var random = new Random(seed);
        var body = Encoding.UTF8.GetBytes($$"""{"coin_records":[{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""{"confirmed_block_index":{{i}},"coin":{"amount":{{i}},"puzzle_hash":"{{new string('a', random.Next(200))}}"} }"""))}}],"success":true}""");

        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (uint)i), await Heights(new CutStream(body, () => random.Next(1, 5000))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public async Task An_item_may_be_longer_than_the_buffer(int bytes)
    {
        var length = bytes == 1 ? 70_000 : 700_000;
        var body = Encoding.UTF8.GetBytes($$"""{"success":true,"coin_records":[{"confirmed_block_index":1},{"x":"{{new string('z', length)}}","confirmed_block_index":2},{"confirmed_block_index":3}]}""");

        Assert.Equal([1, 2, 3], await Heights(new CutStream(body, () => bytes)));
    }

    [Fact]
    public async Task A_long_field_beside_the_list_is_passed_over()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"note":"{{new string('z', 300_000)}}","coin_records":[{"confirmed_block_index":1}],"success":true}""");

        Assert.Equal([1], await Heights(new CutStream(body, () => 5000)));
    }

    [Fact]
    public async Task The_first_item_comes_before_the_body_has_ended()
    {
        var body = Encoding.UTF8.GetBytes("""{"coin_records":[{"confirmed_block_index":1},""");
        using var reader = new ListReader<CoinRecord>(new CutStream(body, () => 10, endless: true), "coin_records");

        Assert.Equal(1u, (await reader.NextAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken))![0].ConfirmedBlockIndex);
    }

    [Fact]
    public async Task A_body_that_is_cut_short_anywhere_is_an_error_and_never_a_shorter_list()
    {
        var body = Encoding.UTF8.GetBytes(Three);
        for (var length = 0; length < body.Length; length++)
        {
            await Assert.ThrowsAnyAsync<JsonException>(() => Heights(new MemoryStream(body, 0, length)));
        }
    }

    [Theory]
    [InlineData("""{"success":true,"coin_records":[{"confirmed_block_index":1}]}""", true, 1)]
    [InlineData("""{"coin_records":[{"confirmed_block_index":1}],"success":true}""", true, 1)]
    [InlineData("""{"coin_records":[{"confirmed_block_index":1},null],"success":true}""", true, 1)]
    [InlineData("""{"coin_records":[],"success":true}""", true, 0)]
    [InlineData("""{"coin_records":null,"success":true}""", true, 0)]
    [InlineData("""{"success":true}""", true, 0)]
    [InlineData("""{"error":"No","success":false}""", false, 0)]
    [InlineData("""{"coin_records":[{"confirmed_block_index":1}],"error":"No","success":false}""", false, 1)]
    [InlineData("""{"coin_records":[]}""", null, 0)]
    public async Task Whether_it_succeeded_is_known_at_the_end(string json, bool? success, int count)
    {
        using var reader = new ListReader<CoinRecord>(new CutStream(Encoding.UTF8.GetBytes(json), () => 3), "coin_records");
        var found = 0;
        while (await reader.NextAsync(CancellationToken.None) is { } items)
        {
            found += items.Count;
        }

        Assert.Equal((success, count), (reader.Head.Success, found));
        Assert.Equal(success == false ? "No" : null, reader.Head.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("<html>")]
    [InlineData("""{"coin_records":[{"confirmed_block_index":"x"}],"success":true}""")]
    [InlineData("""{"coin_records":[7],"success":true}""")]
    [InlineData("""{"coin_records":[{]}""")]
    public async Task What_is_no_list_of_these_is_a_json_error(string json) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => Heights(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public async Task Transactions_keep_their_own_json_and_nobody_else_s()
    {
        var body = Encoding.UTF8.GetBytes("""{"transactions":[{"name":"aa","amount":1},{"name":"bb", "amount":2}],"success":true}""");
        using var reader = new ListReader<TransactionRecord>(new CutStream(body, () => 11), "transactions");
        var kept = new List<string?>();
        while (await reader.NextAsync(CancellationToken.None) is { } items)
        {
            kept.AddRange(items.Select(item => item.TransactionJson));
        }

        Assert.Equal(["""{"name":"aa","amount":1}""", """{"name":"bb", "amount":2}"""], kept);
    }

    private static async Task<List<uint>> Heights(Stream body)
    {
        using var reader = new ListReader<CoinRecord>(body, "coin_records");
        var all = new List<uint>();
        while (await reader.NextAsync(CancellationToken.None) is { } items)
        {
            all.AddRange(items.Select(item => item.ConfirmedBlockIndex));
        }

        return all;
    }
}
