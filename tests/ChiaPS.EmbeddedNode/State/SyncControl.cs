namespace ChiaPS.Embedded;

/// <summary>How far a service says it is.</summary>
public enum SyncState
{
    /// <summary>Synced.</summary>
    Synced,

    /// <summary>Busy with it.</summary>
    Syncing,

    /// <summary>Neither synced nor busy.</summary>
    NotSynced,
}

/// <summary>The sync state of a service, which may come to its end by being asked.</summary>
public sealed class SyncControl
{
    private readonly Lock _gate = new();
    private int? _pollsLeft;

    /// <summary>The state now.</summary>
    public SyncState State { get; private set; }

    /// <summary>Sets it; with <paramref name="polls"/>, that many more answers tell so, then it is synced.</summary>
    public void Set(SyncState state, int? polls = null)
    {
        lock (_gate)
        {
            (State, _pollsLeft) = (state, polls);
        }
    }

    internal SyncState Poll()
    {
        lock (_gate)
        {
            if (_pollsLeft is not null && _pollsLeft-- <= 0)
            {
                Set(SyncState.Synced);
            }

            return State;
        }
    }
}
