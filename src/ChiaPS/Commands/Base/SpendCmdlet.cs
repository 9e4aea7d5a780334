using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that spends coins: it shows what will happen, asks, and does exactly that, once.</summary>
[Rpc("wallet/push_transactions")]
[Rpc("wallet/get_transaction")]
[Rpc("wallet/get_coin_records")]
[Rpc("full_node/get_coin_record_by_name")]
public abstract class SpendCmdlet : BuildCmdlet
{
    private readonly List<SpendResult> _sent = [];

    private protected SpendCmdlet()
    {
    }

    /// <summary>Build only: the result can be sent later with Submit-ChiaTransaction.</summary>
    [Parameter]
    public SwitchParameter NoPush { get; set; }

    /// <summary>Wait until it is confirmed.</summary>
    [Parameter]
    public new SwitchParameter Wait { get; set; }

    /// <summary>Seconds that -Wait waits; 600 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <summary>The question will be put to the user.</summary>
    private bool Asks => MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)
        ? ((SwitchParameter)confirm).IsPresent
        : SessionState.PSVariable.GetValue("ConfirmPreference") is not ConfirmImpact.None;

    private protected override string AskFamily => "ChiaSpend";

    private protected override int SyncPatience => WaitTimeoutSec;

    /// <summary>Runs a spend: the key is looked at, then <paramref name="plan"/> says which bundles are wanted; none is nothing to do.</summary>
    /// <returns>Something was sent, and all of it confirmed where it was waited for.</returns>
    private protected bool Run(Func<Call, Spend, IReadOnlyList<SpendOrder>> plan)
    {
        if (Option is { Unsigned: true } && !NoPush && !OnlyShows)
        {
            throw new ChiaException("ChiaArgument.Conflict", "What is not signed cannot be sent.", "Add -NoPush, or leave the option Unsigned out.");
        }

        var (call, spend) = Start();
        if (OnlyShows)
        {
            Show(call, spend, plan);
        }
        else if (NoPush)
        {
            Build(call, spend, plan);
        }
        else
        {
            return Send(call, spend, plan);
        }

        return false;
    }

    /// <summary>The same, where an error ends the cmdlet: nothing more can be done, and nothing of the input was sent.</summary>
    private protected void RunOrEnd(Func<Call, Spend, IReadOnlyList<SpendOrder>> plan, object?[] unsent)
    {
        try
        {
            Run(plan);
        }
        catch (ChiaException e)
        {
            EndWith(e, unsent is [var only] ? only : unsent);
        }
    }

    /// <summary>Rows that are still to be paid. What was paid before comes back as it stands; what is wrong is an error each, and then nothing is paid.</summary>
    private protected List<SpendRow> Unpaid(Call call, Spend spend, IReadOnlyList<SpendRow> rows)
    {
        var findings = Wait(new ReferenceBook(call, spend.Journal).LookUpAsync(rows));
        var problems = findings.Where(finding => finding.Problem is not null).ToList();
        if (problems.Count > 0)
        {
            if (rows.Count == 1)
            {
                throw problems[0].Problem!;
            }

            problems.ForEach(finding => WriteFailure(PaymentReader.OfRow(finding.Row.Number, finding.Problem!), finding.Row.Input ?? finding.Row.Reference));
            throw BadInput(problems.Count, rows.Count);
        }

        foreach (var former in findings.Where(finding => finding.Former is not null).Select(finding => finding.Former!))
        {
            WriteWarning($"Reference '{former.Reference}' was sent before, as {former.TransactionId}: it is not sent again.");
            WriteFormer(former);
        }

        return [.. findings.Where(finding => finding.Former is null).Select(finding => finding.Row)];
    }

    private void Show(Call call, Spend spend, Func<Call, Spend, IReadOnlyList<SpendOrder>> plan)
    {
        var orders = plan(call, spend);
        if (orders.Count > 0)
        {
            Wait(spend.CheckAsync(orders));
            if (!spend.IsBuiltLate)
            {
                Wait(spend.BuildAsync(sign: false));
            }

            ShouldProcess(Preview(call, spend), "", "");
        }
    }

    private void Build(Call call, Spend spend, Func<Call, Spend, IReadOnlyList<SpendOrder>> plan)
    {
        var orders = plan(call, spend);
        if (orders.Count > 0)
        {
            Wait(spend.CheckAsync(orders));
            Wait(spend.BuildAsync(sign: Option is not { Unsigned: true }));
            WriteObject(spend.BuiltResults(), enumerateCollection: true);
        }
    }

    private bool Send(Call call, Spend spend, Func<Call, Spend, IReadOnlyList<SpendOrder>> plan)
    {
        _sent.Clear();
        var asks = Asks;
        var held = asks ? null : Wait(spend.LockAsync());
        try
        {
            var orders = plan(call, spend);
            if (orders.Count > 0)
            {
                Wait(spend.CheckAsync(orders));
                if (Agree(call, spend, asks, ref held))
                {
                    Push(spend);
                }
            }
        }
        finally
        {
            held?.Dispose();
        }

        // The lock is given back before anything is written or waited for.
        if (!Wait)
        {
            WriteObject(_sent, enumerateCollection: true);
            return _sent.Count > 0;
        }

        // Every result is written before the first error: -ErrorAction Stop ends the cmdlet with that one.
        var problems = _sent.GroupBy(result => result.TransactionId!, StringComparer.Ordinal).Select(bundle => (Id: bundle.Key, Problem: WaitAndWrite(call, bundle.Key, [.. bundle]))).Where(end => end.Problem is not null).ToList();
        problems.ForEach(end => WriteFailure(end.Problem!, end.Id));
        return _sent.Count > 0 && problems.Count == 0;
    }

    // Builds, asks, and looks again under the lock: what was agreed to is what is pushed.
    private bool Agree(Call call, Spend spend, bool asks, ref SpendLock? held)
    {
        while (true)
        {
            if (!spend.IsBuiltLate)
            {
                Wait(spend.BuildAsync(sign: true));
            }

            if (!IsWanted(call, spend, asks))
            {
                return false;
            }

            held ??= Wait(spend.LockAsync());
            if (spend.IsBuiltLate)
            {
                Wait(spend.BuildAsync(sign: true));
            }

            new ReferenceBook(call, spend.Journal).EnsureFree([.. spend.Orders.SelectMany(order => order.Rows)]);
            if (Wait(spend.StillHoldsAsync()))
            {
                return true;
            }

            // Another spend took a coin: what is built now differs from what was shown.
            WriteWarning("A coin was taken by another spend meanwhile: it is built again.");
            if (asks)
            {
                held.Dispose();
                held = null;
            }
        }
    }

    // Results are written once all is pushed: a pipeline that wants only the first of them must not keep the others from being paid.
    private void Push(Spend spend)
    {
        for (var i = 0; i < spend.Orders.Count; i++)
        {
            IReadOnlyList<SpendResult> results = [];
            ChiaException? error;
            try
            {
                (results, error) = Wait(spend.PushAsync(i));
            }
            catch (ChiaException e) when (i > 0)
            {
                // Nothing of this bundle was sent, and all of those before it.
                error = e;
            }

            _sent.AddRange(results);
            if (error is not null)
            {
                WriteObject(_sent, enumerateCollection: true);
                var unsent = spend.Orders.Skip(results.Count > 0 ? i + 1 : i).SelectMany(order => order.Rows).Select(row => row.Input).ToArray();
                EndWith(error, unsent.Length > 0 ? unsent : results[0].TransactionId);
            }
        }
    }

    private bool IsWanted(Call call, Spend spend, bool asks)
    {
        var text = asks || MyInvocation.BoundParameters.ContainsKey("Verbose") ? Preview(call, spend) : "";
        return ShouldProcess(text, text, $"Confirm: {MyInvocation.MyCommand.Name}");
    }

    // A former result that is not settled is an error too: whoever runs a task again must hear that this payment is not sure.
    private void WriteFormer(SpendResult former)
    {
        if (Wait && !NoPush && !OnlyShows && former.Status is (SpendStatus.Pending or SpendStatus.InMempool))
        {
            _sent.Add(former);
            return;
        }

        WriteObject(former);
        if (former.Status == SpendStatus.Unknown)
        {
            WriteFailure(
                new ChiaException(
                    "ChiaSpend.Unknown",
                    $"Whether reference '{former.Reference}' was sent at the former run is not known: {former.RefusedBecause ?? "the wallet has no record of it, and its coins are not spent"}.",
                    "Get-ChiaSpend -Unfinished | Submit-ChiaTransaction sends the same bundle where it is missing; it can pay once only."),
                former.Reference);
        }
    }

    // Rows of one bundle stand or fall together. They were sent: whatever ends the waiting, they are written.
    private ChiaException? WaitAndWrite(Call call, string id, List<SpendResult> rows)
    {
        var now = new SpendState(rows[0].Status, rows[0].RefusedBecause);
        ChiaException? problem;
        try
        {
            (now, var done) = Poll(
                $"Waiting for {id}",
                () => SpendWaiter.LookAsync(call, rows[0]),
                state => state.IsFinished,
                state => (state.ToString(), -1),
                WaitTimeoutSec);
            problem = !done ? SpendWaiter.TimedOut(id, now, WaitTimeoutSec) : now.Status == SpendStatus.Refused ? SpendPush.Refused(id, now.Because) : null;
        }
        catch (ChiaException e)
        {
            problem = SpendWaiter.Ended(id, e);
        }

        rows.ForEach(row => WriteObject(row.With(now.Status, now.Because)));
        return problem;
    }
}
