using System.Management.Automation;
using ChiaPS.Identity;

namespace ChiaPS.Commands;

/// <summary>The id of a coin from its parent, puzzle hash and amount.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaCoinId")]
[OutputType(typeof(Coin))]
public sealed class GetChiaCoinId : ChiaCmdlet
{
    /// <summary>Id of the coin that made it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Hash]
    public string ParentCoinInfo { get; set; } = "";

    /// <summary>Its puzzle hash, or that as an address.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Hash(AllowAddress = true)]
    public string PuzzleHash { get; set; } = "";

    /// <summary>Its amount in mojos, 0 to 18446744073709551615.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [Mojo]
    public ulong AmountMojo { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteObject(new Coin { ParentCoinInfo = ParentCoinInfo, PuzzleHash = PuzzleHash, AmountMojo = AmountMojo });
}
