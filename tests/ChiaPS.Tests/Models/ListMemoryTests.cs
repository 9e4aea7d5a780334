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

    private static readonly string Hash = "0x" + new string('a', 64);

    [Fact]
    public Task Memory_does_not_grow_with_the_number_of_coins() => StaysAsync<CoinRecord>("coin_records", $$"""
        {"coin":{"amount":250000000000,"parent_coin_info":"{{Hash}}","puzzle_hash":"{{Hash}}"},"coinbase":true,"confirmed_block_index":15,"spent":false,"spent_block_index":0,"timestamp":1795431623}
        """);

    // 50 MB are more than 100,000 plots.
    [Fact]
    public Task Memory_does_not_grow_with_the_number_of_plots() => StaysAsync<Plot>("plots", $$"""
        {"compression_level":0,"file_size":108000000000,"filename":"/plots/plot-k32-2024-01-01-{{Hash}}.plot","meta_group":0,"plot_id":"{{Hash}}","plot_index":0,"plot_public_key":"{{Hash}}","pool_contract_puzzle_hash":null,"pool_public_key":"{{Hash}}","size":32,"time_modified":1795431345}
        """);

    [Fact]
    public Task Memory_does_not_grow_with_the_number_of_blocks() => StaysAsync<FullBlock>("blocks", $$"""
        {"challenge_chain_ip_proof":{"normalized_to_identity":false,"witness":"{{new string('0', 6000)}}","witness_type":0},"finished_sub_slots":[],"foliage":{"prev_block_hash":"{{Hash}}"},"header_hash":"{{Hash}}","reward_chain_block":{"height":5,"is_transaction_block":true,"weight":7},"transactions_generator":"0x{{new string('b', 4000)}}","transactions_generator_ref_list":[]}
        """);

    private static async Task StaysAsync<T>(string field, string item)
    {
        await PeakAsync<T>(field, item, Megabyte); // once, so that what is made at first use does not count
        var small = await PeakAsync<T>(field, item, Megabyte);
        var large = await PeakAsync<T>(field, item, 50 * Megabyte);

        Assert.InRange(large - small, long.MinValue, 2 * Megabyte);
    }

    private static async Task<long> PeakAsync<T>(string field, string item, int length)
    {
        item = item.Trim();
        var (peak, count, tenth) = (0L, 0, -1L);
        using var reader = new ListReader<T>(new ItemStream(field, item, length), field);
        while (await reader.NextAsync(CancellationToken.None) is { } items)
        {
            count += items.Count;
            if (tenth != (tenth = reader.BytesRead * 10 / length))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.True(reader.Head.Success);
        Assert.InRange(reader.BytesRead, length, length + (3 * item.Length) + 1000);
        Assert.InRange(count, length / (item.Length + 5), (length / item.Length) + 5);
        return peak;
    }

    /// <summary>An answer of any length that is nowhere in memory.</summary>
    private sealed class ItemStream(string field, string item, int length) : Stream
    {
        private readonly byte[] _item = Encoding.UTF8.GetBytes(item + ",");
        private readonly byte[] _tail = Encoding.UTF8.GetBytes(item + """],"success":true}""");
        private byte[] _part = Encoding.UTF8.GetBytes($"{{\"{field}\":[");
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
            if (_part == _tail)
            {
                return false;
            }

            (_part, _at) = (_given < length ? _item : _tail, 0);
            return true;
        }
    }
}
