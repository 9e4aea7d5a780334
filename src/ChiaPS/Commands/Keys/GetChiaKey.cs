using System.Globalization;
using System.Management.Automation;
using ChiaPS.Completion;
using ChiaPS.Identity;
using ChiaPS.Operations;
using ChiaPS.Rpc;
using ChiaPS.Sessions;

namespace ChiaPS.Commands;

/// <summary>The keys of the keychain, without their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "ChiaKey", DefaultParameterSetName = "All")]
[OutputType(typeof(Key))]
[Rpc("daemon/get_public_keys")]
[Rpc("daemon/get_public_key")]
[Rpc("daemon/get_keys_for_plotting")]
[Rpc("daemon/is_keyring_locked")]
[Rpc("wallet/get_logged_in_fingerprint")]
[Rpc("wallet/get_public_keys")]
public sealed class GetChiaKey : ReadCmdlet
{
    /// <summary>Fingerprints of keys.</summary>
    [Parameter(ParameterSetName = "Fingerprint", Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(Array = true)]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    public uint[] Fingerprint { get; set; } = [];

    /// <summary>Only the key that the wallet works with.</summary>
    [Parameter(ParameterSetName = "Current", Mandatory = true)]
    public SwitchParameter Current { get; set; }

    /// <summary>Farmer and pool public key too, for plotting.</summary>
    [Parameter]
    public SwitchParameter IncludePlottingKey { get; set; }

    private protected override object? Target => Fingerprint.Length == 1 ? Fingerprint[0] : Fingerprint;

    private protected override async IAsyncEnumerable<object> ReadAsync(Call call)
    {
        // A wallet that does not answer leaves IsLoggedIn open; which key -Current means it must say.
        var current = await (Current ? call.SendAsync(WalletKeyring.GetLoggedInFingerprint) : KeyReader.CurrentAsync(call)).ConfigureAwait(false);
        var plotting = IncludePlottingKey ? await PlottingKeysAsync(call).ConfigureAwait(false) : [];
        await foreach (var item in KeysAsync(call, current).ConfigureAwait(false))
        {
            if (item is Key key)
            {
                key.IsLoggedIn = current is null ? null : key.Fingerprint == current;
                var keys = plotting.GetValueOrDefault(key.ToString());
                (key.FarmerPublicKey, key.PoolPublicKey) = (keys?.FarmerPublicKey, keys?.PoolPublicKey);
            }

            yield return item;
        }
    }

    private async IAsyncEnumerable<object> KeysAsync(Call call, uint? current)
    {
        if (ParameterSetName == "Fingerprint")
        {
            await foreach (var key in EachAsync(Fingerprint, fingerprint => KeyReader.FindAsync(call, fingerprint)).ConfigureAwait(false))
            {
                yield return key;
            }

            yield break;
        }

        foreach (var key in await KeyReader.ListAsync(call).ConfigureAwait(false))
        {
            if (!Current || key.Fingerprint == current)
            {
                yield return key;
            }
        }
    }

    // With a locked keyring this call makes the daemon lose its keys, so it is asked first.
    private static async Task<Dictionary<string, PlottingKeys>> PlottingKeysAsync(Call call) =>
        await call.SendAsync(Daemon.IsKeyringLocked).ConfigureAwait(false)
            ? throw new ChiaRpcException(
                "ChiaRpc.KeyringLocked",
                string.Create(CultureInfo.InvariantCulture, $"The keyring at {call.Session.HostName} is locked: its plotting keys cannot be told."),
                Client.RpcFailure.AdviceFor("KeyringLocked"))
            { Route = Daemon.GetKeysForPlotting.Route, Service = ChiaService.Daemon }
            : await call.SendAsync(Daemon.GetKeysForPlotting, new(Fingerprints: null)).ConfigureAwait(false);
}
