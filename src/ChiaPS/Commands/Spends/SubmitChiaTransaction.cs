using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Sends what was built before: the very same bundle, so that it can pay once only.</summary>
[Cmdlet(VerbsLifecycle.Submit, "ChiaTransaction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/push_transactions")]
[Rpc("wallet/submit_transactions")]
[Rpc("wallet/push_tx")]
[Rpc("full_node/push_tx")]
[Rpc("wallet/get_transaction")]
[Rpc("wallet/get_coin_records")]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("full_node/get_coin_record_by_name")]
public sealed class SubmitChiaTransaction : OneSessionCmdlet
{
    private readonly List<(Submission What, PSObject Input, SessionIdentity? Session)> _inputs = [];

    /// <summary>A SpendResult or TransactionRecord, a SignedTransaction, or a spend bundle; also as JSON, from a file or another process.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>For a bare spend bundle: FullNode, which gives a verdict, or Wallet, which gives none.</summary>
    [Parameter]
    [ValidateSet("FullNode", "Wallet")]
    public ChiaService Service { get; set; } = ChiaService.FullNode;

    /// <summary>A guard: another key logged in is the error ChiaWallet.WrongKey. A SpendResult brings its own.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    /// <summary>Send although the wallet is not synced or has no node.</summary>
    [Parameter]
    public SwitchParameter AllowUnsynced { get; set; }

    private protected override string AskFamily => "ChiaSpend";

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(InputObject, () => _inputs.AddRange(Submission.ReadAll(InputObject).Select(what => (what, InputObject, Session))));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Rows of one bundle come one by one, and are sent once.
        foreach (var some in _inputs.GroupBy(input => (Session: input.Session?.Name, input.What.Kind, input.What.Json)))
        {
            var (what, target, session) = some.First();
            Attempt(target, () => Submit(Open(session), what, [.. some.Select(one => one.What)]));
        }
    }

    private void Submit(Call call, Submission what, Submission[] rows)
    {
        switch (what.Kind)
        {
            case SubmissionKind.Records:
                SubmitRecords(call, what, rows);
                break;
            case SubmissionKind.Signed:
                SubmitSigned(call, what);
                break;
            default:
                SubmitBundle(call, what);
                break;
        }
    }

    private void SubmitRecords(Call call, Submission what, Submission[] rows)
    {
        Wait(KeyGuard.CheckAsync(call, Fingerprint ?? what.Fingerprint));
        Wait(WalletTypes.ReadAsync(call));
        var bundle = Bundle.Parse(what.Json, Wait(call.OriginAsync(ChiaService.Wallet).AsTask()));
        var submit = new Resubmission(call, bundle, [.. rows.Select(row => row.Row).OfType<JournalRow>()], AllowUnsynced);
        var (entry, isSent) = Wait(submit.LookAsync());
        if (isSent)
        {
            if (entry.Status == SpendStatus.Confirmed)
            {
                WriteWarning($"{entry.TransactionId} is confirmed already: it is not sent again.");
            }

            WriteObject(submit.Results(entry), enumerateCollection: true);
            return;
        }

        if (!ShouldProcess(submit.Describe(), submit.Describe(), $"Confirm: {MyInvocation.MyCommand.Name}"))
        {
            return;
        }

        var (results, error) = Wait(submit.PushAsync());
        WriteObject(results, enumerateCollection: true);
        if (error is not null)
        {
            EndWith(error, entry.TransactionId);
        }
    }

    private void SubmitSigned(Call call, Submission what)
    {
        Wait(KeyGuard.CheckAsync(call, Fingerprint));
        var element = JsonSerializer.Deserialize<JsonElement>(what.Json is ['[', ..] ? what.Json : $"[{what.Json}]");
        if (ShouldProcess($"{element.GetArrayLength().ToString(CultureInfo.InvariantCulture)} signed transaction(s) at the wallet of session '{call.Session.Name}'", "Submit"))
        {
            foreach (var id in Wait(call.Uncancelled().SendAsync(WalletSigning.SubmitTransactions, new(element))))
            {
                WriteObject(Sent(call, Hex.Normalize(id), SpendStatus.Pending, because: null));
            }
        }
    }

    private void SubmitBundle(Call call, Submission what)
    {
        var element = JsonSerializer.Deserialize<JsonElement>(what.Json);
        var id = element.ValueKind == JsonValueKind.Object ? BundleIds.Compute(element) : null;
        if (!ShouldProcess($"spend bundle {id} at the {ServiceFacts.Of(Service).Title} of session '{call.Session.Name}'", "Submit"))
        {
            return;
        }

        try
        {
            if (Service == ChiaService.Wallet)
            {
                Wait(call.Uncancelled().SendAsync(WalletCore.PushTx, new(element)));
                WriteObject(Sent(call, id, SpendStatus.Pending, because: null));
                WriteWarning("The wallet passed it on; what the node makes of it, it does not say. Get-ChiaMempoolItem shows whether it is there.");
                return;
            }

            var status = Wait(call.Uncancelled().SendAsync(FullNode.PushTx, new(element)));
            WriteObject(status == "SUCCESS" ? Sent(call, id, SpendStatus.InMempool, because: null) : Sent(call, id, SpendStatus.Pending, status));
        }
        catch (ChiaException e) when (e is not ChiaRpcException)
        {
            // The id outlives the lost answer.
            WriteObject(Sent(call, id, SpendStatus.Unknown, e.Message));
            throw;
        }
    }

    private static SpendResult Sent(Call call, string? id, SpendStatus status, string? because) => new()
    {
        SessionName = call.Session.Name,
        SpendBundleId = id,
        Status = status,
        RefusedBecause = because,
        CreatedAt = DateTimeOffset.UtcNow,
    };
}
