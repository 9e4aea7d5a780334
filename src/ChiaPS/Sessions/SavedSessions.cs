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

    private static string FilePath => Path.Combine(RootFolder.OwnFolder, "sessions.json");

    public static SessionOptions? Find(string name) => All().FirstOrDefault(saved => Named(saved, name));

    public static IReadOnlyList<SessionOptions> All()
    {
        try
        {
            using var reader = OwnFiles.Read(FilePath);
            var all = JsonSerializer.Deserialize<List<SessionOptions?>>(reader.ReadToEnd(), Format) ?? [];
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

    public static Task SaveAsync(SessionOptions options, CancellationToken token) => ChangeAsync(all => [.. all.Where(saved => !Named(saved, options.Name!)), options], token);

    /// <summary>False when there was none of that name.</summary>
    public static async Task<bool> ForgetAsync(string name, CancellationToken token)
    {
        var found = false;
        await ChangeAsync(
            all =>
            {
                var rest = all.Where(saved => !Named(saved, name)).ToList();
                found = rest.Count < all.Count;
                return rest;
            },
            token).ConfigureAwait(false);
        return found;
    }

    private static bool Named(SessionOptions saved, string name) => string.Equals(saved.Name, name, StringComparison.OrdinalIgnoreCase);

    // Of two processes that save at once, neither loses what the other saved.
    private static async Task ChangeAsync(Func<IReadOnlyList<SessionOptions>, List<SessionOptions>> change, CancellationToken token)
    {
        try
        {
            using var held = await OwnFiles.HoldAsync(FilePath + ".lock", Patience, token).ConfigureAwait(false) ?? throw new IOException("another process has held it for long.");
            OwnFiles.Write(FilePath, JsonSerializer.Serialize(change(All()), Format));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChiaException(
                "ChiaSession.NotSaved", $"The saved sessions in '{FilePath}' cannot be written: {e.Message}", "Give this account the right to write there, or name another folder with CHIAPS_HOME.", e);
        }
    }
}
