using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Configuration;

namespace ChiaPS.Sessions;

/// <summary>Sessions kept in a file of ChiaPS's own folder, by name: hosts, ports and paths, no keys.</summary>
internal static class SavedSessions
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static string FilePath => Path.Combine(RootFolder.OwnFolder, "sessions.json");

    public static SessionOptions? Find(string name) => All().FirstOrDefault(saved => Named(saved, name));

    public static IReadOnlyList<SessionOptions> All()
    {
        try
        {
            var all = JsonSerializer.Deserialize<List<SessionOptions?>>(File.ReadAllText(FilePath), Format) ?? [];
            return all.TrueForAll(saved => saved?.Name is { Length: > 0 }) ? all.ConvertAll(saved => saved!) : throw new JsonException("An entry has no Name.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ChiaException("ChiaSession.SavedUnreadable", $"The saved sessions in '{FilePath}' cannot be read: {e.Message}", "Mend or delete that file.", e);
        }
    }

    public static void Save(SessionOptions options) => Change(all => [.. all.Where(saved => !Named(saved, options.Name!)), options]);

    /// <summary>False when there was none of that name.</summary>
    public static bool Forget(string name)
    {
        var found = false;
        Change(all =>
        {
            var rest = all.Where(saved => !Named(saved, name)).ToList();
            found = rest.Count < all.Count;
            return rest;
        });
        return found;
    }

    private static bool Named(SessionOptions saved, string name) => string.Equals(saved.Name, name, StringComparison.OrdinalIgnoreCase);

    // Written beside and moved over it, so that a reader never sees half a file; one process at a time, so that none undoes what another saved.
    private static void Change(Func<IReadOnlyList<SessionOptions>, List<SessionOptions>> change)
    {
        try
        {
            Directory.CreateDirectory(RootFolder.OwnFolder);
            using var alone = Lock();
            var text = JsonSerializer.Serialize(change(All()), Format);
            var beside = FilePath + "." + Guid.NewGuid().ToString("N");
            File.WriteAllText(beside, text);
            File.Move(beside, FilePath, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChiaException(
                "ChiaSession.NotSaved", $"The saved sessions in '{FilePath}' cannot be written: {e.Message}", "Give this account the right to write there, or name another folder with CHIAPS_HOME.", e);
        }
    }

    private static FileStream Lock()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(FilePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                Task.Delay(Pause).GetAwaiter().GetResult();
            }
        }
    }
}
