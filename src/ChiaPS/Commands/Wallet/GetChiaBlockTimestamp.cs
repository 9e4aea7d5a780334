using System.Globalization;
using System.Management.Automation;
using ChiaPS.Client;
using ChiaPS.Identity;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>When blocks were made, from the wallet: no full node of one's own is needed.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaBlockTimestamp")]
[OutputType(typeof(BlockTimestamp))]
[Rpc("wallet/get_timestamp_for_height")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaBlockTimestamp : WalletReadCmdlet
{
    /// <summary>Heights of blocks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    public uint[] Height { get; set; } = [];

    private protected override object? Target => Height is [var only] ? only : Height;

    private protected override IAsyncEnumerable<object> ReadWalletAsync(Call call) => EachAsync(Height, height => ReadAsync(call, height));

    private static async Task<BlockTimestamp> ReadAsync(Call call, uint height)
    {
        try
        {
            var block = await call.SendAsync(WalletCore.GetTimestampForHeight, new(height)).ConfigureAwait(false);
            block.Height = height;
            return block;
        }
        catch (ChiaRpcException e) when (e.ErrorId == "ChiaRpc.NoPeers")
        {
            // The wallet says the same of a height that no chain has reached.
            var peak = await call.SendAsync(WalletCore.GetHeightInfo, new(UsePeakHeight: true)).ConfigureAwait(false);
            throw peak.PeakHeight is not { } end || height <= end ? e : new ChiaRpcException(
                "ChiaRpc.NotFound",
                string.Create(CultureInfo.InvariantCulture, $"There is no block {height} yet: the chain ends at {end}."),
                RpcFailure.AdviceFor("NotFound"),
                e)
            { Route = e.Route, Service = e.Service };
        }
    }
}
