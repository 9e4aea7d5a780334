using System.Globalization;
using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Claims clawback coins that are meant for this key, and takes back those that it sent.</summary>
[Cmdlet(VerbsLifecycle.Complete, "ChiaClawback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/spend_clawback_coins")]
public sealed class CompleteChiaClawback : SpendCmdlet
{
    // By session: what one cmdlet wrote may come from several farms.
    private readonly Dictionary<string, (SessionIdentity? Session, uint? Fingerprint, List<string> Coins)> _coins = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids of clawback coins.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] CoinId { get; set; } = [];

    /// <summary>The most coins of one bundle; 50 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(1, 500)]
    public int BatchSize { get; set; } = 50;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_coins.TryGetValue(Session?.Name ?? "", out var some))
        {
            _coins.Add(Session?.Name ?? "", some = (Session, Fingerprint, []));
        }

        some.Coins.AddRange(CoinId);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (session, fingerprint, coins) in _coins.Values)
        {
            (Session, Fingerprint) = (session, fingerprint);
            RunOrEnd((call, spend) => Plan(call, spend, coins), [.. coins]);
        }
    }

    private IReadOnlyList<SpendOrder> Plan(Call call, Spend spend, List<string> coins)
    {
        var known = Wait(ClawbackList.ReadAsync(call, [1])).ToLookup(clawback => clawback.CoinId, StringComparer.Ordinal);
        var rows = new List<(SpendRow Row, ClawbackRole Role)>();
        foreach (var id in coins.Distinct(StringComparer.Ordinal))
        {
            // Sent to itself, a key is both sides: the sender's needs no waiting.
            var clawback = known[id].OrderBy(one => one.Role).FirstOrDefault();
            if (Problem(id, clawback) is { } problem)
            {
                WriteFailure(problem, id);
            }
            else
            {
                rows.Add((new SpendRow(clawback!.AmountMojo) { Number = rows.Count + 1, Input = id }, clawback.Role));
            }
        }

        return [.. rows.GroupBy(row => row.Role).SelectMany(side => side.Chunk(BatchSize).Select(some => Order(call, side.Key, [.. some.Select(one => one.Row)])))];
    }

    private SpendOrder Order(Call call, ClawbackRole role, List<SpendRow> rows)
    {
        var ids = rows.ConvertAll(row => (string)row.Input!);
        return new(1, WalletType.Standard, FeeMojo, rows, terms => call.StreamAsync(WalletCore.SpendClawbackCoins, terms.Apply(new SpendClawbackRequest(ids) { BatchSize = (uint)BatchSize, Force = true })))
        {
            Verb = role == ClawbackRole.Sender ? "Take back" : "Claim",
            Pays = false,
            MustSpend = ids,

            // The wallet marks a coin as sent when it builds, and then builds nothing without force; whether it is pending was looked at here.
            IsBuiltLate = true,
        };
    }

    private static ChiaException? Problem(string id, Clawback? clawback) =>
        clawback is null ? new("ChiaRpc.NotFound", $"The wallet knows no clawback coin {id}.", "Get-ChiaClawback lists them.")
        : clawback.Spent ? new("ChiaSpend.ClawbackSpent", $"Clawback coin {id} is claimed or taken back already.", "Get-ChiaClawback -IncludeSpent shows it.")
        : clawback.Pending ? new("ChiaSpend.ClawbackPending", $"Clawback coin {id} is in a transaction that is not confirmed yet.", "Wait for it: Get-ChiaTransaction -Confirmed:$false.")
        : clawback is { Role: ClawbackRole.Receiver, ClaimableAt: { } at } && at > DateTimeOffset.UtcNow ? new(
            "ChiaSpend.ClawbackTooEarly",
            string.Create(CultureInfo.InvariantCulture, $"Clawback coin {id} cannot be claimed before {at:yyyy-MM-dd HH:mm:ss}Z: the wallet would build and sign it all the same, and the node refuse it."),
            "Wait until then; Set-ChiaAutoClaim lets the wallet do it.")
        : null;
}
