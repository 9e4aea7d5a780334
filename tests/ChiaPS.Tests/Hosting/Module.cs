using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ChiaPS.Tests.Hosting;

/// <summary>The module as it was built, and the process made ready for it before the engine is first touched.</summary>
internal static class Module
{
    public static string Folder { get; } = Metadata("ModuleFolder");

    public static string Manifest { get; } = Path.Combine(Folder, "ChiaPS.psd1");

    public static string Repository { get; } = Metadata("Repository");

    public static string Fixtures { get; } = Path.Combine(Repository, "tests", "Fixtures");

    /// <summary>A folder of this run's own, for homes and roots.</summary>
    public static string Scratch { get; } = Directory.CreateTempSubdirectory("chiaps-tests-").FullName;

    /// <summary>The whole set of recordings, where the machine has it.</summary>
    public static string? Recordings { get; } = Environment.GetEnvironmentVariable("CHIAPS_RECORDINGS") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    [ModuleInitializer]
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "ChiaPS" ? context.LoadFromAssemblyPath(Path.Combine(Folder, "ChiaPS.dll")) : null;

        // Else the engine writes its caches and telemetry id into the user's home.
        foreach (var variable in new[] { "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" })
        {
            Environment.SetEnvironmentVariable(variable, Scratch);
        }

        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // Windows forbids an engine that has no pwsh around it to read the module's types and views.
        Environment.SetEnvironmentVariable("PSExecutionPolicyPreference", "Bypass");
        Environment.SetEnvironmentVariable("PSModulePath", Path.GetDirectoryName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Folder))));
        Environment.SetEnvironmentVariable("CHIA_ROOT", Path.Combine(Scratch, "no-chia-here"));
        Environment.SetEnvironmentVariable("CHIAPS_HOME", Path.Combine(Scratch, "home"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Clean();
    }

    // The engine writes what it knows of modules in the background, also at the very end.
    private static void Clean()
    {
        try
        {
            Directory.Delete(Scratch, recursive: true);
        }
        catch (IOException)
        {
            // A file more in a temporary folder is no failure of any test.
        }
    }

    private static string Metadata(string key) =>
        typeof(Module).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
