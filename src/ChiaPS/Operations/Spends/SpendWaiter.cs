using System.Globalization;
using ChiaPS.Sessions;

namespace ChiaPS.Operations;

/// <summary>How a spend that was sent stands now; the journal is kept up to date.</summary>
internal static class SpendWaiter
{
    private const string Advice = "Wait longer: Wait-ChiaTransaction. Running the same command again with the same -Reference does not pay twice.";

    public static async Task<SpendState> LookAsync(Call call, SpendResult result)
    {
        await KeyGuard.CheckAsync(call, result.Fingerprint).ConfigureAwait(false);
        var journal = new SpendJournal(call.Session, call.Fingerprint!.Value);
        var entry = journal.Find(result.TransactionId!);
        if (entry is null or { Removed: true })
        {
            var bundle = result.TransactionJson is { } json ? Bundle.Parse(json, await call.OriginAsync(ChiaService.Wallet).ConfigureAwait(false)) : null;
            return await SpendTracker.LookAsync(call, result.TransactionId!, bundle).ConfigureAwait(false);
        }

        entry = await ReferenceBook.RefreshAsync(call, journal, entry).ConfigureAwait(false);
        return new(entry.Status, entry.RefusedBecause);
    }

    public static ChiaException TimedOut(string transactionId, SpendState state, int seconds) => new(
        "ChiaWait.Timeout",
        string.Create(CultureInfo.InvariantCulture, $"{transactionId} is not confirmed after {seconds} s ({state}). It was sent, and can still confirm."),
        Advice);

    /// <summary>The same error, which ends the waiting and nothing else.</summary>
    public static ChiaException Ended(string transactionId, ChiaException problem) => new(
        problem.ErrorId, $"Whether {transactionId} confirms could not be waited for: {problem.Message} It was sent, and can still confirm.", Advice, problem);
}
