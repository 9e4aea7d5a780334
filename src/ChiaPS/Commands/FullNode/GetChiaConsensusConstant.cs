using System.Management.Automation;
using ChiaPS.Client;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Commands;

/// <summary>Rules of the chain as numbers, as they hold at the full node.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaConsensusConstant", DefaultParameterSetName = "Name")]
[OutputType(typeof(ConsensusConstant))]
[Rpc("full_node/get_constants")]
[Rpc("full_node/get_aggsig_additional_data")]
public sealed class GetChiaConsensusConstant : ReadCmdlet
{
    /// <summary>Names, with wildcards; all when it is left out.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConstantNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only what AGG_SIG_ME signatures commit to; since Chia 2.2.1, the other constants since 2.7.2.</summary>
    [Parameter(ParameterSetName = "AggSigData", Mandatory = true)]
    public SwitchParameter AggSigData { get; set; }

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        var origin = await call.OriginAsync(ChiaService.FullNode).ConfigureAwait(false);
        if (AggSigData)
        {
            yield return Of("AGG_SIG_ME_ADDITIONAL_DATA", Hex.Normalize(await call.SendAsync(FullNode.GetAggsigAdditionalData).ConfigureAwait(false)), origin);
            yield break;
        }

        var all = await call.SendAsync(FullNode.GetConstants).ConfigureAwait(false);
        foreach (var pattern in Name ?? ["*"])
        {
            var wanted = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            var found = all.Where(one => wanted.IsMatch(one.Key)).ToList();
            foreach (var (name, value) in found)
            {
                yield return Of(name, JsonBody.Read(value), origin);
            }

            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                yield return new Failure(
                    new ChiaRpcException("ChiaRpc.NotFound", $"The full node has no constant {pattern}.", "Get-ChiaConsensusConstant without a name lists them. " + RpcFailure.AdviceFor("NotFound"))
                    { Route = FullNode.GetConstants.Route, Service = ChiaService.FullNode },
                    pattern);
            }
        }
    }

    private static ConsensusConstant Of(string name, object? value, Origin origin)
    {
        var constant = new ConsensusConstant { Name = name, Value = value };
        constant.Stamp(origin);
        return constant;
    }
}
