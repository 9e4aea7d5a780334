using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>A cmdlet that builds transactions: what is checked and shown is what is built.</summary>
[Rpc("wallet/get_transactions")]
[Rpc("wallet/get_wallet_balance")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("shared/get_version")]
[Rpc("daemon/get_public_key")]
public abstract class BuildCmdlet : RpcCmdlet
{
    private protected BuildCmdlet()
    {
    }

    /// <summary>A session or its name. Without it: see about_ChiaSessions.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SessionName")]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual SessionIdentity? Session { get; set; }

    /// <summary>A guard: another key logged in is the error ChiaWallet.WrongKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public virtual uint? Fingerprint { get; set; }

    /// <summary>Fee of each bundle; a bare number is XCH. None unless said otherwise.</summary>
    [Parameter]
    [Amount]
    public Amount? Fee { get; set; }

    /// <summary>The most that -Fee may be; the session's limit, 0.01 XCH, unless said otherwise.</summary>
    [Parameter]
    [Amount]
    public Amount? MaxFee { get; set; }

    /// <summary>Spend although the wallet is not synced or has no node.</summary>
    [Parameter]
    public SwitchParameter AllowUnsynced { get; set; }

    /// <summary>Pay although the same payment of an earlier run is not confirmed yet.</summary>
    [Parameter]
    public SwitchParameter AllowDuplicate { get; set; }

    /// <summary>Pay amounts of 0 or above 10,000,000 XCH, and fees above the amount.</summary>
    [Parameter]
    public SwitchParameter AllowUnusual { get; set; }

    /// <summary>What few spends need: New-ChiaSpendOption, or a hashtable of the same names.</summary>
    [Parameter]
    [SpendOption]
    public ChiaSpendOption? Option { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseEmpty("WalletId", "CoinId", "AssetId", "Reference", "Address", "Amount", "Fee", "MaxFee", "Option", "Clawback");
    }

    private protected ulong FeeMojo => Fee?.ToMojo(AmountUnit.Xch) ?? 0;

    /// <summary>-WhatIf, or its preference.</summary>
    private protected bool OnlyShows => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var whatIf)
        ? ((SwitchParameter)whatIf).IsPresent
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>A spend for the key that is logged in; with the option, once the wallet is synced.</summary>
    private protected (Call Call, Spend Spend) Start()
    {
        var call = Open(Session);
        Wait(KeyGuard.CheckAsync(call, Fingerprint));
        if (Option is { WaitForSync: true })
        {
            WaitForSync(call, ChiaService.Wallet, SyncPatience, Fingerprint);
        }

        return (call, Wait(Spend.StartAsync(call, new SpendSettings(MaxFee?.ToMojo(AmountUnit.Xch) ?? call.Session.MaxFeeMojo)
        {
            AllowUnsynced = AllowUnsynced,
            AllowDuplicate = AllowDuplicate,
            AllowUnusual = AllowUnusual,
            Option = Option ?? new(),
        })));
    }

    /// <summary>Seconds that the option WaitForSync waits.</summary>
    private protected virtual int SyncPatience => 600;

    /// <summary>What will happen, in words, with the label of the key where the daemon tells it.</summary>
    private protected string Preview(Call call, Spend spend)
    {
        string? label = null;
        try
        {
            label = Wait(KeyReader.FindAsync(call, call.Fingerprint!.Value)).Label;
        }
        catch (ChiaException)
        {
            // The number says which key it is.
        }

        return spend.Preview(label);
    }

    private protected static ChiaException BadInput(int bad, int all) => new(
        "ChiaSpend.BadInput",
        string.Create(CultureInfo.InvariantCulture, $"{bad} of {all} row{(all == 1 ? "" : "s")} cannot be paid, so nothing was sent."),
        "The errors before this one name each row. Mend them and run it again; give rows a Reference, and none is paid twice.");
}
