using System.Management.Automation;
using ChiaPS.Operations;
using ChiaPS.Rpc;

namespace ChiaPS.Commands;

/// <summary>Makes words for a new key. Nothing is stored.</summary>
[Cmdlet(VerbsCommon.New, "ChiaMnemonic")]
[OutputType(typeof(NewMnemonic))]
[Rpc("wallet/generate_mnemonic")]
public sealed class NewChiaMnemonic : OneSessionCmdlet
{
    /// <summary>Show the words.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        var call = Open();
        var words = string.Join(' ', Wait(Secrets.SendAsync(call.SendAsync(WalletKeyring.GenerateMnemonic))));
        var made = new NewMnemonic { Mnemonic = Secrets.Hide(words), MnemonicText = AsPlainText ? words : null };
        made.Stamp(Wait(call.OriginAsync(ChiaService.Wallet).AsTask()));
        WriteObject(made);
    }, mayEnd: !SessionIsPiped);
}
