using System.Management.Automation;

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

    /// <summary>The session, or the open ones that a name with wildcards means.</summary>
    internal List<ChiaSession> ResolveAll() => WildcardPattern.ContainsWildcardCharacters(Name)
        ? [.. Sessions.SessionTable.All.Where(open => WildcardPattern.Get(Name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(open.Name))]
        : [Resolve()];

    internal ChiaSession Resolve() => _session is { IsClosed: false } open ? open : Sessions.SessionTable.Find(Name);
}
