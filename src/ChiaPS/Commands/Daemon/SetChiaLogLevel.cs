using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Changes how much services write into their logs, until they are restarted.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaLogLevel", SupportsShouldProcess = true, DefaultParameterSetName = "Level")]
[OutputType(typeof(LogLevel))]
[Rpc("shared/set_log_level")]
[Rpc("shared/reset_log_level")]
public sealed class SetChiaLogLevel : OneSessionCmdlet
{
    /// <summary>The services.</summary>
    [Parameter(ParameterSetName = "Level", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Default", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public ChiaService[] Service { get; set; } = [];

    /// <summary>The level.</summary>
    [Parameter(ParameterSetName = "Level", Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public ChiaLogLevel Level { get; set; }

    /// <summary>The level of config.yaml, or Warning.</summary>
    [Parameter(ParameterSetName = "Default", Mandatory = true)]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var service in Service)
        {
            Attempt(service, () => Change(Open(), service), mayEnd: Service.Length == 1 && !SessionIsPiped);
        }
    }

    // The service takes upper case only.
    private void Change(Call call, ChiaService service)
    {
        if (!ShouldProcess($"{ServiceFacts.Of(service).Title} of session '{call.Session.Name}'", Default ? "Reset the log level" : $"Set the log level to {Level}"))
        {
            return;
        }

        var level = Wait(Default
            ? call.SendAsync(Shared.ResetLogLevel.On(service))
            : call.SendAsync(Shared.SetLogLevel.On(service), new(Level.ToString().ToUpperInvariant())));
        level.Service = service;
        foreach (var complaint in level.Complaints ?? [])
        {
            WriteWarning($"The {ServiceFacts.Of(service).Title} of '{call.Session.Name}': {complaint}");
        }

        WriteObject(level);
    }
}
