namespace ChiaPS;

/// <summary>A session, or the name of one that is open or saved.</summary>
public sealed class SessionIdentity
{
    private readonly ChiaSession? _session;

    /// <summary>A session.</summary>
    public SessionIdentity(ChiaSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        (_session, Name) = (session, session.Name);
    }

    /// <summary>A name.</summary>
    public SessionIdentity(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal ChiaSession Resolve() => _session is { IsClosed: false } open ? open : Sessions.SessionTable.Find(Name);
}
