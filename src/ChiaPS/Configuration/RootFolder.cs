namespace ChiaPS.Configuration;

/// <summary>Where an installation and ChiaPS's own files are.</summary>
internal static class RootFolder
{
    /// <summary>The root that is meant when none is named: CHIA_ROOT, else .chia/mainnet in the home folder.</summary>
    public static string Default => Environment.GetEnvironmentVariable("CHIA_ROOT") is { Length: > 0 } root
        ? Expand(root)
        : Path.Combine(Home, ".chia", "mainnet");

    /// <summary>Another folder in place of <see cref="OwnFolder"/> for what is called from here: an environment variable is the whole process's.</summary>
    internal static AsyncLocal<string?> OwnFolderHere { get; } = new();

    /// <summary>ChiaPS's own folder: CHIAPS_HOME, else ChiaPS in the user's local application data.</summary>
    /// <exception cref="ChiaException"><c>ChiaConfig.Home</c>: it is relative. Wherever a process starts it would be another one, and with it another journal of what was paid.</exception>
    public static string OwnFolder
    {
        get
        {
            if (OwnFolderHere.Value is { } here)
            {
                return here;
            }

            var folder = Environment.GetEnvironmentVariable("CHIAPS_HOME") is { Length: > 0 } home
                ? FromHome(home)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ChiaPS");
            return Path.IsPathFullyQualified(folder) ? Expand(folder) : throw new ChiaException(
                "ChiaConfig.Home", $"The folder for ChiaPS's own files, '{folder}', is no absolute path: it would be another one wherever a process starts.", "Set CHIAPS_HOME to an absolute path.");
        }
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>An absolute path; a leading <c>~</c> is the home folder, as Chia takes it.</summary>
    public static string Expand(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(FromHome(path)));

    /// <summary>Two absolute paths that name one place; Windows takes upper and lower case for the same.</summary>
    public static bool IsSame(string? one, string? other) => string.Equals(one, other, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string FromHome(string path) =>
        path == "~" ? Home
        : path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal) ? Path.Combine(Home, path[2..])
        : path;

    /// <summary>What to do when a root is not there; a service account has a home of its own.</summary>
    public static string Advice(string user) =>
        user is "SYSTEM" or "LOCAL SERVICE" or "NETWORK SERVICE" or "LocalService" or "NetworkService" || user.EndsWith('$')
            ? $"This runs as {user}, whose home folder is not that of the user who runs Chia: name the root with -RootPath or CHIA_ROOT (for example C:\\Users\\you\\.chia\\mainnet), or run as that user."
            : "Name the root folder with -RootPath or CHIA_ROOT (Chia's default is ~/.chia/mainnet), or make one with 'chia init'. For an installation on another machine, use New-ChiaSession -HostName.";
}
