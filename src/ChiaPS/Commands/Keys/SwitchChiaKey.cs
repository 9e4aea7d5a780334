using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>Logs another key in at the wallet.</summary>
[Cmdlet(VerbsCommon.Switch, "ChiaKey", SupportsShouldProcess = true)]
[OutputType(typeof(Key))]
[Rpc("wallet/log_in")]
[Rpc("data_layer/wallet_log_in")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("wallet/get_public_keys")]
[Rpc("wallet/get_sync_status")]
[Rpc("wallet/get_height_info")]
[Rpc("wallet/get_full_node_peer_count")]
[Rpc("daemon/get_public_key")]
public sealed class SwitchChiaKey : OneSessionCmdlet
{
    /// <summary>The key to log in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint Fingerprint { get; set; }

    /// <summary>Wait until the wallet of that key is synced; before that its balances are 0.</summary>
    [Parameter]
    public new SwitchParameter Wait { get; set; }

    /// <summary>Seconds to wait; 600 unless said otherwise. Then it is the error ChiaWait.Timeout.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int WaitTimeoutSec { get; set; } = 600;

    /// <summary>Wallet, or DataLayer, which passes it on to the wallet that it works with.</summary>
    [Parameter]
    [ValidateSet("Wallet", "DataLayer")]
    public ChiaService Service { get; set; } = ChiaService.Wallet;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(Fingerprint, () =>
    {
        var call = Open();
        var now = Wait(KeySwitch.FindAsync(call, Fingerprint));
        var isThere = now == Fingerprint;
        if (!isThere && !ShouldProcess(
            $"wallet of session '{call.Session.Name}'",
            string.Create(CultureInfo.InvariantCulture, $"Log key {Fingerprint} in (now {now?.ToString(CultureInfo.InvariantCulture) ?? "none"})")))
        {
            return;
        }

        var key = Wait(SwitchAsync(call, isThere));
        if (Wait)
        {
            WaitForSync(call, ChiaService.Wallet, WaitTimeoutSec, Fingerprint);
        }

        WriteObject(key);
    }, mayEnd: !SessionIsPiped);

    private async Task<Key> SwitchAsync(Call call, bool isThere)
    {
        if (!isThere)
        {
            await KeySwitch.LogInAsync(call, Fingerprint, Service).ConfigureAwait(false);
        }

        var key = await KeyReader.FindAsync(call, Fingerprint).ConfigureAwait(false);
        key.IsLoggedIn = true;
        return key;
    }
}
