using System.Collections;
using System.Diagnostics;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Events;

/// <summary>Tests that look at the memory of the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(AloneWithTheMemory), DisableParallelization = true)]
public sealed class AloneWithTheMemory;

/// <summary>How many events a second Watch-ChiaEvent carries.</summary>
[Collection(nameof(AloneWithTheMemory))]
public sealed class EventRateTests(SharedNode shared) : NodeTests(shared)
{
    private const int Rate = 10_000;
    private const int Seconds = 6;
    private const double Late = 2.5;

    private static string Coin(int wallet) =>
        $$$"""{"ack":false,"command":"state_changed","data":{"state":"coin_added","success":true,"wallet_id":{{{wallet}}}},"destination":"wallet_ui","origin":"chia_wallet","request_id":"e"}""";

    // The requirement is 10,000 a second, over several seconds in a row. Another process may take the machine away for a while, and with it any
    // stretch of seconds: the stream flows until one is whole. What is held is looked at between two seconds, when nothing is on its way.
    [Fact]
    public async Task Ten_thousand_events_a_second_come_whole_and_memory_stays_flat()
    {
        using var shell = Open();
        var seen = new int[3]; // events, those out of order, gaps
        var (running, _, _) = shell.Start(
            "Watch-ChiaEvent | ForEach-Object { if ($_.Event -eq 'Gap') { $seen[2]++ } else { $seen[0]++; if ($_.Data.WalletId -ne $seen[0]) { $seen[1]++ } } }",
            new Hashtable { ["seen"] = seen });
        await UntilAsync(() => Node.Listeners("wallet_ui") == 1);
        var begun = Stopwatch.GetTimestamp();
        var (took, held) = (new List<double>(), new List<long>());
        while (took.Count < Seconds || took[^Seconds..].Sum() > Seconds + Late)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds < 240, string.Join(", ", took.Select(one => $"{one:0.00}")));
            took.Add(await SecondAsync(took.Count * Rate, seen));
            held.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        running.Stop();
        running.Dispose();
        TestContext.Current.SendDiagnosticMessage($"seconds took {string.Join(", ", took.Select(one => $"{one:0.00}"))}; held {string.Join(", ", held.Select(bytes => bytes >> 20))} MiB");
        Assert.Equal([took.Count * Rate, 0, 0], seen);
        Assert.True(held[^1] - held[1] < 16 << 20, string.Join(", ", held.Select(bytes => bytes >> 20)));
    }

    // Sends for a second at the rate, and gives how long it took until all was seen.
    private async Task<double> SecondAsync(int before, int[] seen)
    {
        var (started, sent) = (Stopwatch.GetTimestamp(), 0);
        while (sent < Rate)
        {
            var due = Math.Min(Rate, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * Rate));
            while (sent < due)
            {
                Node.Publish("wallet_ui", Coin(before + ++sent));
            }

            await Task.Delay(5, Token);
        }

        await UntilAsync(() => Volatile.Read(ref seen[0]) + (Volatile.Read(ref seen[2]) * Rate) >= before + Rate);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
