using System.Management.Automation;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Signage points that the farmer holds, and the proofs that were found for them.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaSignagePoint", DefaultParameterSetName = "All")]
[OutputType(typeof(SignagePoint))]
[Rpc("farmer/get_signage_points")]
[Rpc("farmer/get_signage_point")]
public sealed class GetChiaSignagePoint : ReadCmdlet
{
    /// <summary>Hashes of signage points; all when it is left out.</summary>
    [Parameter(ParameterSetName = "SignagePointHash", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Hash(Array = true)]
    public string[] SignagePointHash { get; set; } = [];

    private protected override object? Target => SignagePointHash is [var only] ? only : SignagePointHash is [] ? null : SignagePointHash;

    private protected override IAsyncEnumerable<object> ReadAsync(Call call) => ParameterSetName == "All"
        ? call.StreamAsync(Farmer.GetSignagePoints, None.Value)
        : EachAsync(SignagePointHash, hash => call.SendAsync(Farmer.GetSignagePoint, new(hash)));
}
