using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChiaPS.Configuration;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>
/// Every bundle that ChiaPS sent for one installation and key: a file each, of two lines (entry; the wallet's records), on disk before it is pushed.
/// </summary>
internal sealed class SpendJournal
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly uint _fingerprint;

    public SpendJournal(ChiaSession session, uint fingerprint)
    {
        // The private CA is what an installation is known by, whatever the session is called.
        var authority = session.Connector.AuthorityThumbprint[2..18];
        _fingerprint = fingerprint;
        Folder = Path.Combine(RootFolder.OwnFolder, "spends", string.Create(CultureInfo.InvariantCulture, $"{authority}-{fingerprint}"));
    }

    private SpendJournal(string folder, uint fingerprint) => (Folder, _fingerprint) = (folder, fingerprint);

    public string Folder { get; }

    /// <summary>The journals of the same key at other installations, or at this one before it had new certificates.</summary>
    public IEnumerable<SpendJournal> Others() =>
        Guard(() => Path.GetDirectoryName(Folder) is { } home && Directory.Exists(home) ? Directory.GetDirectories(home, string.Create(CultureInfo.InvariantCulture, $"*-{_fingerprint}")) : [])
            .Where(folder => !RootFolder.IsSame(folder, Folder))
            .Select(folder => new SpendJournal(folder, _fingerprint));

    /// <summary>Entries, newest first, and the files that cannot be read, with the reason.</summary>
    /// <exception cref="ChiaException"><c>ChiaSpend.Journal</c>: the folder cannot be read.</exception>
    public (List<JournalEntry> Entries, List<(string File, string Problem)> Broken) Read()
    {
        var (entries, broken) = (new List<JournalEntry>(), new List<(string, string)>());
        foreach (var file in Guard(() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "0x*.jsonl") : []))
        {
            try
            {
                if (ReadEntry(file) is { } entry)
                {
                    entries.Add(entry);
                }
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
            {
                broken.Add((file, e.Message));
            }
        }

        entries.Sort((x, y) => y.CreatedAt.CompareTo(x.CreatedAt));
        return (entries, broken);
    }

    /// <summary>The entry of a transaction; null where there is none that can be read.</summary>
    public JournalEntry? Find(string transactionId)
    {
        try
        {
            return ReadEntry(PathOf(transactionId));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Entries, where none may be missed: a broken one is an error.</summary>
    public List<JournalEntry> ReadAll()
    {
        var (entries, broken) = Read();
        return broken.Count == 0 ? entries : throw new ChiaException(
            "ChiaSpend.Journal",
            $"The journal's entry '{broken[0].File}' cannot be read: {broken[0].Problem}. Whether a reference was paid already cannot be told without it.",
            "Nothing was sent. Mend that file or move it away, once you know what became of its payment.");
    }

    /// <summary>The wallet's records of an entry; null when there are none any more.</summary>
    public string? ReadRecords(JournalEntry entry) => Guard(() =>
    {
        using var reader = OwnFiles.Read(PathOf(entry));
        reader.ReadLine();
        return reader.ReadLine();
    });

    /// <exception cref="ChiaException"><c>ChiaSpend.Journal</c>: the folder cannot be written.</exception>
    public void Write(JournalEntry entry, string? records) => Guard(() =>
    {
        OwnFiles.MakeFolder(Folder);
        OwnFiles.Write(PathOf(entry), JsonSerializer.Serialize(entry with { Fingerprint = _fingerprint }, Format) + "\n" + (records is null ? "" : records.ReplaceLineEndings("") + "\n"));
        return true;
    });

    /// <summary>The entry goes; what has references leaves these behind, unless they go too.</summary>
    public void Remove(JournalEntry entry, bool forgetReference)
    {
        if (!forgetReference && entry.Rows.Any(row => row.Reference is not null))
        {
            Write(entry with { Removed = true }, records: null);
        }
        else
        {
            Guard(() =>
            {
                OwnFiles.Delete(PathOf(entry));
                return true;
            });
        }
    }

    public static ChiaException NotUsable(string folder, Exception e) => new(
        "ChiaSpend.Journal",
        $"The journal of spends in '{folder}' cannot be used: {e.Message}",
        "Nothing is sent without it. Give this account the right to write there, make room on the disk, or name another folder with CHIAPS_HOME.",
        e);

    private string PathOf(JournalEntry entry) => PathOf(entry.TransactionId);

    private string PathOf(string transactionId) => Path.Combine(Folder, transactionId + ".jsonl");

    // Null when it was removed meanwhile.
    private static JournalEntry? ReadEntry(string file)
    {
        try
        {
            using var reader = OwnFiles.Read(file);
            return JsonSerializer.Deserialize<JournalEntry>(reader.ReadLine() ?? "", Format) switch
            {
                { Version: > JournalEntry.CurrentVersion } later => throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"it has version {later.Version}, of a later release of ChiaPS")),
                { Rows: { } rows, TransactionIds: not null } entry when entry.TransactionId == Path.GetFileNameWithoutExtension(file) && Array.TrueForAll(rows, row => row is not null) => Whole(entry, reader.ReadLine()),
                _ => throw new JsonException("it is no entry of that name"),
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && new FileInfo(file).LinkTarget is null)
        {
            return null;
        }
    }

    // Without its records nobody can tell any more how it stands; what is confirmed needs none.
    private static JournalEntry Whole(JournalEntry entry, string? records)
    {
        try
        {
            _ = entry.Status == SpendStatus.Confirmed || records is null ? null : Bundle.Parse(records, new Origin("", Prefix: null));
            return entry;
        }
        catch (ChiaException e)
        {
            throw new JsonException($"its second line is damaged: {e.Message}", e);
        }
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(Folder, e);
        }
    }
}
