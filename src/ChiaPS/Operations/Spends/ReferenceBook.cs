using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Which of the wanted rows were paid before, by their references.</summary>
internal sealed class ReferenceBook(Call call, SpendJournal journal)
{
    /// <summary>What was found for one row.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Former">What came of it before; null when it is to be paid.</param>
    /// <param name="Problem">What is wrong with it; it is not paid.</param>
    public sealed record Finding(SpendRow Row, SpendResult? Former, ChiaException? Problem);

    private sealed record Noted(SpendJournal Journal, JournalEntry Entry, JournalRow Row);

    // Rows of one bundle share its entry.
    private readonly Dictionary<string, (JournalEntry Entry, string? Records)> _looked = new(StringComparer.Ordinal);

    public async Task<List<Finding>> LookUpAsync(IReadOnlyList<SpendRow> rows)
    {
        var findings = new List<Finding>();
        var known = Known(rows);
        await AddFormerAsync(rows, known).ConfigureAwait(false);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Reference is null)
            {
                findings.Add(new(row, null, null));
            }
            else if (!seen.TryAdd(row.Reference, row.Number))
            {
                findings.Add(new(row, null, Conflict(row, FormattableString.Invariant($"stands in row {seen[row.Reference]} too"))));
            }
            else
            {
                findings.Add(known.TryGetValue(row.Reference, out var former) ? await SettleAsync(row, former).ConfigureAwait(false) : new(row, null, null));
            }
        }

        return findings;
    }

    /// <summary>Looks again right before the push.</summary>
    /// <exception cref="ChiaException"><c>ChiaSpend.ReferenceConflict</c>: another process paid it meanwhile.</exception>
    public void EnsureFree(IReadOnlyList<SpendRow> rows)
    {
        var known = Known(rows);
        if (rows.FirstOrDefault(row => row.Reference is not null && known.TryGetValue(row.Reference, out var former) && former.Entry.Status != SpendStatus.Refused) is { } taken)
        {
            throw Conflict(taken, "was paid by another process meanwhile");
        }
    }

    /// <summary>The state of an entry as it is now, noted down where it changed. What was refused can confirm after all: the wallet sends it again from time to time.</summary>
    public static async Task<JournalEntry> RefreshAsync(Call call, SpendJournal journal, JournalEntry entry)
    {
        if (entry.Status == SpendStatus.Confirmed)
        {
            return entry;
        }

        var state = await StateAsync(call, journal, entry).ConfigureAwait(false);
        if ((state.Status == entry.Status && state.Because == entry.RefusedBecause) || (entry.Status == SpendStatus.Refused && state.Status == SpendStatus.Unknown && (state.Because is null || entry.RefusedBecause == SpendTracker.TakenByAnother)))
        {
            return entry;
        }

        entry = entry with { Status = state.Status, RefusedBecause = state.Because };
        journal.Write(entry, journal.ReadRecords(entry));
        return entry;
    }

    /// <summary>Whether the wallet still has what was refused: it could pay yet.</summary>
    public static async Task<bool> IsHeldAsync(Call call, JournalEntry refused) =>
        await SpendTracker.FindAsync(call, refused.TransactionId).ConfigureAwait(false) is not null;

    // The newest entry of each reference that was not refused; a refused one only where there is no other.
    private Dictionary<string, Noted> Known(IReadOnlyList<SpendRow> rows)
    {
        var known = new Dictionary<string, Noted>(StringComparer.Ordinal);
        foreach (var entry in rows.Any(row => row.Reference is not null) ? journal.ReadAll() : [])
        {
            Note(known, journal, entry);
        }

        return known;
    }

    private static void Note(Dictionary<string, Noted> known, SpendJournal journal, JournalEntry entry)
    {
        foreach (var row in entry.Rows.Where(row => row.Reference is not null))
        {
            if (!known.TryGetValue(row.Reference!, out var other) || (other.Entry.Status == SpendStatus.Refused && entry.Status != SpendStatus.Refused))
            {
                known[row.Reference!] = new(journal, entry, row);
            }
        }
    }

    // With new certificates an installation has a new journal, and the same wallet. What this wallet knows, or its coins show, was paid by it; the rest is another chain's.
    private async Task AddFormerAsync(IReadOnlyList<SpendRow> rows, Dictionary<string, Noted> known)
    {
        var open = rows.Select(row => row.Reference).OfType<string>()
            .Where(reference => !known.TryGetValue(reference, out var own) || own.Entry.Status == SpendStatus.Refused).ToHashSet(StringComparer.Ordinal);
        foreach (var other in open.Count > 0 ? journal.Others() : [])
        {
            foreach (var entry in other.ReadAll().Where(entry => entry.Rows.Any(row => row.Reference is not null && open.Contains(row.Reference))))
            {
                var now = await StateAsync(call, other, entry).ConfigureAwait(false);
                if (now.Status == SpendStatus.Refused ? await IsHeldAsync(call, entry).ConfigureAwait(false) : now.Status != SpendStatus.Unknown)
                {
                    Note(known, other, entry with { Status = now.Status, RefusedBecause = now.Because });
                }
            }
        }
    }

    private static async Task<SpendState> StateAsync(Call call, SpendJournal journal, JournalEntry entry)
    {
        var records = journal.ReadRecords(entry);
        var bundle = records is null ? null : Bundle.Parse(records, await call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false));
        return await SpendTracker.LookAsync(call, entry.TransactionId, bundle).ConfigureAwait(false);
    }

    private async Task<Finding> SettleAsync(SpendRow row, Noted former)
    {
        if (!_looked.TryGetValue(former.Entry.TransactionId, out var looked))
        {
            var now = await RefreshAsync(call, former.Journal, former.Entry).ConfigureAwait(false);
            _looked.Add(now.TransactionId, looked = (now, now.Removed ? null : former.Journal.ReadRecords(now)));
        }

        var (entry, records) = looked;
        if (entry.Status != SpendStatus.Refused && !former.Row.IsSame(row))
        {
            return new(row, null, Conflict(row, $"belongs to another payment: {SpendPreview.Amount(former.Row.WalletType, former.Row.AmountMojo, call.Session.NetworkPrefix)} to {former.Row.Address} ({entry.TransactionId})"));
        }

        if (entry.Status != SpendStatus.Refused)
        {
            return new(row, entry.Results(call.Session.Name, records).First(result => result.Reference == row.Reference), null);
        }

        return await IsHeldAsync(call, entry).ConfigureAwait(false)
            ? new(row, null, new ChiaException(
                "ChiaSpend.Refused",
                $"Reference '{row.Reference}' was sent before as {entry.TransactionId} and refused ({entry.RefusedBecause}), but the wallet still holds it and may send it again.",
                "Clear-ChiaUnconfirmedTransaction makes the wallet forget it (and every other unconfirmed transaction of that wallet); then run this again."))
            : new(row, null, null);
    }

    private static ChiaException Conflict(SpendRow row, string what) =>
        new("ChiaSpend.ReferenceConflict", $"Reference '{row.Reference}' {what}.", "Give each payment a reference of its own, the same at every run.");
}
