using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Marks the wallet of the key for a resync when the wallet service starts next, or clears the mark.</summary>
[Cmdlet(VerbsCommon.Set, "ChiaWalletResync", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[Rpc("wallet/set_wallet_resync_on_startup")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class SetChiaWalletResync : WalletChangeCmdlet
{
    /// <summary>Whether the wallet is read from the chain anew at the next start.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public bool Enabled { get; set; }

    private protected override object? Target => Enabled;

    private protected override void Change(Call call)
    {
        if (IsWanted(call, Enabled ? "Mark for a resync at the next start of the wallet service" : "Clear the mark for a resync"))
        {
            Wait(MarkAsync(call));
        }
    }

    private async Task MarkAsync(Call call)
    {
        try
        {
            await call.SendAsync(WalletCore.SetWalletResyncOnStartup, new(Enabled)).ConfigureAwait(false);
        }
        catch (ChiaRpcException e) when (e.Message.Contains("cannot represent an object", StringComparison.Ordinal))
        {
            throw new ChiaRpcException(
                e.ErrorId,
                $"{e.Message} This release can mark only the key that the wallet service started with.",
                "Restart the wallet service, which then starts with the key that is logged in now, and mark it again.",
                e)
            { Route = e.Route, Service = e.Service, Code = e.Code, NodeData = e.NodeData, NodeTraceback = e.NodeTraceback };
        }
    }
}
