using System.Text.Json;

namespace ChiaPS.Rpc;

/// <summary>Commands of the daemon itself.</summary>
internal static class Daemon
{
    /// <summary>Check that the daemon answers.</summary>
    public static readonly Endpoint<None, string> Ping = new(ChiaService.Daemon, "ping") { Field = "value" };

    /// <summary>Start a service process.</summary>
    public static readonly Endpoint<ServiceRequest, None> StartService = new(ChiaService.Daemon, "start_service") { Changes = true };

    /// <summary>Queue one or more plotting jobs.</summary>
    public static readonly Endpoint<IReadOnlyDictionary<string, object?>, string[]> StartPlotting = new(ChiaService.Daemon, "start_plotting") { Field = "ids", Changes = true };

    /// <summary>Stop and remove a queued or running plotting job.</summary>
    public static readonly Endpoint<IdRequest, None> StopPlotting = new(ChiaService.Daemon, "stop_plotting") { Changes = true };

    /// <summary>Stop a service process that this daemon started.</summary>
    public static readonly Endpoint<ServiceRequest, None> StopService = new(ChiaService.Daemon, "stop_service") { Changes = true, Slow = true };

    /// <summary>Whether a service runs or is registered.</summary>
    public static readonly Endpoint<ServiceRequest, bool> IsRunning = new(ChiaService.Daemon, "is_running") { Field = "is_running" };

    /// <summary>Names of running or registered services.</summary>
    public static readonly Endpoint<None, JsonElement[]> RunningServices = new(ChiaService.Daemon, "running_services") { Field = "running_services" };

    /// <summary>Whether the keyring needs a passphrase.</summary>
    public static readonly Endpoint<None, bool> IsKeyringLocked = new(ChiaService.Daemon, "is_keyring_locked") { Field = "is_keyring_locked" };

    /// <summary>Keyring lock and passphrase settings.</summary>
    public static readonly Endpoint<None, Keyring> KeyringStatus = new(ChiaService.Daemon, "keyring_status");

    /// <summary>Unlock the keyring with its passphrase.</summary>
    public static readonly Endpoint<KeyRequest, None> UnlockKeyring = new(ChiaService.Daemon, "unlock_keyring") { Changes = true, Secret = true };

    /// <summary>Check a passphrase without unlocking.</summary>
    public static readonly Endpoint<KeyRequest, None> ValidateKeyringPassphrase = new(ChiaService.Daemon, "validate_keyring_passphrase") { Secret = true };

    /// <summary>Set or change the keyring passphrase.</summary>
    public static readonly Endpoint<SetPassphraseRequest, None> SetKeyringPassphrase = new(ChiaService.Daemon, "set_keyring_passphrase") { Changes = true, Secret = true };

    /// <summary>Remove the keyring passphrase.</summary>
    public static readonly Endpoint<RemovePassphraseRequest, None> RemoveKeyringPassphrase = new(ChiaService.Daemon, "remove_keyring_passphrase") { Changes = true, Secret = true };

    /// <summary>Stop the daemon and every service it started.</summary>
    public static readonly Endpoint<None, string[]> Exit = new(ChiaService.Daemon, "exit") { Field = "services_stopped", Changes = true, Slow = true };

    /// <summary>Register this socket under a name, so that messages sent to that name reach it.</summary>
    public static readonly Endpoint<ServiceRequest, None> RegisterService = new(ChiaService.Daemon, "register_service") { Changes = true };

    /// <summary>Fixed answer kept for old clients.</summary>
    public static readonly Endpoint<None, bool> GetStatus = new(ChiaService.Daemon, "get_status") { Field = "genesis_initialized" };

    /// <summary>chia-blockchain version of the daemon.</summary>
    public static readonly Endpoint<None, string> GetVersion = new(ChiaService.Daemon, "get_version") { Field = "version" };

    /// <summary>Installed plotters.</summary>
    public static readonly Endpoint<None, Dictionary<string, Plotter>> GetPlotters = new(ChiaService.Daemon, "get_plotters") { Field = "plotters", Slow = true };

    /// <summary>List daemon commands.</summary>
    public static readonly Endpoint<None, string[]> GetRoutes = new(ChiaService.Daemon, "get_routes") { Field = "routes", Since = "2.0.0" };

