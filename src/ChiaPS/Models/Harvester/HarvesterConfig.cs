using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

/// <summary>Settings of a harvester in its config.yaml (<c>harvester/get_harvester_config</c>); they hold from its next start on.</summary>
public sealed class HarvesterConfig : ChiaObject
{
    /// <summary>Compressed plots are read with a graphics card.</summary>
    public bool UseGpuHarvesting { get; init; }

    /// <summary>Which graphics card, from 0.</summary>
    public uint GpuIndex { get; init; }

    /// <summary>Only that card: without it the harvester does not fall back to the processor.</summary>
    public bool EnforceGpuIndex { get; init; }

    /// <summary>Threads are not bound to processors.</summary>
    public bool DisableCpuAffinity { get; init; }

    /// <summary>Compressed plots that are read at the same time; 0 turns compressed plots off.</summary>
    public uint ParallelDecompressorCount { get; init; }

    /// <summary>Threads of each; 0 lets the harvester choose.</summary>
    public uint DecompressorThreadCount { get; init; }

    /// <summary>Folders in plot directories are searched too.</summary>
    public bool RecursivePlotScan { get; init; }

    /// <summary>How often the plot directories are scanned; at least 3 s.</summary>
    [JsonPropertyName("refresh_parameter_interval_seconds")]
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? RefreshParameterInterval { get; init; }

    /// <summary>How plots are read.</summary>
    public override string ToString() => UseGpuHarvesting ? $"GPU {GpuIndex}" : "CPU";
}

/// <summary>A folder where a harvester looks for plots (<c>harvester/get_plot_directories</c>).</summary>
public sealed class PlotDirectory : ChiaObject
{
    /// <summary>Its path on the harvester's machine.</summary>
    public string? Directory { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Directory ?? "";
}
