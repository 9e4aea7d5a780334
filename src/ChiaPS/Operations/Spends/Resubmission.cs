using System.Globalization;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>Sends records that were built before, in this process or another; looks first how they stand.</summary>
internal sealed class Resubmission
{
    private readonly Call _call;
    private readonly Bundle _bundle;
    private readonly SpendJournal _journal;
    private readonly bool _allowUnsynced;
    private readonly bool _areRowsGiven;
    private JournalEntry _entry;

    /// <param name="call">Whose key was looked at.</param>
    /// <param name="bundle">What is to be sent.</param>
    /// <param name="rows">What is known of its payments; the records say the rest.</param>
    /// <param name="allowUnsynced">Send although the wallet has no node.</param>
    public Resubmission(Call call, Bundle bundle, IReadOnlyList<JournalRow> rows, bool allowUnsynced)
    {
        (_call, _bundle, _allowUnsynced) = (call, bundle.IsSigned ? bundle : throw Unsigned(bundle), allowUnsynced);
        _journal = new(call.Session, call.Fingerprint!.Value);
        _areRowsGiven = rows.Count > 0;
        _entry = new()
        {
            TransactionId = bundle.TransactionId,
            TransactionIds = bundle.TransactionIds,
            SpendBundleId = bundle.SpendBundleId,
            CreatedAt = bundle.CreatedAt ?? DateTimeOffset.UtcNow,
            Fingerprint = call.Fingerprint.Value,
            FeeMojo = bundle.FeeMojo,
            Rows = rows.Count > 0 ? [.. rows] : [.. bundle.Records.Where(record => record.AmountMojo > 0 || bundle.Records.Count == 1).Select(Row)],
        };
    }

    /// <summary>How it stands, and whether that is so good that it need not be sent.</summary>
    /// <exception cref="ChiaException"><c>ChiaSpend.ReferenceConflict</c>: its reference was sent as another bundle.</exception>
    public async Task<(JournalEntry Entry, bool IsSent)> LookAsync()
    {
        var entries = _journal.ReadAll();
        if (entries.Find(entry => entry.TransactionId == _bundle.TransactionId && !entry.Removed) is { } known)
        {
            _entry = known;
        }
        else
        {
            EnsureAsBuilt();
        }

        var state = await SpendTracker.LookAsync(_call, _entry.TransactionId, _bundle).ConfigureAwait(false);
        var now = _entry with { Status = state.Status, RefusedBecause = state.Because };
        if (state.Status is SpendStatus.Confirmed or SpendStatus.InMempool or SpendStatus.Pending)
        {
            if (now != _entry)
            {
                _journal.Write(now, _bundle.TransactionJson);
            }

            return (now, true);
        }

        foreach (var (entry, row) in entries.Where(entry => entry.TransactionId != _entry.TransactionId).SelectMany(entry => entry.Rows.Select(row => (entry, row))))
        {
            if (row.Reference is not null && Array.Exists(_entry.Rows, mine => mine.Reference == row.Reference)
                && await ReferenceBook.RefreshAsync(_call, _journal, entry).ConfigureAwait(false) is var other
                && (other.Status != SpendStatus.Refused || await ReferenceBook.IsHeldAsync(_call, other).ConfigureAwait(false)))
            {
                throw new ChiaException(
                    "ChiaSpend.ReferenceConflict",
                    $"Reference '{row.Reference}' was sent as another bundle, {other.TransactionId} ({other.Status}). This one is not sent.",
                    "Get-ChiaSpend -Reference shows that payment.");
            }
        }

        switch (state)
        {
            case { Status: SpendStatus.Refused, Because: SpendTracker.TakenByAnother }:
                throw SpendPush.Refused(_entry.TransactionId, state.Because);
            case { Status: SpendStatus.Unknown, Because: { } because }:
                throw new ChiaException("ChiaSpend.Unknown", $"Whether {_entry.TransactionId} was paid is not known: {because}. It is not sent again.", "Get-ChiaSync FullNode shows how far the full node is; then Get-ChiaSpend -Unfinished looks again.");
        }

        return (await SpendTracker.KnownAsync(_call, _bundle.Removals).ConfigureAwait(false)).Count > 0
            ? (now, false)
            : throw new ChiaException(
                "ChiaWallet.WrongKey",
                string.Create(CultureInfo.InvariantCulture, $"Key {_call.Fingerprint}, which the wallet of '{_call.Session.Name}' works with, knows none of the coins that {_entry.TransactionId} spends. Nothing was sent."),
                "It was built with another key or installation: log that key in (Switch-ChiaKey), or name the session.");
    }

