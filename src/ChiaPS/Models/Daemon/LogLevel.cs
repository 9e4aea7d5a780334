using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>Levels of a log, from little to much.</summary>
public enum ChiaLogLevel
{
    /// <summary>What ends the service.</summary>
    Critical,

    /// <summary>Errors.</summary>
    Error,

    /// <summary>Warnings too; what Chia is delivered with.</summary>
    Warning,

    /// <summary>What it does, too.</summary>
    Info,

    /// <summary>Everything.</summary>
    Debug,

    /// <summary>As its parent says.</summary>
    NotSet,
}

/// <summary>How much a service writes into its log (<c>get_log_level</c>, since 2.5.1).</summary>
public sealed class LogLevel : ChiaObject
{
    /// <summary>The service.</summary>
    [JsonIgnore]
    public ChiaService Service { get; internal set; }

    /// <summary>The level, as Chia writes it.</summary>
    public string? Level { get; init; }

    /// <summary>The levels that it knows.</summary>
    [JsonPropertyName("available_levels")]
    public string[] AvailableLevel { get; init; } = [];

    /// <summary>Handlers that refused the level.</summary>
    [JsonPropertyName("errors")]
    [JsonInclude]
    internal string[]? Complaints { get; init; }

    /// <summary>Service and level.</summary>
    public override string ToString() => $"{Service}: {Level}";
}

/// <summary>A program that makes plots (<c>daemon/get_plotters</c>).</summary>
public sealed class Plotter : ChiaObject
{
    /// <summary>Its name: chiapos, madmax or bladebit.</summary>
    [JsonIgnore]
    public string? Name { get; internal set; }

    /// <summary>The name that it is shown by.</summary>
    public string? DisplayName { get; init; }

    /// <summary>It is there.</summary>
    public bool Installed { get; init; }

    /// <summary>Its release; null when it is not there.</summary>
    public string? Version { get; init; }

    /// <summary>It can be installed ('chia plotters install'); null when it is there.</summary>
    public bool? CanInstall { get; init; }

    /// <summary>It can plot on a graphics card; null for others than bladebit.</summary>
    public bool? CudaSupport { get; init; }

    /// <summary>What bladebit says about the memory of that machine.</summary>
    public string? BladebitMemoryWarning { get; init; }

    /// <summary>Name and release.</summary>
    public override string ToString() => $"{Name} {Version}".Trim();
}
