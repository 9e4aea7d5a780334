using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Splits a coin into several of equal amount; the rest comes back as change.</summary>
[Cmdlet(VerbsCommon.Split, "ChiaCoin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/split_coins")]
[Rpc("wallet/get_wallets")]
public sealed class SplitChiaCoin : SpendCmdlet
{
    /// <summary>Ids of coins; each is split in a spend of its own.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] CoinId { get; set; } = [];

    /// <summary>The wallet of the coins; 1, the XCH wallet, when it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint WalletId { get; set; } = 1;

    /// <summary>How many coins each becomes, 1 to 500.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [WholeNumber]
    [ValidateRange(1, 500)]
    public uint Count { get; set; }

    /// <summary>Amount of each; a bare number is units of the wallet.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [Amount]
    public Amount AmountPerCoin { get; set; } = null!;

    /// <summary>A name for this spend, the same at every run: it is done once.</summary>
    [Parameter]
    public string? Reference { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in CoinId)
        {
            Attempt(id, () => Run((call, spend) => Plan(call, spend, id)), mayEnd: !SessionIsPiped);
        }
    }

    private List<SpendOrder> Plan(Call call, Spend spend, string id)
    {
        var type = Wait(WalletTypes.ReadAsync(call)).TryGetValue(WalletId, out var found) ? found : throw UnknownWallet.Create(call, WalletId).Exception;
        var each = AmountPerCoin.ToMojo(type.Unit());
        var row = new SpendRow((ulong)Math.Min((decimal)each * Count, ulong.MaxValue)) { Number = 1, Input = id, Reference = Reference, Subject = id };
        return Unpaid(call, spend, [row]).ConvertAll(row => new SpendOrder(
            WalletId, type, FeeMojo, [row], terms => call.StreamAsync(WalletCore.SplitCoins, terms.Apply(new SplitCoinsRequest(WalletId, Count, each, id))))
        {
            Verb = FormattableString.Invariant($"Split coin {id} into {Count} coins of {SpendPreview.Amount(type, each, spend.Prefix)}:"),
            Pays = false,
            MustSpend = [id],
        });
    }
}
