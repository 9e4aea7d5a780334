using System.Text;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Json;
using ChiaPS.Rpc;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>Forms that other releases, or nodes in odd states, send: read by token, never by release.</summary>
public class ToleranceTests
{
    private const string Hash = "0xab0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    [Theory]
    [InlineData("""{"coin":{"amount":5,"parent_coin_info":"P","puzzle_hash":"P"},"confirmed_block_index":1,"spent":true,"spent_block_index":9,"coinbase":false,"timestamp":1700000000}""")]
    [InlineData("""{"coin":{"amount":"5","parent_coin_info":"P","puzzle_hash":"P"},"confirmed_block_index":"1","spent":true,"spent_block_index":"9","coinbase":false,"timestamp":"1700000000"}""")]
    [InlineData("""{"coin":{"amount":5,"parent_coin_info":"P","puzzle_hash":"P"},"confirmed_block_index":1,"spent_block_index":9,"coinbase":false,"timestamp":1700000000}""")] // wallet and simulator say no "spent"
    [InlineData("""{"coin":{"amount":5,"parent_coin_info":"P","puzzle_hash":"P","of_tomorrow":1},"confirmed_block_index":1,"spent":null,"spent_block_index":9,"coinbase":false,"timestamp":1700000000,"of_tomorrow":{"a":[]}}""")]
    public void A_coin_record_means_the_same_in_every_form(string json)
    {
        var forms = new[] { Hash, Hash[2..], Hash.ToUpperInvariant(), "0x" + Hash[2..].ToUpperInvariant(), Hash[2..].ToUpperInvariant() };

        Assert.All(forms, form =>
        {
            var coin = Read<CoinRecord>(json.Replace("\"P\"", $"\"{form}\"", StringComparison.Ordinal));
            Assert.Equal((5UL, 1U, 9U, true), (coin.AmountMojo, coin.ConfirmedBlockIndex, coin.SpentBlockIndex, coin.Spent));
            Assert.Equal((Hash, Hash), (coin.ParentCoinInfo, coin.PuzzleHash));
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), coin.Timestamp);
            Assert.NotNull(coin.CoinId);
        });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"coin":null,"timestamp":null,"spent":null}""")]
    public void What_is_absent_or_null_is_null_and_breaks_nothing(string json)
    {
        var coin = Read<CoinRecord>(json);

        Assert.Equal((null, null, null, 0UL, false), (coin.CoinId, coin.PuzzleHash, coin.Timestamp, coin.AmountMojo, coin.Spent));
        Assert.Equal("", coin.ToString());
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("null", null)]
    [InlineData("\"0\"", null)]
    [InlineData("1700000000", "2023-11-14T22:13:20.0000000+00:00")]
    [InlineData("1700000000.25", "2023-11-14T22:13:20.2500000+00:00")]
    [InlineData("\"1700000000\"", "2023-11-14T22:13:20.0000000+00:00")]
    [InlineData("253402300799", "9999-12-31T23:59:59.0000000+00:00")]
    [InlineData("18446744073709551615", null)] // "never"
    [InlineData("-1", null)]
    public void Times_are_utc_and_zero_or_never_is_none(string seconds, string? time) =>
        Assert.Equal(time, Read<CoinRecord>($$"""{"timestamp":{{seconds}}}""").Timestamp?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("18446744073709551615")]
    [InlineData("9007199254740993")] // what a double cannot hold
    [InlineData("\"9007199254740993\"")]
    public void Large_amounts_are_exact(string amount)
    {
        var coin = Read<Coin>($$"""{"amount":{{amount}}}""");

        Assert.Equal(amount.Trim('"'), coin.AmountMojo.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("79228162514264337593543950335")] // the most that a decimal holds
    [InlineData("\"340282366920938463463\"")]
    public void Weights_of_128_bits_are_exact(string weight) =>
        Assert.Equal(weight.Trim('"'), Read<BlockRecord>($$"""{"weight":{{weight}}}""").Weight.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("""{"memos":{"aa":"6869"}}""")] // up to 2.5.6: one text, nothing with 0x
    [InlineData("""{"memos":{"0xaa":["0x6869"]}}""")]
    [InlineData("""{"memos":{"AA":["6869"]}}""")]
    public void Memos_of_every_release_read_alike(string json)
    {
        var transaction = Read<TransactionRecord>(json);

        Assert.Equal("hi", transaction.MemoText);
        Assert.Equal(["0x6869"], Assert.Single(transaction.Memos!, memo => memo.Key == "0xaa").Value);
    }

    [Theory]
    [InlineData("""{"opcode":"0x33","vars":["aa","0203"]}""")] // 2.1.2 to 2.5.6
    [InlineData("""[51,["aa","0203"]]""")]
    [InlineData("""["51",["0xAA","0x0203"]]""")]
    public void Conditions_of_every_release_read_alike(string json)
    {
        var condition = Read<CoinCondition>(json);

        Assert.Equal((51u, "CREATE_COIN", "0xaa 0x0203"), (condition.Opcode, condition.Condition, string.Join(' ', condition.Arguments)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"memos":null}""")]
    [InlineData("""{"memos":{}}""")]
    [InlineData("""{"memos":[]}""")]
    [InlineData("""{"memos":{"aa":[]}}""")]
    [InlineData("""{"memos":{"aa":["0x"]}}""")]
    public void Without_a_memo_there_is_no_text(string json) => Assert.Null(Read<TransactionRecord>(json).MemoText);

    [Fact]
    public void A_type_of_tomorrow_shows_as_its_number()
    {
        Assert.Equal("4711", Read<Wallet>("""{"type":4711}""").Type.ToString());
        Assert.Equal("99", Read<TransactionRecord>("""{"type":99}""").Type.ToString());
    }

    [Fact]
    public void What_is_not_known_is_kept_and_not_shown()
    {
        var wallet = Read<Wallet>("""{"id":1,"of_tomorrow":{"a":1}}""");

        Assert.Equal(["of_tomorrow"], wallet.Unknown!.Keys);
        Assert.DoesNotContain(typeof(Wallet).GetProperties(), property => property.Name == nameof(Wallet.Unknown));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"coin_record":null}""")]
    [InlineData("""{"success":true,"coin_record":7}""")]
    [InlineData("""{"success":true,"coin_record":{"coin":{"amount":-1}}}""")]
    [InlineData("""{"success":true,"coin_record":{"coin":{"amount":1.5}}}""")]
    [InlineData("""{"success":true,"coin_record":{}} trailing""")]
    public void What_is_no_answer_is_told_from_one(string body) =>
        Assert.ThrowsAny<JsonException>(() => AnswerReader.Read<CoinRecord>("coin_record", Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"success":true,"fingerprint":null}""", null)]
    [InlineData("""{"fingerprint":7,"success":true}""", 7U)]
    public void A_result_that_may_be_null_may_be_null(string body, uint? value) =>
        Assert.Equal(value, AnswerReader.Read<uint?>("fingerprint", Encoding.UTF8.GetBytes(body)).Result);

    [Fact]
    public void Requests_leave_out_what_is_null_and_use_the_rpc_s_names()
    {
        var request = JsonSerializer.Serialize(new PuzzleHashRequest("0xab") { StartHeight = 5 }, ChiaJson.Requests);

        Assert.Equal("""{"puzzle_hash":"0xab","include_spent_coins":false,"start_height":5}""", request);
        Assert.Equal("{}", JsonSerializer.Serialize(None.Value, ChiaJson.Requests));
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, ChiaJson.Answers)!;
}
