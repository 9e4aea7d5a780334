using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The journal of what ChiaPS sent for an installation and key, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSpend")]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("wallet/get_transaction")]
[Rpc("wallet/get_coin_records")]
[Rpc("full_node/get_coin_record_by_name")]
public sealed class GetChiaSpend : ReadCmdlet
{
    /// <summary>Only what was sent under these references.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[]? Reference { get; set; }

    /// <summary>Only these transactions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[]? TransactionId { get; set; }

    /// <summary>Only what is not confirmed and not refused; the wallet is asked how each stands.</summary>
    [Parameter]
    public SwitchParameter Unfinished { get; set; }

    /// <summary>The key whose journal is meant; the one that is logged in when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseEmpty("Reference", "TransactionId");
    }

    private protected override object? Target => Reference ?? TransactionId;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        // The journal can be read without a wallet, once the key is named.
        if (Unfinished || (Fingerprint ?? call.Session.Fingerprint) is null)
        {
            await KeyGuard.CheckAsync(call, Fingerprint).ConfigureAwait(false);
        }

        var journal = new SpendJournal(call.Session, Fingerprint ?? call.Session.Fingerprint ?? call.Fingerprint!.Value);
        var (entries, broken) = journal.Read();
        foreach (var (file, problem) in broken)
        {
            yield return new Warning($"The journal's entry '{file}' cannot be read and is passed over: {problem}");
        }

        foreach (var entry in entries.Where(IsMeant))
        {
            var now = Unfinished ? await ReferenceBook.RefreshAsync(call, journal, entry).ConfigureAwait(false) : entry;
            foreach (var result in Unfinished && now.IsFinished ? [] : now.Results(call.Session.Name, journal.ReadRecords(entry)).Where(IsMeant))
            {
                yield return result;
            }
        }
    }

    private bool IsMeant(JournalEntry entry) =>
        !entry.Removed
        && (!Unfinished || !entry.IsFinished)
        && (TransactionId is null || entry.TransactionIds.Intersect(TransactionId, StringComparer.Ordinal).Any());

    private bool IsMeant(SpendResult result) => Reference is null || Reference.Contains(result.Reference, StringComparer.Ordinal);
}
