using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Combines coins of a wallet into one.</summary>
[Cmdlet(VerbsCommon.Join, "ChiaCoin", DefaultParameterSetName = "Coin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SpendResult))]
[Rpc("wallet/combine_coins")]
[Rpc("wallet/get_wallets")]
public sealed class JoinChiaCoin : SpendCmdlet
{
    // What combine_coins takes at most.
    private const uint MostCoins = 500;

    // By session and wallet: what one cmdlet wrote may come from several farms.
    private readonly Dictionary<(string?, uint), (SessionIdentity? Session, uint? Fingerprint, List<string> Coins)> _coins = [];

    /// <summary>Ids of the coins: these and no others are combined. Without them the wallet picks, smallest first.</summary>
    [Parameter(ParameterSetName = "Coin", ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[]? CoinId { get; set; }

    /// <summary>The wallet of the coins; 1, the XCH wallet, when it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(WalletIdCompleter))]
    public uint WalletId { get; set; } = 1;

    /// <summary>Combine only as many as make this amount, and give back the rest; a bare number is units of the wallet.</summary>
    [Parameter(ParameterSetName = "Coin")]
    [Amount]
    public Amount? TargetAmount { get; set; }

    /// <summary>How many coins to combine, 2 to 500; as many as there are up to 500 when it is left out.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(2, 500)]
    public uint? Count { get; set; }

    /// <summary>The most coins that may be combined, 2 to 500.</summary>
    [Parameter]
    [WholeNumber]
    [ValidateRange(2, 500)]
    public uint? CoinLimit { get; set; }

    /// <summary>Take the largest coins, not the smallest.</summary>
    [Parameter(ParameterSetName = "Coin")]
    public SwitchParameter LargestFirst { get; set; }

    /// <summary>Combine small coins: those of at most -MaxCoinAmount.</summary>
    [Parameter(ParameterSetName = "Dust", Mandatory = true)]
    public SwitchParameter Dust { get; set; }

    /// <summary>What is small; a bare number is units of the wallet.</summary>
    [Parameter(ParameterSetName = "Dust", Mandatory = true)]
    [Amount]
    public Amount MaxCoinAmount { get; set; } = null!;

    /// <summary>Wait for the confirmation and go on, until fewer than two small coins are left.</summary>
    [Parameter(ParameterSetName = "Dust")]
    public SwitchParameter Repeat { get; set; }

    /// <summary>A name for this spend, the same at every run: it is done once.</summary>
    [Parameter(ParameterSetName = "Coin")]
    public string? Reference { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Objects whose coin is not known must not let the wallet pick.
        if (MyInvocation.BoundParameters.ContainsKey(nameof(CoinId)) && CoinId is not { Length: > 0 })
        {
            EndWith(new ChiaException("ChiaArgument.Empty", "An object that was piped in names no coin.", "Pipe coins of Get-ChiaWalletCoin, or name the wallet alone."), target: null);
        }

        var from = (Session?.Name, WalletId);
        if (!_coins.TryGetValue(from, out var some))
        {
            _coins.Add(from, some = (Session, Fingerprint, []));
        }

        // For a coin that is named twice the wallet would take another one along.
        some.Coins.AddRange((CoinId ?? []).Except(some.Coins, StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Repeat)
        {
            Wait = true;
        }

        foreach (var ((_, wallet), (session, fingerprint, coins)) in _coins)
        {
            (Session, Fingerprint) = (session, fingerprint);
            var isConfirmed = false;
            do
            {
                isConfirmed = false;
                Attempt(wallet, () => isConfirmed = Run((call, spend) => Plan(call, spend, wallet, coins)));
            }
            while (Repeat && isConfirmed);
        }
    }

    private List<SpendOrder> Plan(Call call, Spend spend, uint wallet, List<string> coins)
    {
        var type = Wait(WalletTypes.ReadAsync(call)).TryGetValue(wallet, out var found) ? found : throw UnknownWallet.Create(call, wallet).Exception;
        if (Dust && !Wait(HasDustAsync(call, wallet, MaxCoinAmount.ToMojo(type.Unit()))))
        {
            WriteVerbose(FormattableString.Invariant($"Wallet {wallet} has fewer than two coins of at most {MaxCoinAmount}."));
            return [];
        }

        return Unpaid(call, spend, [new SpendRow(0) { Number = 1, Input = wallet, Reference = Reference, AmountIsOpen = true }]).ConvertAll(row => new SpendOrder(
            wallet, type, FeeMojo, [row], terms => call.StreamAsync(WalletCore.CombineCoins, terms.Apply(Request(wallet, type.Unit(), coins)) with
            {
                MaxCoinAmount = Dust ? MaxCoinAmount.ToMojo(type.Unit()) : Option?.MaxCoinAmount?.ToMojo(type.Unit()),
            }))
        {
            Verb = "Combine coins into one of",
            Pays = false,
            MustSpend = coins,
            Needs = coins.Count == 0 || Count > coins.Count ? [ReleaseNeed.Combine] : [],
        });
    }

    private CombineCoinsRequest Request(uint wallet, AmountUnit unit, List<string> coins) => new(wallet)
    {
        TargetCoinIds = coins.Count > 0 ? coins : null,
        NumberOfCoins = Count ?? (coins.Count > 0 ? (uint)coins.Count : null),
        CoinNumLimit = CoinLimit,
        LargestFirst = LargestFirst ? true : null,
        TargetCoinAmount = TargetAmount?.ToMojo(unit),
    };

    private static async Task<bool> HasDustAsync(Call call, uint wallet, ulong most)
    {
        var count = 0;
        var request = new WalletCoinsRequest { WalletId = wallet, AmountRange = new(0, most), SpentRange = new(0, 0), Limit = MostCoins };
        await foreach (var coin in new WalletCoinList(call, [wallet]).ReadAsync(request).ConfigureAwait(false))
        {
            if (coin is { State: WalletCoinState.Spendable, CoinType: CoinType.Normal } && ++count == 2)
            {
                return true;
            }
        }

        return false;
    }
}
