using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that reads a wallet: its objects carry the key they belong to.</summary>
public abstract class WalletReadCmdlet : ReadCmdlet
{
    private protected WalletReadCmdlet()
    {
    }

    /// <summary>A guard: another key logged in is the error ChiaWallet.WrongKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    private protected sealed override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        await KeyGuard.CheckAsync(call, Fingerprint).ConfigureAwait(false);
        await foreach (var item in ReadWalletAsync(call).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    /// <summary>The objects of one session, once the key is known.</summary>
    private protected abstract IAsyncEnumerable<object> ReadWalletAsync(Call call);
}
