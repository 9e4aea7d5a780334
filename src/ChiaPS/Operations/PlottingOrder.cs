namespace ChiaPS.Operations;

/// <summary>What Start-ChiaPlottingJob asks for, as the daemon wants it: keys that it misses are errors, and flags that it misreads go as null.</summary>
internal sealed record PlottingOrder
{
    public required ChiaPlotter Plotter { get; init; }

    public required string FinalDirectory { get; init; }

    public string? TempDirectory { get; init; }

    public string? SecondTempDirectory { get; init; }

    public int PlotSize { get; init; } = 32;

    public int Count { get; init; } = 1;

    public string QueueName { get; init; } = "default";

    public int Delay { get; init; }

    public bool Parallel { get; init; }

    public string? FarmerPublicKey { get; init; }

    public string? PoolPublicKey { get; init; }

    public string? PoolContractAddress { get; init; }

    public int ThreadCount { get; init; } = 2;

    public int Bucket { get; init; }

    public int SecondBucket { get; init; }

    public int Buffer { get; init; } = 3389;

    public int? Compression { get; init; }

    public int? Device { get; init; }

    public string? Cache { get; init; }

    public bool OverrideMinimumSize { get; init; }

    public bool ExcludeFinalDirectory { get; init; }

    /// <summary>The request.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Plotting</c>.</exception>
    public Dictionary<string, object?> Request()
    {
        Check();
        var request = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["service"] = "chia_plotter",
            ["plotter"] = Plotter switch { ChiaPlotter.Chiapos => "chiapos", ChiaPlotter.Madmax => "madmax", _ => "bladebit" },
            ["d"] = FinalDirectory,
            ["r"] = ThreadCount,
            ["n"] = Count,
            ["k"] = PlotSize,
            ["queue"] = QueueName,
            ["delay"] = Delay,
            ["parallel"] = Parallel,
            ["x"] = ExcludeFinalDirectory,
        };
        Add(request, "f", Bare(FarmerPublicKey));
        Add(request, "p", Bare(PoolPublicKey)); // p and c must not both be there, not even as null
        Add(request, "c", PoolContractAddress);
        Add(request, "t", TempDirectory);
        Add(request, "t2", SecondTempDirectory ?? (Plotter == ChiaPlotter.Madmax ? TempDirectory : null));
        foreach (var (name, value) in Own())
        {
            request[name] = value;
        }

        return request;
    }

    private IEnumerable<(string Name, object? Value)> Own()
    {
        switch (Plotter)
        {
            case ChiaPlotter.Chiapos:
                return [("b", Buffer), ("u", Bucket > 0 ? Bucket : 128), ("e", false), ("overrideK", OverrideMinimumSize)];
            case ChiaPlotter.Madmax:
                return [("u", Bucket > 0 ? Bucket : 256), ("v", SecondBucket > 0 ? SecondBucket : 256), ("K", 1), ("G", false)];
            case ChiaPlotter.BladebitRam:
                return [("plot_type", "ramplot"), ("compress", Compression)];
            case ChiaPlotter.BladebitCuda:
                return [("plot_type", "cudaplot"), ("compress", Compression), ("device", Device)];
            default:
                // Left out or false they would be switched on.
                return [("plot_type", "diskplot"), ("compress", Compression), ("cache", Cache), ("u", Bucket > 0 ? Bucket : 256), ("alternate", null), ("no_t1_direct", null), ("no_t2_direct", null)];
        }
    }

    private void Check()
    {
        var needsTemp = Plotter is ChiaPlotter.Chiapos or ChiaPlotter.Madmax or ChiaPlotter.BladebitDisk;
        var problem =
            (PoolPublicKey is null) == (PoolContractAddress is null) ? "Exactly one of -PoolPublicKey and -PoolContractAddress must be given: who gets the pool part of rewards."
            : FarmerPublicKey is not null && Values.Hex.Normalize(FarmerPublicKey).Length != 98 ? "-FarmerPublicKey is not 48 bytes of hex."
            : PoolPublicKey is not null && Values.Hex.Normalize(PoolPublicKey).Length != 98 ? "-PoolPublicKey is not 48 bytes of hex."
            : needsTemp && TempDirectory is null ? $"{Plotter} needs a -TempDirectory."
            : Plotter == ChiaPlotter.Chiapos && PlotSize < 25 ? "chiapos makes no plots below -PlotSize 25."
            : PlotSize < 32 && !OverrideMinimumSize ? "Plots below -PlotSize 32 cannot be farmed on mainnet: -OverrideMinimumSize makes them all the same."
            : null;
        if (problem is not null)
        {
            throw new ChiaException("ChiaArgument.Plotting", problem, "Get-ChiaKey -IncludePlottingKey has the keys, Get-ChiaPlotter the plotters. The daemon itself would queue it, and the job would fail without a word.");
        }
    }

    private static void Add(Dictionary<string, object?> request, string name, string? value)
    {
        if (value is not null)
        {
            request[name] = value;
        }
    }

    // The plotter reads hex without 0x.
    private static string? Bare(string? key) => Values.Hex.Normalize(key)?[2..];
}
