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
[Rpc("daemon/register_service")]
public sealed class TestChiaFarm : ReadCmdlet
{
    private readonly List<Call> _calls = [];
    private readonly Dictionary<string, ProgressRecord> _shown = new(StringComparer.Ordinal);
    private bool _asked;
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

    /// <summary>Seconds to listen to the farm's events: look-up times, signage points, harvesters that leave. Without it no event is looked at.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int ObserveSec { get; set; }

    /// <summary>How long a harvester's look-up may take, as duration or seconds, with -ObserveSec; 8 seconds unless said otherwise. More than half of it warns.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan MaxLookupTime { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>True when nothing failed, else false; over all sessions.</summary>
    [Parameter(ParameterSetName = "Quiet", Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>A number for exit: 0, 1 when there are warnings, 2 when something failed; over all sessions.</summary>
    [Parameter(ParameterSetName = "ExitCode", Mandatory = true)]
    public SwitchParameter AsExitCode { get; set; }

    // All are observed during the same time.
    private protected override int AtOnce => ObserveSec > 0 ? Math.Max(ThrottleLimit, _calls.Count) : ThrottleLimit;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ObserveSec == 0 && MyInvocation.BoundParameters.ContainsKey(nameof(MaxLookupTime)))
        {
            EndWith(new ChiaException("ChiaArgument.MaxLookupTime", "-MaxLookupTime says nothing without -ObserveSec: look-up times come in events only.", "Add -ObserveSec 60."), target: null);
        }
    }

    /// <summary>One test for all sessions of the pipeline, too.</summary>
    protected override void ProcessRecord()
    {
        _asked = true;
        foreach (var session in Session ?? [null!])
        {
            try
            {
                _calls.Add(Open(session));
            }
            catch (ChiaException e)
            {
                // What keeps a session from being used is a finding here, not an error: a task that ends with the number must get one.
                Take(Finding.Of(session?.Name, FindingStatus.Fail, "Session", session?.Name, e.Message, e.Advice));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_asked)
        {
            Take(Finding.Of(session: null, FindingStatus.Fail, "Session", target: null, "No session came through the pipeline, so nothing was tested.", "See what is before the pipe: Get-ChiaSession shows the sessions."));
        }

        try
        {
            Pump(_calls);
        }
        finally
        {
            foreach (var progress in _shown.Values)
            {
                progress.RecordType = ProgressRecordType.Completed;
                WriteProgress(progress);
            }
        }

        if (Quiet)
        {
            WriteObject(_worst < (int)FindingStatus.Fail);
        }
        else if (AsExitCode)
        {
            WriteObject(_worst);
        }
    }

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => new FarmDoctor(
        call,
        new(MaxSignagePointAge, ExpectedHarvester, MinPlotCount),
        ObserveSec > 0 ? new(TimeSpan.FromSeconds(ObserveSec), MaxLookupTime) : null).ExamineAsync();

    private protected override bool Take(object item)
    {
        if (item is Progress progress)
        {
            Show(progress);
            return true;
        }

        _worst = Math.Max(_worst, item is Finding finding ? (int)finding.Status : (int)FindingStatus.Fail);
        return (item is Finding && ParameterSetName != "Finding") || base.Take(item);
    }

    private void Show(Progress progress)
    {
        if (!_shown.TryGetValue(progress.Activity, out var record))
        {
            _shown[progress.Activity] = record = new ProgressRecord(_shown.Count + 1, progress.Activity, progress.Text);
        }

        (record.StatusDescription, record.PercentComplete) = (progress.Text, progress.Percent);
        WriteProgress(record);
    }
}
