using System.Management.Automation;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>How far the addresses of the key are derived.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaDerivationIndex")]
[OutputType(typeof(DerivationIndex))]
[Rpc("wallet/get_current_derivation_index")]
[Rpc("wallet/get_logged_in_fingerprint")]
public sealed class GetChiaDerivationIndex : WalletReadCmdlet
{
    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        yield return await call.SendAsync(WalletCore.GetCurrentDerivationIndex).ConfigureAwait(false);
    }
}
