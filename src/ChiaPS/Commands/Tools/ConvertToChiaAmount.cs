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

    /// <summary>What a bare number counts, and what the result is in: Xch unless said otherwise, Cat or Mojo.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("Xch", "Cat", "Mojo")]
    public AmountUnit Unit { get; set; } = AmountUnit.Xch;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Amount.ToString(), () => WriteObject(Amount.In(Unit)));
}
