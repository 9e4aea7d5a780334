using System.Text.Json;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>Journal, push, verdict of one bundle. The journal's entry is on disk before the push, and says afterwards how it went.</summary>
internal sealed class SpendPush(Call call, SpendJournal journal, bool allowUnsynced)
{
    // What waits in the journal must not be cut off by Ctrl+C; each call still has its time-out.
    private readonly Call _untilItEnds = call.Uncancelled();

    public async Task<(JournalEntry Entry, ChiaException? Error)> RunAsync(JournalEntry entry, Bundle bundle)
    {
        call.Token.ThrowIfCancellationRequested();
        var records = bundle.TransactionJson;
        entry = entry with { Status = SpendStatus.Unknown };
        journal.Write(entry, records);

        var (state, error) = await PushAsync(bundle).ConfigureAwait(false);
        entry = entry with { Status = state.Status, RefusedBecause = state.Because };
        try
        {
            journal.Write(entry, records);
        }
        catch (ChiaException e)
        {
            // It was sent: that it cannot be noted down any more is told after the result.
            error ??= new ChiaException("ChiaSpend.Journal", $"It was sent, but its state could not be noted: {e.Message}", "Make room or give rights there, then run Get-ChiaSpend -Unfinished.", e);
        }

        return (entry, error);
    }

    private async Task<(SpendState State, ChiaException? Error)> PushAsync(Bundle bundle)
    {
        ChiaException? lost = null;
        try
        {
            var transactions = JsonSerializer.Deserialize<JsonElement>(bundle.TransactionJson);
            if (OldMemos.Has(transactions) && ReleaseGuard.IsAtLeast(await ReleaseGuard.ReadAsync(_untilItEnds, ChiaService.Wallet).ConfigureAwait(false), "2.5.7"))
            {
                transactions = OldMemos.AsLists(transactions);
            }

            await _untilItEnds.SendAsync(WalletCore.PushTransactions, new(transactions)
            {
                AllowUnsynced = allowUnsynced ? true : null,
            }).ConfigureAwait(false);
        }
        catch (ChiaException e)
        {
            lost = e;
        }

        SpendState state;
        try
        {
            state = await SpendTracker.VerdictAsync(_untilItEnds, bundle.TransactionId, bundle, isUnderWay: lost is not (null or ChiaRpcException)).ConfigureAwait(false);
        }
        catch (ChiaException e)
        {
            return (new(SpendStatus.Unknown), Unknown(lost ?? e));
        }

        return state.Status switch
        {
            // The wallet answered that it does not take it, and has no record of it.
            SpendStatus.Unknown when lost is ChiaRpcException refusal && state.Because is null => (new(SpendStatus.Refused, refusal.Message), Refused(bundle.TransactionId, refusal.Message, refusal)),
            SpendStatus.Unknown => (state, Unknown(lost, state.Because)),
            SpendStatus.Refused => (state, Refused(bundle.TransactionId, state.Because)),
            _ => (state, null),
        };
    }

    private ChiaException Unknown(ChiaException? lost, string? because = null) => new(
        "ChiaSpend.Unknown",
        $"Whether the spend was sent by the wallet of '{call.Session.Name}' is not known{(lost is null ? $": {because ?? "it has no record of it"}." : $": {lost.Message}")}",
        "It is not sent again by itself. Get-ChiaSpend -Unfinished | Submit-ChiaTransaction looks how it stands and sends the same bundle where it is missing; it can pay once only.",
        lost);

    public static ChiaException Refused(string transactionId, string? because, Exception? inner = null) => new(
        "ChiaSpend.Refused",
        $"The spend {transactionId} was refused: {because}.".Replace("..", ".", StringComparison.Ordinal),
        "It will not confirm, and its coins stay locked in the wallet until Clear-ChiaUnconfirmedTransaction, which forgets every unconfirmed transaction of that wallet.",
        inner);
}
