using System.Collections.Concurrent;
using ChiaPS.Configuration;

namespace ChiaPS.Sessions;

/// <summary>The sessions of the process and the default of each runspace: the module's only state.</summary>
internal static class SessionTable
{
    private const string Local = "local";

    private static readonly ConcurrentDictionary<string, ChiaSession> Sessions = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<Guid, ChiaSession> Defaults = new();
    private static readonly object Gate = new();

    /// <summary>Tells the runspace that asks; set when the module is imported, since nothing here knows PowerShell.</summary>
    public static Func<Guid> RunspaceId { get; set; } = () => Guid.Empty;

    public static IEnumerable<ChiaSession> All => Sessions.Values.OrderBy(session => session.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a session; an open one of that name is closed.</summary>
    public static ChiaSession Add(ChiaSession session)
    {
        lock (Gate)
        {
            if (Sessions.TryGetValue(session.Name, out var former) && former != session)
            {
                Remove(former);
            }

            return Sessions[session.Name] = session;
        }
    }

    public static void Remove(ChiaSession session)
    {
        lock (Gate)
        {
            Sessions.TryRemove(KeyValuePair.Create(session.Name, session));
            foreach (var (runspace, chosen) in Defaults)
            {
                if (chosen == session)
                {
                    Defaults.TryRemove(runspace, out _);
                }
            }
        }

        session.Close();
    }

    /// <summary>The default of the runspace that asks.</summary>
    public static ChiaSession? Default
    {
        get => Defaults.GetValueOrDefault(RunspaceId());
        set => Defaults[RunspaceId()] = value!;
    }

    /// <summary>A name for a session that was given none: one that is free, or that of the same place.</summary>
    public static string FreeName(SessionOptions options)
    {
        var stem = options.HostName ?? Local;
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : FormattableString.Invariant($"{stem}-{number}");
            if (!Sessions.TryGetValue(name, out var taken) || SamePlace(taken.Options, options))
            {
                return name;
            }
        }
    }

    /// <summary>
    /// The session of a name: an open one, else a saved one, which is opened. What another process wrote about the local installation says
    /// "local": where nothing is open yet that is the installation that is meant without a name, too.
    /// </summary>
    public static ChiaSession Find(string name)
    {
        if (Sessions.TryGetValue(name, out var session))
        {
            return session;
        }

        lock (Gate)
        {
            return Sessions.TryGetValue(name, out session) ? session
                : SavedSessions.Find(name) is { } saved ? Add(saved.Build(saved.Name!))
                : Sessions.IsEmpty && string.Equals(name, Local, StringComparison.OrdinalIgnoreCase) ? Resolve()
                : throw NotFound(name);
        }
    }

    public static ChiaException NotFound(string name) => new(
        "ChiaSession.NotFound",
        $"There is no session '{name}'.",
        $"Open it with New-ChiaSession -Name {name}. {(Sessions.IsEmpty ? "None is open" : $"Open are: {string.Join(", ", All.Select(open => open.Name))}")}.");

    /// <summary>
    /// The session that is meant when none is named: the runspace's default; else the only one of the process; with none at all the local
    /// installation. Never one of several, so that a parallel runspace does not slip to another farm.
    /// </summary>
    public static ChiaSession Resolve()
    {
        if (Default is { } chosen)
        {
            return chosen;
        }

        lock (Gate)
        {
            var open = Sessions.Values.Take(2).ToArray();
            switch (open)
            {
                case [var only]:
                    return only;
                case []:
                    return Default = Add(new SessionOptions().Build(Local));
                default:
                    throw new ChiaException(
                        "ChiaSession.Ambiguous",
                        $"Several sessions are open ({string.Join(", ", All.Select(session => session.Name))}) and none is the default of this runspace.",
                        "Say which with -Session, or make one the default with Set-ChiaSession -Default. In ForEach-Object -Parallel pass it on: -Session $using:session.");
            }
        }
    }

    private static bool SamePlace(SessionOptions one, SessionOptions other) =>
        one.HostName == other.HostName && RootFolder.IsSame(one.RootPath ?? RootFolder.Default, other.RootPath ?? RootFolder.Default)
        && RootFolder.IsSame(one.CertificatePath, other.CertificatePath) && one.Transport == other.Transport && one.Certificate == other.Certificate;
}
