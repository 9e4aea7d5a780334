namespace ChiaPS.Embedded;

/// <summary>The faults in force.</summary>
public sealed class FaultBoard
{
    private readonly Func<Task> _changed;
    private volatile Fault[] _faults = [];

    internal FaultBoard(Func<Task> changed) => _changed = changed;

    /// <summary>Those in force.</summary>
    public IReadOnlyList<Fault> All => _faults;

    /// <summary>Puts a fault in force; it holds when the task is done.</summary>
    public Task AddAsync(Fault fault)
    {
        _faults = [.. _faults, fault];
        return _changed();
    }

    /// <summary>Takes one back, or all; a refused service listens again on its port when the task is done.</summary>
    public Task ClearAsync(Fault? fault = null)
    {
        _faults = fault is null ? [] : [.. _faults.Where(f => f != fault)];
        return _changed();
    }

    /// <summary>The first fault of one of the kinds that concerns this request, counted as happened.</summary>
    internal Fault? Take(string service, string? route, params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var fault in _faults)
        {
            if (kinds.Contains(fault.Kind) && fault.Concerns(service, route) && fault.Take())
            {
                return fault;
            }
        }

        return null;
    }

    internal bool Refuses(string service) => _faults.Any(f => f.Kind == FaultKind.Refuse && f.Concerns(service, route: null));
}
