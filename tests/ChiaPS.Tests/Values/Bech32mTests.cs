using System.Text.RegularExpressions;
using ChiaPS.Tests.Hosting;
using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Values;

public class Bech32mTests
{
    private static readonly byte[] Counted = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    // The first seven lists are BIP-350's own vectors.
    [Theory]
    [InlineData("A1LQFN3A", "a", 0)]
    [InlineData("a1lqfn3a", "a", 0)]
    [InlineData("an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6", "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber1", 0)]
    [InlineData("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "abcdef", 20)]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperredlc445v", "split", 30)]
    [InlineData("?1v759aa", "?", 0)]
    public void Valid_vectors_of_the_standard_are_read(string text, string prefix, int length)
    {
        Assert.True(Bech32m.TryDecode(text, out var found, out var data, out _));
        Assert.Equal(prefix, found);
        Assert.Equal(length, data.Length);
    }

    [Fact]
    public void A_valid_vector_without_whole_bytes_fails_for_that_reason_and_not_for_its_checksum()
    {
        Assert.False(Bech32m.TryDecode("11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8", out _, out _, out var problem));
        Assert.Contains("whole byte", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u00201xj0phk", "prefix")]
    [InlineData("\u007F1g6xzxy", "prefix")]
    [InlineData("\u00801vctc34", "prefix")]
    [InlineData("an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4", "too long")]
    [InlineData("qyrz8wqd2c9m", "no prefix")]
    [InlineData("1qyrz8wqd2c9m", "no prefix")]
    [InlineData("y1b0jsk6g", "'b'")]
    [InlineData("lt1igcx5c0", "'i'")]
    [InlineData("in1muywd", "no prefix")]
    [InlineData("mm1crxm3i", "'i'")]
    [InlineData("au1s5cgom", "'o'")]
    [InlineData("M1VUXWEZ", "checksum")]
    [InlineData("16plkw9", "no prefix")]
    [InlineData("1p2gdwpf", "no prefix")]
    public void Invalid_vectors_of_the_standard_are_refused_in_words(string text, string reason) => Refused(text, reason);

    [Theory]
    [InlineData("A12UEL5L")] // vectors of BIP-173
    [InlineData("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")]
    [InlineData("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")] // an address of another chain
    [InlineData("xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0sk52pne")] // an xch address with that checksum
    public void The_older_checksum_is_refused(string text) => Refused(text, "checksum");

    [Theory]
    [InlineData("xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dkm")]
    [InlineData("txch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0sw0amhg")]
    [InlineData("nft1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s9s222c")]
    [InlineData("did:chia:1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s5t93vt")]
    public void Thirty_two_bytes_go_there_and_back_under_every_prefix(string address)
    {
        var prefix = address[..address.LastIndexOf('1')];

        Assert.Equal(address, Bech32m.Encode(prefix, Counted));
        Assert.True(Bech32m.TryDecode(address, out var found, out var data, out _));
        Assert.Equal((prefix, Hex.Format(Counted)), (found, Hex.Format(data)));
        Assert.True(Bech32m.TryDecode(address.ToUpperInvariant(), out found, out _, out _));
        Assert.Equal(prefix, found);
    }

    [Theory]
    [InlineData(0x00, "xch1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq2u30kz")]
    [InlineData(0xff, "xch1lllllllllllllllllllllllllllllllllllllllllllllllllllsgzj7l4")]
    public void The_ends_of_the_range_are_right(byte value, string address) =>
        Assert.Equal(address, Bech32m.Encode("xch", Enumerable.Repeat(value, 32).ToArray()));

    [Fact]
    public void Any_single_mistyped_character_is_found()
    {
        const string Address = "xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dkm";
        for (var i = "xch1".Length; i < Address.Length; i++)
        {
            foreach (var wrong in "qpzry9x8gf2tvdw0s3jn54khce6mua7l".Where(c => c != Address[i]))
            {
                Assert.False(Bech32m.TryDecode($"{Address[..i]}{wrong}{Address[(i + 1)..]}", out _, out _, out _));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("xch")]
    [InlineData("xch1")]
    [InlineData("Xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dkm")]
    [InlineData("xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dk")]
    [InlineData("xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dkmm")]
    [InlineData(" xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dkm")]
    public void What_is_cut_or_mixed_is_refused_with_a_reason(string text) => Refused(text, "");

    // The farmer takes and tells any text as an address.
    [Fact]
    public void Every_recorded_address_reads_and_writes_back_as_itself()
    {
        var addresses = Recorded.Need()
            .Where(one => one.Service != "farmer")
            .SelectMany(one => Walk.Texts(one.Response))
            .Where(text => Regex.IsMatch(text, "^(xch|txch|nft|did:chia:)1[a-z0-9]{58}$"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(addresses);
        Assert.All(addresses, address =>
        {
            Assert.True(Bech32m.TryDecode(address, out var prefix, out var data, out _));
            Assert.Equal(32, data.Length);
            Assert.Equal(address, Bech32m.Encode(prefix, data));
        });
    }

    [Fact]
    public void Every_recorded_address_stands_for_the_puzzle_hash_beside_it()
    {
        var pairs = Recorded.Need()
            .SelectMany(one => Walk.Through(one.Response))
            .Where(one => one.ValueKind == System.Text.Json.JsonValueKind.Object && one.TryGetProperty("to_address", out _) && one.TryGetProperty("to_puzzle_hash", out _))
            .Select(one => (Address: one.GetProperty("to_address").GetString()!, PuzzleHash: Hex.Normalize(one.GetProperty("to_puzzle_hash").GetString())))
            .Distinct()
            .ToList();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair.Address, Units.Address(pair.Address[..pair.Address.LastIndexOf('1')], pair.PuzzleHash)));
    }

    private static void Refused(string text, string reason)
    {
        Assert.False(Bech32m.TryDecode(text, out var prefix, out var data, out var problem));
        Assert.Null(prefix);
        Assert.Null(data);
        Assert.NotEqual("", problem);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }
}
