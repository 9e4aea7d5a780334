using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Deletes plot files.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaPlot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[Rpc("harvester/get_plots")]
[Rpc("farmer/get_harvesters_summary")]
[Rpc("farmer/get_harvester_plots_duplicates")]
[Rpc("harvester/delete_plot")]
public sealed class RemoveChiaPlot : OneSessionCmdlet
{
    private readonly Dictionary<string, PlotFiles> _known = new(StringComparer.Ordinal);

    /// <summary>Paths of plot files, exactly as Get-ChiaPlot shows them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlotFileCompleter))]
    public string[] Filename { get; set; } = [];

    /// <summary>The harvester that has them; another than the session's own is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [Hash]
    [ArgumentCompleter(typeof(HarvesterIdCompleter))]
    public string? NodeId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Filename)
        {
            Attempt(name, () => Remove(Open(), name), mayEnd: !SessionIsPiped);
        }
    }

    // The RPC deletes any file, and says that it did also when there is none.
    private void Remove(Call call, string name)
    {
        if (!_known.TryGetValue(call.Session.Name, out var files))
        {
            _known[call.Session.Name] = files = new PlotFiles(call);
        }

        files.CheckHarvester(NodeId);
        var state = Wait(files.FindAsync(name));
        if (ShouldProcess($"'{name}' at the harvester of session '{call.Session.Name}'", $"Delete the plot file for good ({state})"))
        {
            Wait(call.SendAsync(Harvesting.DeletePlot, new(name)));
            files.Forget(name);
        }
    }
}
