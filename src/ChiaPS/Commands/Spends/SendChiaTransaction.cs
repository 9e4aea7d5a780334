using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Errors;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Sends XCH or a CAT to one address or many.</summary>
[Cmdlet(VerbsCommunications.Send, "ChiaTransaction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/send_transaction")]
[Rpc("wallet/send_transaction_multi")]
[Rpc("wallet/cat_spend")]
[Rpc("wallet/create_signed_transaction")]
[Rpc("wallet/get_wallets")]
public sealed class SendChiaTransaction : SpendCmdlet
{
    private readonly List<PaymentInput> _inputs = [];

    /// <summary>Where to: an address of this network, or a puzzle hash.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Address { get; set; }

    /// <summary>How much; a bare number is units of the wallet: XCH, or CAT.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [RawAmount]
    public object? Amount { get; set; }

    /// <summary>Texts that go with it, for everybody to read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? Memo { get; set; }

    /// <summary>A name for this payment, the same at every run: it is paid once, however often the command runs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Reference { get; set; }

    /// <summary>The asset of a CAT, whose wallet is used; xch for XCH.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? AssetId { get; set; }

    /// <summary>The wallet; 1, the XCH wallet, when it is left out.</summary>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint? WalletId { get; set; }

    /// <summary>How long it can be taken back, and cannot be claimed; XCH only.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? Clawback { get; set; }

    /// <summary>The most payments of one bundle; 50 unless said otherwise.</summary>
    [Parameter]
    [ValidateRange(1, 500)]
    public int BatchSize { get; set; } = 50;

    /// <summary>Rows from the pipeline: objects with Address, Amount, and maybe Memo, Reference and AssetId.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    // What comes down the pipeline names whom to pay: never from which installation or key.

    /// <inheritdoc/>
    [Parameter]
    [Alias("SessionName")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override SessionIdentity? Session { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public override uint? Fingerprint { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var amount = Amount;
        _inputs.Add(new(
            _inputs.Count + 1,
            MyInvocation.ExpectingInput ? (object?)InputObject : Address, // as a PSObject a missing address would be an exception
            Address,
            () => amount is null or "" ? throw new ChiaException("ChiaArgument.Amount", "There is no amount.", "Give one, in a column or property named Amount.") : AmountAttribute.Read(amount),
            [.. (Memo ?? []).OfType<string>()],
            Reference,
            MyInvocation.BoundParameters.ContainsKey(nameof(AssetId)) ? AssetId ?? "" : null)
        {
            Misnamed = InputObject?.BaseObject is PSCustomObject ? PaymentInput.MisnamedColumn(InputObject.Properties.Select(property => property.Name)) : null,
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_inputs.Count > 0)
        {
            RunOrEnd(Plan, [.. _inputs.Select(input => input.Input)]);
        }
    }

    private IReadOnlyList<SpendOrder> Plan(Call call, Spend spend)
    {
        if (WalletId is not null && _inputs.Exists(input => input.AssetId is not null))
        {
            throw new ChiaException("ChiaArgument.Conflict", "-WalletId and an AssetId both name what is sent.", "Leave one of them out.");
        }

        var reader = Wait(PaymentReader.OpenAsync(call, spend.Prefix, WalletId));
        var payments = new Dictionary<SpendRow, Wallet>(ReferenceEqualityComparer.Instance);
        foreach (var input in _inputs)
        {
            try
            {
                var (wallet, row) = reader.Read(input);
                payments.Add(row, wallet);
            }
            catch (ChiaException e) when (MyInvocation.ExpectingInput)
            {
                WriteFailure(PaymentReader.OfRow(input.Number, e), input.Input);
            }
        }

        return payments.Count == _inputs.Count
            ? new PaymentPlan(call, FeeMojo, BatchSize, Clawback).Make(Unpaid(call, spend, [.. payments.Keys]).Select(row => (payments[row], row)))
            : throw BadInput(_inputs.Count - payments.Count, _inputs.Count);
    }
}