    /// <summary>Derive wallet addresses from keychain keys.</summary>
    public static readonly Endpoint<WalletAddressesRequest, Dictionary<string, KeyAddress[]>> GetWalletAddresses = new(ChiaService.Daemon, "get_wallet_addresses") { Field = "wallet_addresses", Since = "2.0.0" };

    /// <summary>Farmer and pool public keys per key.</summary>
    public static readonly Endpoint<FingerprintsRequest, Dictionary<string, PlottingKeys>> GetKeysForPlotting = new(ChiaService.Daemon, "get_keys_for_plotting") { Field = "keys", Since = "2.0.0" };

    /// <summary>Name, address prefix and genesis challenge of the network in the config.</summary>
    public static readonly Endpoint<None, Network> GetNetworkInfo = new(ChiaService.Daemon, "get_network_info") { Since = "2.3.0" };

    /// <summary>Add a key from its mnemonic.</summary>
    public static readonly Endpoint<AddPrivateKeyRequest, uint?> AddPrivateKey = new(ChiaService.Daemon, "add_private_key") { Field = "fingerprint", Changes = true, Secret = true };

    /// <summary>Add a private key from its mnemonic, or a public key.</summary>
    public static readonly Endpoint<AddKeyRequest, uint?> AddKey = new(ChiaService.Daemon, "add_key") { Field = "fingerprint", Changes = true, Secret = true, Since = "2.4.0" };

    /// <summary>Fill in reward addresses and pool keys in the config from the keychain.</summary>
    public static readonly Endpoint<RootPathRequest, None> CheckKeys = new(ChiaService.Daemon, "check_keys") { Changes = true };

    /// <summary>Delete every key.</summary>
    public static readonly Endpoint<None, None> DeleteAllKeys = new(ChiaService.Daemon, "delete_all_keys") { Changes = true };

    /// <summary>Delete one key.</summary>
    public static readonly Endpoint<FingerprintRequest, None> DeleteKeyByFingerprint = new(ChiaService.Daemon, "delete_key_by_fingerprint") { Changes = true };

    /// <summary>Public key and entropy of every private key.</summary>
    public static readonly Endpoint<None, KeyEntropy[]> GetAllPrivateKeys = new(ChiaService.Daemon, "get_all_private_keys") { Field = "private_keys", Secret = true };

    /// <summary>Public key and entropy of the first private key.</summary>
    public static readonly Endpoint<None, KeyEntropy> GetFirstPrivateKey = new(ChiaService.Daemon, "get_first_private_key") { Field = "private_key", Secret = true };

    /// <summary>Public key, and entropy, of one key.</summary>
    public static readonly Endpoint<FingerprintRequest, KeyEntropy> GetKeyForFingerprint = new(ChiaService.Daemon, "get_key_for_fingerprint") { Secret = true };

    /// <summary>One key with label, optionally with secrets.</summary>
    public static readonly Endpoint<KeySecretsRequest, KeyData> GetKey = new(ChiaService.Daemon, "get_key") { Field = "key", Secret = true };

    /// <summary>All keys with labels, optionally with secrets.</summary>
    public static readonly Endpoint<KeysSecretsRequest, KeyData[]> GetKeys = new(ChiaService.Daemon, "get_keys") { Field = "keys", Secret = true };

    /// <summary>One key without secrets.</summary>
    public static readonly Endpoint<FingerprintRequest, Key> GetPublicKey = new(ChiaService.Daemon, "get_public_key") { Field = "key", Since = "2.1.0" };

    /// <summary>All keys without secrets.</summary>
    public static readonly ListEndpoint<None, Key> GetPublicKeys = new(ChiaService.Daemon, "get_public_keys") { Field = "keys", Since = "2.1.0" };

    /// <summary>Set the label of a key.</summary>
    public static readonly Endpoint<LabelRequest, None> SetLabel = new(ChiaService.Daemon, "set_label") { Changes = true };

    /// <summary>Remove the label of a key.</summary>
    public static readonly Endpoint<FingerprintRequest, None> DeleteLabel = new(ChiaService.Daemon, "delete_label") { Changes = true };
}
