using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How the wallet claims clawback coins by itself.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaAutoClaim")]
[OutputType(typeof(AutoClaim))]
[Rpc("wallet/get_auto_claim")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaAutoClaim : WalletReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        yield return await call.SendAsync(WalletCore.GetAutoClaim).ConfigureAwait(false);
    }
}
