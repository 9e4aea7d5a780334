using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Lets a harvester no longer look for plots in a folder; no file is deleted.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaPlotDirectory", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[Rpc("harvester/get_plot_directories")]
[Rpc("harvester/remove_plot_directory")]
public sealed class RemoveChiaPlotDirectory : OneSessionCmdlet
{
    /// <summary>Paths of folders, as Get-ChiaPlotDirectory shows them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlotDirectoryCompleter))]
    public string[] Directory { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var directory in Directory)
        {
            Attempt(directory, () => Remove(Open(), directory), mayEnd: !SessionIsPiped);
        }
    }

    private void Remove(Call call, string directory)
    {
        // The RPC answers success for a folder that is not listed.
        var listed = Wait(PlotDirectories.ReadAsync(call)).Find(directory)?.Directory ?? throw new ChiaRpcException(
            "ChiaRpc.NotFound", $"The harvester of session '{call.Session.Name}' does not look in '{directory}'.", "Get-ChiaPlotDirectory lists its folders; give one exactly so.")
        { Route = Harvesting.GetPlotDirectories.Route, Service = ChiaService.Harvester };
        if (ShouldProcess($"harvester of session '{call.Session.Name}'", $"No longer look for plots in '{listed}' (no file is deleted)"))
        {
            Wait(call.SendAsync(Harvesting.RemovePlotDirectory, new(listed)));
        }
    }
}
