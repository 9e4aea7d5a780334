using System.Management.Automation;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>What an address says: its prefix and puzzle hash. DIDs and NFTs too.</summary>
[Cmdlet(VerbsData.ConvertFrom, "ChiaAddress")]
[OutputType(typeof(AddressInfo))]
public sealed class ConvertFromChiaAddress : ChiaCmdlet
{
    /// <summary>Addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Address { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var address in Address)
        {
            Attempt(address, () => WriteObject(Read(address)));
        }
    }

    private static AddressInfo Read(string address) =>
        Bech32m.TryDecode(address.Trim(), out var prefix, out var data, out var problem) && data.Length == 32
            ? new AddressInfo { Address = address.Trim(), Prefix = prefix, PuzzleHash = Hex.Format(data) }
            : throw new ChiaException(
                "ChiaArgument.Address",
                $"'{address}' is not an address: {problem ?? $"it holds {data!.Length} bytes, not 32"}.",
                "Copy it again, whole; it begins with xch1, txch1, did:chia:1 or nft1.");
}
