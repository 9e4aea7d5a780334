using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ChiaPS.Benchmarks;

// dotnet run -c Release --project tests/ChiaPS.Benchmarks [-- calls|list|processes]
// CHIAPS_PWSH names the pwsh to measure in, CHIAPS_LIVE_ROOT a real root, CHIAPS_CHIA the chia command that belongs to it.
var what = args.FirstOrDefault();
using var node = Node.Start(longList: 100_000);
if (what is null or "calls")
{
    Calls.Node = node;
    var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    BenchmarkRunner.Run<Calls>(config);
}

if (what is null or "list")
{
    Console.WriteLine("\n| 100,000 coin records | records | time | first object after | peak memory |\n| --- | --- | --- | --- | --- |");
    foreach (var row in await LongList.RunAsync(node))
    {
        Console.WriteLine(row);
    }
}

if (what is null or "processes")
{
    var pwsh = Environment.GetEnvironmentVariable("CHIAPS_PWSH")?.Split(Path.PathSeparator)[0] ?? "pwsh";
    Console.WriteLine($"\n| in {pwsh} | median |\n| --- | --- |");
    using var live = Environment.GetEnvironmentVariable("CHIAPS_LIVE_ROOT") is { Length: > 0 } root ? Node.Live(root) : null;
    foreach (var row in Processes.Run(pwsh, live ?? node, live is null ? null : Environment.GetEnvironmentVariable("CHIAPS_CHIA")))
    {
        Console.WriteLine(row);
    }
}
