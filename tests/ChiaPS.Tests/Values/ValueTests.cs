using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Values;

public class ValueTests
{
    [Theory]
    [InlineData("0xabcd", "0xabcd")]
    [InlineData("abcd", "0xabcd")]
    [InlineData("ABCD", "0xabcd")]
    [InlineData("0xABCD", "0xabcd")]
    [InlineData("0XABcd", "0xabcd")]
    [InlineData("", "0x")]
    [InlineData("0x", "0x")]
    [InlineData("abc", "abc")]
    [InlineData("xyz", "xyz")]
    [InlineData("txch1abc", "txch1abc")]
    [InlineData(null, null)]
    public void Hex_is_brought_to_one_form_and_other_text_left_alone(string? text, string? form) => Assert.Equal(form, Hex.Normalize(text));

    [Theory]
    [InlineData("0x00ff", 2)]
    [InlineData("00FF", 2)]
    [InlineData("", 0)]
    [InlineData("0x", 0)]
    [InlineData("0x0", null)]
    [InlineData("zz", null)]
    [InlineData(" 00", null)]
    [InlineData("0x0x00", null)]
    [InlineData(null, null)]
    public void Hex_parses_whole_bytes_only(string? text, int? length)
    {
        Assert.Equal(length is not null, Hex.TryParse(text, out var bytes));
        Assert.Equal(length, bytes?.Length);
    }

    [Theory]
    [InlineData(63, false)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(66, false)]
    public void A_hash_has_32_bytes(int digits, bool isHash)
    {
        Assert.Equal(isHash, Hex.Hash(new string('a', digits)) is not null);
        Assert.Equal(isHash, Hex.Hash(" 0x" + new string('A', digits) + " ") is not null);
    }

    [Theory]
    [InlineData("0x48616c6c6f", "Hallo")]
    [InlineData("48616c6c6f", "Hallo")]
    [InlineData("0x4772c3bcc39f6520e282ac", "Grüße €")]
    [InlineData("0x6c696e650a6c696e65", "line\nline")]
    [InlineData("0x", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("0xff", null)]
    [InlineData("0x00", null)]
    [InlineData("0xc3", null)]
    [InlineData("no hex", null)]
    [InlineData("0x6162636465666768696a6b6c6d6e6f707172737475767778797a313233343536", null)] // 32 bytes: a hint, even if it reads as text
    public void A_memo_is_text_where_its_bytes_are(string? memo, string? text) => Assert.Equal(text, MemoTexts.Read(memo));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "0.000000000001")]
    [InlineData("1000000000000", "1")]
    [InlineData("21000010000000000000", "21000010")] // more than a ulong holds
    [InlineData("18446744073709551615", "18446744.073709551615")]
    [InlineData("18446744073709551614", "18446744.073709551614")]
    [InlineData("123456123456789012", "123456.123456789012")]
    public void Xch_of_mojos_is_exact(string mojo, string xch)
    {
        Assert.Equal(Number(xch), Units.Xch(Number(mojo)));
        Assert.Equal(Number(mojo), Units.Xch(Number(mojo)) * 1_000_000_000_000m);
    }

    [Theory]
    [InlineData("1", "0.001")]
    [InlineData("2500", "2.5")]
    [InlineData("18446744073709551615", "18446744073709551.615")]
    public void Cat_units_of_mojos_are_exact(string mojo, string cat) => Assert.Equal(Number(cat), Units.Of(AmountUnit.Cat, Number(mojo)));

    [Fact]
    public void There_is_no_address_without_a_prefix_or_a_puzzle_hash()
    {
        Assert.Null(Units.Address(null, new string('a', 64)));
        Assert.Null(Units.Address("xch", null));
        Assert.Null(Units.Address("xch", "0x12"));
        Assert.Equal("xch1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq2u30kz", Units.Address("xch", new string('0', 64)));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
