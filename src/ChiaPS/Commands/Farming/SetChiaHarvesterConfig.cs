using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Changes settings of a harvester; what is left out stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaHarvesterConfig", SupportsShouldProcess = true)]
[OutputType(typeof(HarvesterConfig))]
[Rpc("harvester/get_harvester_config")]
[Rpc("harvester/update_harvester_config")]
public sealed class SetChiaHarvesterConfig : ServiceChangeCmdlet
{
    /// <summary>Read compressed plots with a graphics card.</summary>
    [Parameter]
    public bool? UseGpuHarvesting { get; set; }

    /// <summary>Which graphics card, from 0.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(0, int.MaxValue)]
    public uint? GpuIndex { get; set; }

    /// <summary>Only that card.</summary>
    [Parameter]
    public bool? EnforceGpuIndex { get; set; }

    /// <summary>Do not bind threads to processors.</summary>
    [Parameter]
    public bool? DisableCpuAffinity { get; set; }

    /// <summary>Compressed plots to read at the same time; 0 turns compressed plots off.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(0, int.MaxValue)]
    public uint? ParallelDecompressorCount { get; set; }

    /// <summary>Threads of each; 0 lets the harvester choose.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(0, int.MaxValue)]
    public uint? DecompressorThreadCount { get; set; }

    /// <summary>Search folders in plot directories too.</summary>
    [Parameter]
    public bool? RecursivePlotScan { get; set; }

    /// <summary>How often to scan the plot directories, as duration or seconds; at least 3 s.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? RefreshParameterInterval { get; set; }

    private protected override void Change(Call call)
    {
        if (RefreshParameterInterval is { TotalSeconds: < 3 or > uint.MaxValue })
        {
            throw new ChiaException("ChiaArgument.Interval", "-RefreshParameterInterval must be at least 3 seconds.", "The harvester refuses a shorter one.");
        }

        var now = Wait(call.SendAsync(Harvesting.GetHarvesterConfig));
        var wanted = new HarvesterConfigRequest
        {
            UseGpuHarvesting = Other(UseGpuHarvesting, now.UseGpuHarvesting),
            GpuIndex = Other(GpuIndex, now.GpuIndex),
            EnforceGpuIndex = Other(EnforceGpuIndex, now.EnforceGpuIndex),
            DisableCpuAffinity = Other(DisableCpuAffinity, now.DisableCpuAffinity),
            ParallelDecompressorCount = Other(ParallelDecompressorCount, now.ParallelDecompressorCount),
            DecompressorThreadCount = Other(DecompressorThreadCount, now.DecompressorThreadCount),
            RecursivePlotScan = Other(RecursivePlotScan, now.RecursivePlotScan),
            RefreshParameterIntervalSeconds = (uint?)Other(RefreshParameterInterval, now.RefreshParameterInterval)?.TotalSeconds,
        };
        if (wanted == new HarvesterConfigRequest())
        {
            WriteWarning("The settings are so already: nothing changes.");
            WriteObject(now);
        }
        else if (IsWanted(call, ChiaService.Harvester, $"Set {Describe(wanted)}"))
        {
            Wait(call.SendAsync(Harvesting.UpdateHarvesterConfig, wanted));
            WriteWarning($"The harvester of '{call.Session.Name}' works with the new settings once it has been started again.");
            WriteObject(Wait(call.SendAsync(Harvesting.GetHarvesterConfig)));
        }
    }

    private static T? Other<T>(T? wanted, T? now)
        where T : struct => Nullable.Equals(wanted, now) ? null : wanted;

    private static string Describe(HarvesterConfigRequest wanted) => string.Join(
        ", ",
        typeof(HarvesterConfigRequest).GetProperties().Where(setting => setting.GetValue(wanted) is not null).Select(setting => FormattableString.Invariant($"{setting.Name} {setting.GetValue(wanted)}")));
}
