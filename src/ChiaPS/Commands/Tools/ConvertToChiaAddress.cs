using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>The address of a puzzle hash, or of the launcher id of a DID or NFT.</summary>
[Cmdlet(VerbsData.ConvertTo, "ChiaAddress")]
[OutputType(typeof(string))]
public sealed class ConvertToChiaAddress : ChiaCmdlet
{
    /// <summary>Puzzle hashes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Hash(Array = true)]
    public string[] PuzzleHash { get; set; } = [];

    /// <summary>Prefix of the network: xch unless said otherwise, txch on test networks, did:chia: or nft.</summary>
    [Parameter(Position = 1)]
    [ValidatePattern("^[a-z0-9:]{1,40}$")]
    [ArgumentCompleter(typeof(PrefixCompleter))]
    public string Prefix { get; set; } = "xch";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var hash in PuzzleHash)
        {
            WriteObject(Units.Address(Prefix, hash));
        }
    }
}
