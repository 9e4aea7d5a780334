using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Lets a harvester look for plots in a folder, too.</summary>
[Cmdlet(VerbsCommon.Add, "ChiaPlotDirectory", SupportsShouldProcess = true)]
[OutputType(typeof(PlotDirectory))]
[Rpc("harvester/get_plot_directories")]
[Rpc("harvester/add_plot_directory")]
public sealed class AddChiaPlotDirectory : OneSessionCmdlet
{
    /// <summary>Paths of folders on the harvester's machine.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Directory { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var directory in Directory)
        {
            Attempt(directory, () => Add(Open(), directory), mayEnd: !SessionIsPiped);
        }
    }

    private void Add(Call call, string directory)
    {
        var before = Wait(PlotDirectories.ReadAsync(call));
        if (before.Find(directory) is { } there)
        {
            WriteWarning($"The harvester looks in '{directory}' already: nothing changes.");
            WriteObject(there);
        }
        else if (ShouldProcess($"harvester of session '{call.Session.Name}'", $"Look for plots in '{directory}'"))
        {
            Wait(call.SendAsync(Harvesting.AddPlotDirectory, new(directory)));

            // The harvester resolves links and relative paths.
            var after = Wait(PlotDirectories.ReadAsync(call));
            WriteObject(after.Find(directory) ?? after.LastOrDefault(one => before.Find(one.Directory ?? "") is null));
        }
    }
}
