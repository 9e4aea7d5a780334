using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>What the key of a wallet has farmed.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaFarmedAmount")]
[OutputType(typeof(FarmedAmount))]
[Rpc("wallet/get_farmed_amount")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("shared/get_version")]
public sealed class GetChiaFarmedAmount : WalletReadCmdlet
{
    /// <summary>Count what plot NFTs of the key claimed when self pooling, too.</summary>
    [Parameter]
    public SwitchParameter IncludePoolReward { get; set; }

    private protected override async IAsyncEnumerable<object> ReadWalletAsync(Call call)
    {
        if (IncludePoolReward)
        {
            await ReleaseGuard.RequireAsync(call, WalletCore.GetFarmedAmount, "2.5.7", "-IncludePoolReward").ConfigureAwait(false);
        }

        yield return await call.SendAsync(WalletCore.GetFarmedAmount, new(IncludePoolReward)).ConfigureAwait(false);
    }
}
