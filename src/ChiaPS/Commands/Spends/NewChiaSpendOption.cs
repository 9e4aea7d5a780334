using System.Management.Automation;
using ChiaPS.Identity;

namespace ChiaPS.Commands;

/// <summary>What few spends need, as an object for -Option.</summary>
[Cmdlet(VerbsCommon.New, "ChiaSpendOption")]
[OutputType(typeof(ChiaSpendOption))]
public sealed class NewChiaSpendOption : ChiaCmdlet
{
    /// <summary>Use only coins of at least this amount; a bare number is units of the wallet.</summary>
    [Parameter]
    [Amount]
    public Amount? MinCoinAmount { get; set; }

    /// <summary>Use only coins of at most this amount.</summary>
    [Parameter]
    [Amount]
    public Amount? MaxCoinAmount { get; set; }

    /// <summary>Use no coins of exactly these amounts.</summary>
    [Parameter]
    [Amount(Array = true)]
    public Amount[]? ExcludeCoinAmount { get; set; }

    /// <summary>Use none of these coins.</summary>
    [Parameter]
    [Hash(Array = true)]
    public string[]? ExcludeCoinId { get; set; }

    /// <summary>Use these coins, whatever else is used.</summary>
    [Parameter]
    [Hash(Array = true)]
    public string[]? IncludeCoinId { get; set; }

    /// <summary>The coin to put first.</summary>
    [Parameter]
    [Hash]
    public string? PrimaryCoinId { get; set; }

    /// <summary>Let change go to an address that was used before; -ReuseAddress:$false for a fresh one.</summary>
    [Parameter]
    public SwitchParameter ReuseAddress { get; set; }

    /// <summary>Keep the spends apart, not in one bundle.</summary>
    [Parameter]
    public SwitchParameter NoMerge { get; set; }

    /// <summary>Conditions to add: objects or hashtables with opcode and args, or their JSON.</summary>
    [Parameter]
    public object? Condition { get; set; }

    /// <summary>Valid from this time on.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? ValidAfter { get; set; }

    /// <summary>Valid only before this time.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? ValidBefore { get; set; }

    /// <summary>Valid from this height on.</summary>
    [Parameter]
    [WholeNumber]
    public uint? ValidAfterHeight { get; set; }

    /// <summary>Valid only before this height.</summary>
    [Parameter]
    [WholeNumber]
    public uint? ValidBeforeHeight { get; set; }

    /// <summary>Build without a signature; with -NoPush only.</summary>
    [Parameter]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "Chia's word for a transaction without signature.")]
    public SwitchParameter Unsigned { get; set; }

    /// <summary>Wait until the wallet is synced, where it would be an error that it is not.</summary>
    [Parameter]
    public SwitchParameter WaitForSync { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new ChiaSpendOption
    {
        MinCoinAmount = MinCoinAmount,
        MaxCoinAmount = MaxCoinAmount,
        ExcludeCoinAmount = ExcludeCoinAmount,
        ExcludeCoinId = ExcludeCoinId,
        IncludeCoinId = IncludeCoinId,
        PrimaryCoinId = PrimaryCoinId,
        ReuseAddress = MyInvocation.BoundParameters.ContainsKey(nameof(ReuseAddress)) ? ReuseAddress.IsPresent : null,
        NoMerge = NoMerge,
        Condition = SpendOptionAttribute.Conditions(Condition),
        ValidAfter = ValidAfter,
        ValidBefore = ValidBefore,
        ValidAfterHeight = ValidAfterHeight,
        ValidBeforeHeight = ValidBeforeHeight,
        Unsigned = Unsigned,
        WaitForSync = WaitForSync,
    });
}
