namespace ChiaPS.Rpc;

// The requests of the daemon, of keys and of what every service has. What is null is not sent.

internal sealed record OpenConnectionRequest(string Host, ushort Port);

internal sealed record NodeIdRequest(string NodeId);

internal sealed record LevelRequest(string Level);

internal sealed record IdRequest(string Id);

/// <summary>A passphrase.</summary>
internal sealed record KeyRequest(string Key);

/// <summary>A hint that is left out is removed.</summary>
internal sealed record SetPassphraseRequest(string NewPassphrase, string? CurrentPassphrase, string? PassphraseHint, bool? SavePassphrase);

internal sealed record RemovePassphraseRequest(string CurrentPassphrase);

internal sealed record WalletAddressesRequest(IReadOnlyList<uint>? Fingerprints, uint Index, uint Count, bool NonObserverDerivation);

/// <summary>A mnemonic, or a public key where <c>Private</c> is false.</summary>
internal sealed record AddKeyRequest(string MnemonicOrPk, string? Label, bool Private);

internal sealed record AddPrivateKeyRequest(string Mnemonic, string? Label);

internal sealed record WalletAddKeyRequest(IReadOnlyList<string> Mnemonic, string? Label);

/// <summary>A folder without config.yaml ends the daemon.</summary>
internal sealed record RootPathRequest(string RootPath);

internal sealed record KeySecretsRequest(uint Fingerprint, bool IncludeSecrets);

internal sealed record KeysSecretsRequest(bool IncludeSecrets);

internal sealed record LabelRequest(uint Fingerprint, string Label);

internal sealed record CheckDeleteKeyRequest(uint Fingerprint, ushort? MaxPhToSearch);
