using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChiaPS.Embedded;

/// <summary>An answer of many coin records, made while it is sent: every record has the same length, so the whole is known beforehand.</summary>
internal sealed class LongList(int count, string puzzleHash)
{
    private const string Head = "{\"coin_records\": [";
    private const string Tail = "], \"success\": true}";

    public long Length => Head.Length + Tail.Length + (long)count * Record(0).Length + 2L * Math.Max(0, count - 1);

    public async Task WriteAsync(Stream stream, CancellationToken token)
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(Record(i));
            if (text.Length > 32_000)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()), token).ConfigureAwait(false);
                text.Clear();
            }
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(text.Append(Tail).ToString()), token).ConfigureAwait(false);
    }

    private string Record(int i)
    {
        var parent = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(i)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"coin\": {{\"amount\": {1_000_000_000_000L + i}, \"parent_coin_info\": \"0x{parent}\", \"puzzle_hash\": \"0x{puzzleHash}\"}}, " +
            $"\"coinbase\": false, \"confirmed_block_index\": {1_000_000 + i}, \"spent\": false, \"spent_block_index\": 0, " +
            $"\"timestamp\": {1_700_000_000L + i}}}");
    }
}
