using System.Collections;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Builds one transaction with outputs, coins, announcements and CAT details of one's own; nothing is sent.</summary>
[Cmdlet(VerbsCommon.New, "ChiaTransaction", SupportsShouldProcess = true)]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/create_signed_transaction")]
[Rpc("wallet/get_wallets")]
[Rpc("wallet/get_coin_records")]
public sealed class NewChiaTransaction : BuildCmdlet
{
    /// <summary>Payments: objects or hashtables with Address, Amount and maybe Memo.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public object[] Payment { get; set; } = [];

    /// <summary>The wallet; 1, the XCH wallet, when it is left out.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint WalletId { get; set; } = 1;

    /// <summary>Coins of the wallet to spend, these and no others.</summary>
    [Parameter]
    [Hash(Array = true)]
    public string[]? CoinId { get; set; }

    /// <summary>Announcements of coins that must be made: objects or hashtables with CoinId and Message (0x… bytes, or text).</summary>
    [Parameter]
    public object[]? CoinAnnouncement { get; set; }

    /// <summary>Announcements of puzzles that must be made: objects or hashtables with PuzzleHash and Message.</summary>
    [Parameter]
    public object[]? PuzzleAnnouncement { get; set; }

    /// <summary>Bytes that change the announcements, as hex.</summary>
    [Parameter]
    public string? MorphBytes { get; set; }

    /// <summary>How many mojos of the CAT are issued, or melted where it is negative; with -TailReveal and -TailSolution.</summary>
    [Parameter]
    public string? ExtraDelta { get; set; }

    /// <summary>The program that rules the CAT, as hex.</summary>
    [Parameter]
    public string? TailReveal { get; set; }

    /// <summary>What that program is given, as hex.</summary>
    [Parameter]
    public string? TailSolution { get; set; }

    /// <summary>How long it can be taken back, and cannot be claimed; XCH only.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? Clawback { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Payment, () =>
    {
        var (call, spend) = Start();
        var order = Plan(call, spend);
        Wait(spend.CheckAsync([order]));
        Wait(spend.BuildAsync(sign: !OnlyShows && Option is not { Unsigned: true }));
        var text = $"Build, without sending: {Preview(call, spend)}";
        if (ShouldProcess(text, text, "Confirm"))
        {
            WriteObject(spend.BuiltResults(), enumerateCollection: true);
        }
    });

    private SpendOrder Plan(Call call, Spend spend)
    {
        var reader = Wait(PaymentReader.OpenAsync(call, spend.Prefix, WalletId));
        var payments = Payment.Select((payment, i) => reader.Read(Input(payment, i + 1))).ToList();
        var wallet = payments[0].Wallet;
        var rows = payments.ConvertAll(payment => payment.Row);
        var request = new CreateSignedTransactionRequest(WalletId, rows.ConvertAll(row => new Addition(row.AmountMojo, row.PuzzleHash!, row.Memos.Count > 0 ? row.Memos : null)))
        {
            Coins = CoinId is null ? null : Wait(CoinsAsync(call)),
            CoinAnnouncements = CoinAnnouncement?.Select(one => new CoinAnnouncementRequest(HashOf(Of(one, "CoinId"), "CoinId"), Bytes(Of(one, "Message")))).ToList(),
            PuzzleAnnouncements = PuzzleAnnouncement?.Select(one => new PuzzleAnnouncementRequest(HashOf(Of(one, "PuzzleHash"), "PuzzleHash"), Bytes(Of(one, "Message")))).ToList(),
            MorphBytes = MorphBytes,
            ExtraDelta = ExtraDelta,
            TailReveal = TailReveal,
            TailSolution = TailSolution,
            PuzzleDecorator = Clawback is { } time ? [new("CLAWBACK", (ulong)time.TotalSeconds)] : null,
        };
        return new SpendOrder(WalletId, wallet.Type, FeeMojo, rows, terms => call.StreamAsync(WalletCore.CreateSignedTransaction, terms.Apply(request)))
        {
            // What is issued or melted is not in the balance.
            Pays = ExtraDelta is null,
            MustSpend = CoinId ?? [],
            IsClawback = Clawback is not null,
            Needs = [.. Clawback is null ? [] : new[] { ReleaseNeed.Clawback }, .. (ExtraDelta ?? TailReveal ?? TailSolution) is null ? [] : new[] { ReleaseNeed.Tail }],
        };
    }

    private async Task<List<CreateSignedTransactionRequest.Coin>> CoinsAsync(Call call)
    {
        var coins = new List<CreateSignedTransactionRequest.Coin>();
        await foreach (var coin in new WalletCoinList(call, [WalletId]).ReadAsync(CoinId!).ConfigureAwait(false))
        {
            coins.Add(coin.State == WalletCoinState.Spendable
                ? new(coin.ParentCoinInfo!, coin.PuzzleHash!, coin.AmountMojo)
                : throw Spend.CoinTaken(coin));
        }

        return coins.Count == CoinId!.Distinct(StringComparer.Ordinal).Count() ? coins
            : throw new ChiaException("ChiaRpc.NotFound", "The wallet does not know every coin of -CoinId.", "Get-ChiaWalletCoin lists its coins.");
    }

    private static PaymentInput Input(object payment, int number)
    {
        var amount = Of(payment, "Amount");
        var memo = Of(payment, "Memo");
        var plain = memo is PSObject wrapped ? wrapped.BaseObject : memo;
        return new(
            number,
            payment,
            Of(payment, "Address")?.ToString(),
            () => amount is null or "" ? throw new ChiaException("ChiaArgument.Amount", "There is no amount.", "Give each payment an Amount.") : AmountAttribute.Read(amount),
            plain is null ? [] : plain is string text ? [text] : [.. ((IEnumerable)plain).Cast<object>().Select(one => one.ToString() ?? "")],
            Reference: null,
            AssetId: null);
    }

    private static object? Of(object given, string name)
    {
        var map = (given is PSObject wrapped ? wrapped.BaseObject : given) as IDictionary;
        return map is null
            ? PSObject.AsPSObject(given).Properties[name]?.Value
            : map.Cast<DictionaryEntry>().FirstOrDefault(entry => string.Equals(entry.Key.ToString(), name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static string HashOf(object? value, string name) =>
        Hex.Hash(value?.ToString()) is { } hash ? Hex.Format(hash) : throw new ChiaException("ChiaArgument.Announcement", $"An announcement needs {name}: 32 bytes of hex.", "Give @{ " + name + " = '0x…'; Message = '0x…' }.");

    private static string Bytes(object? value)
    {
        var text = value?.ToString() ?? "";
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && Hex.TryParse(text, out _) ? Hex.Normalize(text) : Hex.Format(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
