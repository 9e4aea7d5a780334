using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that changes something of one service: each input is a piece of work of its own.</summary>
public abstract class ServiceChangeCmdlet : OneSessionCmdlet
{
    private protected ServiceChangeCmdlet()
    {
    }

    /// <summary>What a failure is about.</summary>
    private protected virtual object? Target => null;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Attempt(Target, () => Change(Open()), mayEnd: !SessionIsPiped);

    /// <summary>The work: looked at first, then asked, then done.</summary>
    private protected abstract void Change(Call call);

    /// <summary>ShouldProcess with a target that names service and session.</summary>
    private protected bool IsWanted(Call call, ChiaService service, string action) =>
        ShouldProcess($"{ServiceFacts.Of(service).Title} of session '{call.Session.Name}'", action);
}
