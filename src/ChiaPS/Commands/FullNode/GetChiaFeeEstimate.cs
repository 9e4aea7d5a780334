using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>What fee brings a transaction into a block in time.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaFeeEstimate", DefaultParameterSetName = "SpendType")]
[OutputType(typeof(FeeEstimate))]
[Rpc("full_node/get_fee_estimate")]
[Rpc("wallet/get_fee_estimate")]
public sealed class GetChiaFeeEstimate : ReadCmdlet
{
    /// <summary>The kind of spend; XCH to an address when it is left out.</summary>
    [Parameter(ParameterSetName = "SpendType", Position = 0)]
    public SpendType SpendType { get; set; }

    /// <summary>How many of that kind; 1 unless said otherwise.</summary>
    [Parameter(ParameterSetName = "SpendType")]
    [WholeNumber]
    [ValidateRange(1, 1_000_000)]
    public uint SpendCount { get; set; } = 1;

    /// <summary>The CLVM cost.</summary>
    [Parameter(ParameterSetName = "Cost", Mandatory = true)]
    [Mojo]
    public ulong Cost { get; set; }

    /// <summary>A spend bundle as JSON, which is what objects with that property hold.</summary>
    [Parameter(ParameterSetName = "SpendBundle", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string SpendBundle { get; set; } = "";

    /// <summary>How long the transaction may wait, as durations or seconds; 1, 5 and 10 minutes when it is left out.</summary>
    [Parameter]
    [Seconds(Array = true)]
    public TimeSpan[] TargetTime { get; set; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>FullNode, or Wallet, which knows only the rate.</summary>
    [Parameter]
    [ValidateSet("FullNode", "Wallet")]
    public ChiaService Service { get; set; } = ChiaService.FullNode;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        if (Service == ChiaService.Wallet)
        {
            yield return await OfWalletAsync(call).ConfigureAwait(false);
            yield break;
        }

        var answer = await call.SendAsync(FullNode.GetFeeEstimate, Request()).ConfigureAwait(false);
        foreach (var estimate in answer.Each())
        {
            yield return estimate;
        }
    }

    private Task<FeeEstimate> OfWalletAsync(Call call)
    {
        string[] ofNode = [nameof(SpendType), nameof(SpendCount), nameof(Cost), nameof(SpendBundle), nameof(TargetTime)];
        return Array.Find(ofNode, MyInvocation.BoundParameters.ContainsKey) is { } name
            ? throw new ChiaException("ChiaArgument.Conflict", $"The wallet knows only the fee rate of now: -{name} is for the full node.", $"Leave out -{name} or -Service Wallet.")
            : call.SendAsync(WalletCore.GetFeeEstimate);
    }

    private FeeEstimateRequest Request() => new([.. TargetTime.Select(time => (ulong)time.TotalSeconds)])
    {
        SpendType = ParameterSetName == "SpendType" ? JsonNamingPolicy.SnakeCaseLower.ConvertName(SpendType.ToString()) : null,
        SpendCount = ParameterSetName == "SpendType" ? SpendCount : null,
        Cost = ParameterSetName == "Cost" ? Cost : null,
        SpendBundle = ParameterSetName == "SpendBundle" ? Bundle() : null,
    };

    private JsonElement Bundle()
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(SpendBundle) is { ValueKind: JsonValueKind.Object } bundle ? bundle : throw new JsonException("It is no object.");
        }
        catch (JsonException e)
        {
            throw new ChiaException("ChiaArgument.SpendBundle", $"-SpendBundle is not the JSON of a spend bundle: {e.Message}", "Give the property SpendBundle of a mempool item or transaction.", e);
        }
    }
}
