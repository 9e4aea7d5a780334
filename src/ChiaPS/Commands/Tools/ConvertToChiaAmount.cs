using System.Management.Automation;
using ChiaPS.Identity;

namespace ChiaPS.Commands;

/// <summary>An amount in mojos, XCH and CAT units, exactly.</summary>
[Cmdlet(VerbsData.ConvertTo, "ChiaAmount")]
[OutputType(typeof(Amount))]
public sealed class ConvertToChiaAmount : ChiaCmdlet
{
    /// <summary>The amount: 1.5, 1.5xch, 250mojo, 2.5cat.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Amount]
    public Amount Amount { get; set; } = null!;

    /// <summary>What the result is in, and what a bare number counts: Xch, Cat or Mojo. The unit that was given when it is left out, Xch for a bare number.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("Xch", "Cat", "Mojo")]
    public AmountUnit? Unit { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Amount.ToString(), () => WriteObject(Amount.In(Unit ?? (Amount.Unit == AmountUnit.Whole ? AmountUnit.Xch : Amount.Unit))));
}
