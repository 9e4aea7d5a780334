using System.Reflection;
using System.Runtime.Loader;

namespace ChiaPS.Configuration;

/// <summary>
/// Reaches YamlDotNet in a load context of its own, so that another module's version of it does not matter, in either order of loading.
/// Loaded at first need.
/// </summary>
internal static class YamlLoader
{
    private static readonly Lazy<Func<string, object?>> Bridge = new(Load);

    /// <summary>Plain values of a YAML text.</summary>
    /// <exception cref="FormatException">It is no YAML; <c>Data["Line"]</c> says where.</exception>
    public static object? Parse(string text) => Bridge.Value(text);

    private static Func<string, object?> Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(YamlLoader).Assembly.Location)!, "dependencies");
        var context = new DependencyContext(folder);
        var type = context.LoadFromAssemblyPath(Path.Combine(folder, "ChiaPS.Yaml.dll")).GetType("ChiaPS.Yaml.YamlBridge", throwOnError: true)!;
        return type.GetMethod("Parse")!.CreateDelegate<Func<string, object?>>();
    }

    private sealed class DependencyContext(string folder) : AssemblyLoadContext("ChiaPS.dependencies")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
