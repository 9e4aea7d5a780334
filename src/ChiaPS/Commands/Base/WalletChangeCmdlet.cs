using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that changes something of a wallet: the key is looked at first, and the question names it.</summary>
public abstract class WalletChangeCmdlet : OneSessionCmdlet
{
    private protected WalletChangeCmdlet()
    {
    }

    /// <summary>A guard: another key logged in is the error ChiaWallet.WrongKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint? Fingerprint { get; set; }

    /// <summary>What a failure is about.</summary>
    private protected virtual object? Target => null;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Attempt(Target, () =>
    {
        var call = Open();
        Wait(KeyGuard.CheckAsync(call, Fingerprint));
        Change(call);
    }, mayEnd: !SessionIsPiped);

    /// <summary>The work, once the key is known.</summary>
    private protected abstract void Change(Call call);

    /// <summary>ShouldProcess with a target that names wallet, key and session.</summary>
    private protected bool IsWanted(Call call, string action, uint? walletId = null) => ShouldProcess(
        string.Create(CultureInfo.InvariantCulture, $"wallet{(walletId is { } id ? $" {id}" : "")} of key {call.Fingerprint} in session '{call.Session.Name}'"), action);
}
