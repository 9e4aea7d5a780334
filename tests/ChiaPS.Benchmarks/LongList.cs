using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Benchmarks;

/// <summary>A long list of coin records: how long, how soon the first, how much memory.</summary>
internal static class LongList
{
    private static readonly string PuzzleHash = "0x" + new string('1', 64);

    public static async Task<IEnumerable<string>> RunAsync(Node node)
    {
        using var raw = node.RawClient();
        var session = new SessionOptions { RootPath = node.Root }.Build("long-list");
        var port = session.Locate(ChiaService.FullNode).Port;
        var call = new Call(session, timeout: null, observer: null, CancellationToken.None);
        var rows = new List<string>();
        PeakMemory.Baseline = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var (name, read) in new (string, Func<Stopwatch, Task<(int, double)>>)[]
        {
            ("ChiaPS client, typed objects", watch => ClientAsync(call, watch)),
            ("raw HttpClient, JsonDocument", watch => RawAsync(raw, port, watch)), // last, since pools keep what it took
        })
        {
            await read(Stopwatch.StartNew()); // warm; what pools keep of it counts
            var best = (Total: double.MaxValue, First: 0.0, Peak: 0L, Count: 0);
            for (var run = 0; run < 5; run++)
            {
                GC.Collect();
                using var peak = new PeakMemory();
                var watch = Stopwatch.StartNew();
                var (count, first) = await read(watch);
                if (watch.Elapsed.TotalMilliseconds < best.Total)
                {
                    best = (watch.Elapsed.TotalMilliseconds, first, peak.Stop(), count);
                }
            }

            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {best.Count} | {best.Total:0} ms | {best.First:0} ms | {best.Peak / 1048576.0:0.0} MiB |"));
        }

        session.Close();
        return rows;
    }

    private static async Task<(int Count, double First)> RawAsync(HttpClient raw, int port, Stopwatch watch)
    {
        using var request = Node.Request(port, "get_coin_records_by_puzzle_hash", $$"""{"puzzle_hash":"{{PuzzleHash}}","include_spent_coins":true}""");
        using var response = await raw.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var document = await JsonDocument.ParseAsync(body);
        var first = watch.Elapsed.TotalMilliseconds;
        var count = 0;
        var sum = 0UL;
        foreach (var record in document.RootElement.GetProperty("coin_records").EnumerateArray())
        {
            // Reads what a user would look at.
            sum += record.GetProperty("coin").GetProperty("amount").GetUInt64() + record.GetProperty("confirmed_block_index").GetUInt32();
            count++;
        }

        return (count, first);
    }

    private static async Task<(int Count, double First)> ClientAsync(Call call, Stopwatch watch)
    {
        var (count, first, sum) = (0, 0.0, 0UL);
        await foreach (var coin in call.StreamAsync(FullNode.GetCoinRecordsByPuzzleHash, new(PuzzleHash) { IncludeSpentCoins = true }))
        {
            first = count == 0 ? watch.Elapsed.TotalMilliseconds : first;
            sum += coin.AmountMojo + coin.ConfirmedBlockIndex;
            count++;
        }

        return (count, first);
    }

    /// <summary>The highest size of the managed heap over what it was before anything was read.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer _timer;
        private long _peak;

        public static long Baseline { get; set; }

        public PeakMemory() => _timer = new Timer(_ => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)), state: null, 0, 2);

        public long Stop() => Math.Max(0, Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)) - Baseline);

        public void Dispose() => _timer.Dispose();
    }
}
