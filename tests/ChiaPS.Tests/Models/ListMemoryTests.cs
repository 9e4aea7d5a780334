using System.Text;
using ChiaPS.Client;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>Runs while no other test does: it measures the memory of the process.</summary>
[CollectionDefinition(nameof(ListMemoryTests), DisableParallelization = true)]
[Collection(nameof(ListMemoryTests))]
public class ListMemoryTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public async Task Memory_does_not_grow_with_the_length_of_the_list()
    {
        await PeakAsync(Megabyte); // once, so that what is made at first use does not count
        var small = await PeakAsync(Megabyte);
        var large = await PeakAsync(50 * Megabyte);

        Assert.InRange(large - small, long.MinValue, 2 * Megabyte);
    }

    private static async Task<long> PeakAsync(int length)
    {
        var (peak, count, tenth) = (0L, 0, -1L);
        using var reader = new ListReader<CoinRecord>(new CoinStream(length), "coin_records");
        while (await reader.NextAsync(CancellationToken.None) is { } items)
        {
            count += items.Count;
            if (tenth != (tenth = reader.BytesRead * 10 / length))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.True(reader.Head.Success);
        Assert.InRange(reader.BytesRead, length, length + 1000);
        Assert.InRange(count, length / 400, length / 200);
        return peak;
    }

    /// <summary>An answer of any length that is nowhere in memory.</summary>
    private sealed class CoinStream(int length) : Stream
    {
        private static readonly byte[] Item = Encoding.UTF8.GetBytes(
            $$"""{"coin":{"amount":250000000000,"parent_coin_info":"0x{{new string('a', 64)}}","puzzle_hash":"0x{{new string('b', 64)}}"},"coinbase":true,"confirmed_block_index":15,"spent":false,"spent_block_index":0,"timestamp":1795431623},""");

        private static readonly byte[] Head = """{"coin_records":["""u8.ToArray();
        private static readonly byte[] Tail = """{"confirmed_block_index":1}],"success":true}"""u8.ToArray();

        private byte[] _part = Head;
        private int _at;
        private int _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _given; set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var filled = 0;
            while (filled < buffer.Length && (_at < _part.Length || Next()))
            {
                var count = Math.Min(buffer.Length - filled, _part.Length - _at);
                _part.AsMemory(_at, count).CopyTo(buffer[filled..]);
                (_at, filled, _given) = (_at + count, filled + count, _given + count);
            }

            return ValueTask.FromResult(filled);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private bool Next()
        {
            if (_part == Tail)
            {
                return false;
            }

            (_part, _at) = (_given < length ? Item : Tail, 0);
            return true;
        }
    }
}
