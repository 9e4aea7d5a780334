using System.Management.Automation;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that calls services.</summary>
public abstract class RpcCmdlet : ChiaCmdlet
{
    private bool _sessionWasTyped;

    private protected RpcCmdlet()
    {
    }

    /// <summary>Seconds to wait for an answer: to its beginning, then between two parts of it. 100 unless the session says otherwise, 300 for slow routes.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; }

    /// <summary>The session came with the pipeline's object: its failure leaves the other objects their turn.</summary>
    private protected bool SessionIsPiped => !_sessionWasTyped && MyInvocation.BoundParameters.ContainsKey("Session");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _sessionWasTyped = MyInvocation.BoundParameters.ContainsKey("Session");
    }

    /// <summary>A use of the session that is meant: the one named, else the one of the resolution rule (about_ChiaSessions).</summary>
    private protected Call Open(SessionIdentity? identity) => new(
        identity?.Resolve() ?? SessionTable.Resolve(),
        MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? TimeSpan.FromSeconds(TimeoutSec) : null,
        Observer,
        StopToken);
}
