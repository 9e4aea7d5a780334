using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Makes a harvester scan its plot directories now.</summary>
[Cmdlet(VerbsData.Update, "ChiaPlot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(void))]
[Rpc("harvester/refresh_plots")]
public sealed class UpdateChiaPlot : ServiceChangeCmdlet
{
    private protected override void Change(Call call)
    {
        if (IsWanted(call, ChiaService.Harvester, "Scan the plot directories"))
        {
            Wait(call.SendAsync(Harvesting.RefreshPlots));
        }
    }
}