    public string Describe()
    {
        var rows = _entry.Rows.Select(row => SpendPreview.Amount(row.WalletType, row.AmountMojo, Prefix) + (row.Address is null ? "" : $" to {row.Address}") + (row.Reference is null ? "" : $" as {SpendPreview.Shown(row.Reference)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Submit {_entry.TransactionId}: {string.Join("; ", rows)}; fee {SpendPreview.Amount(WalletType.Standard, _entry.FeeMojo, Prefix)}, {_bundle.Removals.Count} coin(s) of key {_call.Fingerprint} at {_call.Session.HostName} (session '{_call.Session.Name}', network {_call.Session.Network ?? "not known"}).");
    }

    public async Task<(IReadOnlyList<SpendResult> Results, ChiaException? Error)> PushAsync()
    {
        using var held = await SpendLock.TakeAsync(_journal.Folder, SpendLock.Patience, _call.Token).ConfigureAwait(false);
        await KeyGuard.CheckAsync(_call, _entry.Fingerprint).ConfigureAwait(false);
        var (now, isSent) = await LookAsync().ConfigureAwait(false);
        if (isSent)
        {
            return (Results(now), null);
        }

        var (entry, error) = await new SpendPush(_call, _journal, _allowUnsynced).RunAsync(_entry, _bundle).ConfigureAwait(false);
        return (Results(entry), error);
    }

    public IReadOnlyList<SpendResult> Results(JournalEntry entry) => [.. entry.Results(_call.Session.Name, _bundle.TransactionJson)];

    // What is not in the journal is known from what was given: rows that were altered, or some of a bundle that pays others too, would say something else than is sent.
    private void EnsureAsBuilt()
    {
        var rows = _entry.Rows.Where(row => row.Address is not null).ToList();
        var outputs = _bundle.Additions.ToList();
        if (!_areRowsGiven || rows.Count == 0
            || (rows.TrueForAll(row => Bech32m.TryDecode(row.Address!, out _, out var hash, out _)
                && outputs.Find(coin => coin.AmountMojo == row.AmountMojo && _bundle.IsFor(coin, Hex.Format(hash), row.AssetId)) is { } coin && outputs.Remove(coin))
                && rows.Sum(row => (decimal)row.AmountMojo) == _bundle.Records.Where(record => record.WalletId == rows[0].WalletId).Max(record => (decimal?)record.AmountMojo)))
        {
            return;
        }

        throw new ChiaException(
            "ChiaArgument.Transaction",
            $"What is given with {_bundle.TransactionId} is not what it pays: rows are missing, or were altered. Nothing was sent.",
            "The payments of one bundle are sent together: give every SpendResult of it, as it was.");
    }

    private static ChiaException Unsigned(Bundle bundle) => new(
        "ChiaSpend.Unsigned",
        $"{bundle.TransactionId} has no signature, and signing gives it another id. Nothing was sent.",
        "Build it without the option Unsigned, or have it signed elsewhere and submit the SignedTransaction.");

    private string? Prefix => _call.Session.NetworkPrefix;

    private static JournalRow Row(TransactionRecord record) =>
        new(Reference: null, record.ToAddress, record.AmountMojo, record.WalletId, record.Unit == "CAT" ? WalletType.Cat : WalletType.Standard, AssetId: null, record.Unit);
}
