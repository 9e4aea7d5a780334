using System.Management.Automation;
using System.Reflection;

namespace ChiaPS.Tests.Hosting;

/// <summary>Ends the pipeline after some objects as Select-Object -First does, which the hosted engine lacks.</summary>
[Cmdlet("Select", "First")]
public sealed class StopUpstream : PSCmdlet
{
    private static readonly Type Stop = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;

    /// <summary>How many.</summary>
    [Parameter(Position = 0)]
    public int Count { get; set; } = 1;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (--Count == 0)
        {
            throw (Exception)Activator.CreateInstance(Stop, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, binder: null, [this], culture: null)!;
        }
    }
}
