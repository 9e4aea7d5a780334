using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>What an import does beside exporting cmdlets.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => SessionTable.RunspaceId = () => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;
}
