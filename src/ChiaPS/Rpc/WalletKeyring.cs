namespace ChiaPS.Rpc;

/// <summary>Wallet endpoints for the keys of the keychain.</summary>
internal static class WalletKeyring
{
    /// <summary>Switch the wallet service to another key.</summary>
    public static readonly Endpoint<FingerprintRequest, None> LogIn = new(ChiaService.Wallet, "log_in") { Changes = true, Slow = true };

    /// <summary>Fingerprint of the key in use.</summary>
    public static readonly Endpoint<None, uint?> GetLoggedInFingerprint = new(ChiaService.Wallet, "get_logged_in_fingerprint") { Field = "fingerprint" };

    /// <summary>Fingerprints of all keys in the keychain.</summary>
    public static readonly Endpoint<None, WalletKeys> GetPublicKeys = new(ChiaService.Wallet, "get_public_keys");

    /// <summary>Secret key, public keys and mnemonic of one key.</summary>
    public static readonly Endpoint<FingerprintRequest, WalletPrivateKey> GetPrivateKey = new(ChiaService.Wallet, "get_private_key") { Field = "private_key", Secret = true };

    /// <summary>New random 24 word mnemonic, not stored anywhere.</summary>
    public static readonly Endpoint<None, string[]> GenerateMnemonic = new(ChiaService.Wallet, "generate_mnemonic") { Field = "mnemonic", Secret = true };

    /// <summary>Add a key from its mnemonic and log in with it.</summary>
    public static readonly Endpoint<WalletAddKeyRequest, uint?> AddKey = new(ChiaService.Wallet, "add_key") { Field = "fingerprint", Changes = true, Slow = true, Secret = true };

    /// <summary>Delete a key from the keychain and its wallet database.</summary>
    public static readonly Endpoint<FingerprintRequest, None> DeleteKey = new(ChiaService.Wallet, "delete_key") { Changes = true };

    /// <summary>Check whether a key receives rewards or still holds a balance.</summary>
    public static readonly Endpoint<CheckDeleteKeyRequest, KeyUsage> CheckDeleteKey = new(ChiaService.Wallet, "check_delete_key") { Changes = true, Slow = true };

    /// <summary>Delete every key and every wallet database.</summary>
    public static readonly Endpoint<None, None> DeleteAllKeys = new(ChiaService.Wallet, "delete_all_keys") { Changes = true };
}
