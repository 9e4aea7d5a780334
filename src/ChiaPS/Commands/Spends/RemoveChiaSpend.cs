using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;

namespace ChiaPS.Commands;

/// <summary>Removes finished entries from the journal of spends; their references stay known.</summary>
[Cmdlet(VerbsCommon.Remove, "ChiaSpend", DefaultParameterSetName = "TransactionId", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class RemoveChiaSpend : OneSessionCmdlet
{
    /// <summary>The transactions whose entries go.</summary>
    [Parameter(ParameterSetName = "TransactionId", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] TransactionId { get; set; } = [];

    /// <summary>All finished entries that were made before this time.</summary>
    [Parameter(ParameterSetName = "Before", Mandatory = true)]
    [Time]
    public DateTimeOffset Before { get; set; }

    /// <summary>Forget the references too: they can be paid again.</summary>
    [Parameter]
    public SwitchParameter ForgetReference { get; set; }

    /// <summary>The key whose journal is meant; the one that is logged in when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(ParameterSetName == "Before" ? Before : TransactionId, () =>
    {
        var call = Open();
        if ((Fingerprint ?? call.Session.Fingerprint) is null)
        {
            Wait(KeyGuard.CheckAsync(call, Fingerprint));
        }

        var journal = new SpendJournal(call.Session, Fingerprint ?? call.Session.Fingerprint ?? call.Fingerprint!.Value);
        var entries = journal.Read().Entries.FindAll(entry => !entry.Removed || ForgetReference);
        if (ParameterSetName == "Before")
        {
            entries.FindAll(entry => entry.IsFinished && entry.CreatedAt < Before).ForEach(entry => Remove(journal, entry));
            return;
        }

        foreach (var id in TransactionId)
        {
            // Rows of one bundle share its entry: the first removes it for all.
            if (entries.Find(entry => entry.TransactionIds.Contains(id, StringComparer.Ordinal)) is { } entry)
            {
                Attempt(id, () => Remove(journal, entry));
            }
            else if (_removed.Add(id))
            {
                WriteFailure(new ChiaException("ChiaSpend.NotFound", $"The journal has no entry for {id}.", "Get-ChiaSpend lists them."), id);
            }
        }
    }, mayEnd: !SessionIsPiped);

    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    private void Remove(SpendJournal journal, JournalEntry entry)
    {
        if (!entry.IsFinished)
        {
            throw new ChiaException(
                "ChiaSpend.NotFinished",
                $"{entry.TransactionId} is not finished ({entry.Status}): without its entry nobody could tell any more what became of it.",
                "Get-ChiaSpend -Unfinished looks how it stands.");
        }

        var references = entry.Rows.Select(row => row.Reference).OfType<string>().ToList();
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"Remove from the journal{(references.Count == 0 ? "" : ForgetReference ? $", and forget {references.Count} reference(s), which can be paid again" : "; its references stay known")}");
        if (ShouldProcess(FormattableString.Invariant($"spend {entry.TransactionId} of {entry.CreatedAt:yyyy-MM-dd HH:mm:ss}Z"), what))
        {
            journal.Remove(entry, ForgetReference);
            _removed.UnionWith(entry.TransactionIds);
        }
    }
}
