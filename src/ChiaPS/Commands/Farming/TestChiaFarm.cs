using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Examines a farm: full node, harvesters, plots, signage points and pools, and says what to do about each problem.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ChiaFarm", DefaultParameterSetName = "Finding")]
[OutputType(typeof(Finding), typeof(bool), typeof(int))]
[Rpc("full_node/get_blockchain_state")]
[Rpc("farmer/get_harvesters_summary")]
[Rpc("farmer/get_signage_points")]
[Rpc("full_node/get_recent_signage_point_or_eos")]
[Rpc("farmer/get_pool_state")]
public sealed class TestChiaFarm : ReadCmdlet
{
    private int _worst;

    /// <summary>How old the farmer's last signage point may be, as duration or seconds; 2 minutes unless said otherwise.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan MaxSignagePointAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many harvesters there must be.</summary>
    [Parameter]
    [WholeNumber]
    public uint ExpectedHarvester { get; set; } = 1;

    /// <summary>How many plots there must be.</summary>
    [Parameter]
    [WholeNumber]
    public uint MinPlotCount { get; set; } = 1;

    /// <summary>True when nothing failed, else false; over all sessions.</summary>
    [Parameter(ParameterSetName = "Quiet", Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>A number for exit: 0, 1 when there are warnings, 2 when something failed; over all sessions.</summary>
    [Parameter(ParameterSetName = "ExitCode", Mandatory = true)]
    public SwitchParameter AsExitCode { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var calls = new List<Call>();
        foreach (var session in Session ?? [null!])
        {
            try
            {
                calls.Add(Open(session));
            }
            catch (ChiaException e)
            {
                // What keeps a session from being used is a finding here, not an error: a task that ends with the number must get one.
                Take(new Finding { Status = FindingStatus.Fail, Check = "Session", Target = session?.Name, Message = e.Message, Fix = e.Advice, SessionName = session?.Name });
            }
        }

        Pump(calls);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Quiet)
        {
            WriteObject(_worst < (int)FindingStatus.Fail);
        }
        else if (AsExitCode)
        {
            WriteObject(_worst);
        }
    }

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) =>
        new FarmDoctor(call, new(MaxSignagePointAge, ExpectedHarvester, MinPlotCount)).ExamineAsync();

    private protected override bool Take(object item)
    {
        _worst = Math.Max(_worst, item is Finding finding ? (int)finding.Status : (int)FindingStatus.Fail);
        return (item is Finding && ParameterSetName != "Finding") || base.Take(item);
    }
}
