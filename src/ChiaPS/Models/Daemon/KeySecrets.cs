using System.Security;
using System.Text.Json.Serialization;
using ChiaPS.Json;

namespace ChiaPS;

// What the daemon and the wallet answer with secrets in it. None of it is shown: it becomes a PrivateKey.

/// <summary>Of <c>daemon/get_key</c> and <c>daemon/get_keys</c>.</summary>
internal sealed record KeyData(uint Fingerprint, string? PublicKey, string? Label, KeyDataSecrets? Secrets);

/// <summary>The secret part of it.</summary>
internal sealed record KeyDataSecrets(string[]? Mnemonic, string? Entropy, string? PrivateKey);

/// <summary>Of <c>daemon/get_key_for_fingerprint</c>, <c>get_first_private_key</c> and <c>get_all_private_keys</c>.</summary>
internal sealed record KeyEntropy(string? Pk, string? Entropy);

/// <summary>Of <c>wallet/get_private_key</c>.</summary>
internal sealed record WalletPrivateKey(uint Fingerprint, string? Sk, string? Pk, string? FarmerPk, string? PoolPk, string? Seed);

/// <summary>A key with its secrets (<c>daemon/get_key</c>). The secrets do not go into files, jobs or other machines.</summary>
public sealed class PrivateKey : ChiaObject
{
    /// <summary>The number that stands for the key.</summary>
    public uint? Fingerprint { get; init; }

    /// <summary>Its label; null when it has none.</summary>
    public string? Label { get; init; }

    /// <summary>Its master public key.</summary>
    [JsonConverter(typeof(HexConverter))]
    public string? PublicKey { get; init; }

    /// <summary>Its words; null where only its entropy was asked for.</summary>
    [JsonIgnore]
    public SecureString? Mnemonic { get; init; }

    /// <summary>Its master secret key as hex; null where only its entropy was asked for.</summary>
    [JsonIgnore]
    public SecureString? SecretKey { get; init; }

    /// <summary>Its entropy as hex, which the words stand for; null from the wallet.</summary>
    [JsonIgnore]
    public SecureString? Entropy { get; init; }

    /// <summary>The words as text; null unless -AsPlainText was said.</summary>
    [JsonIgnore]
    public string? MnemonicText { get; init; }

    /// <summary>The secret key as text; null unless -AsPlainText was said.</summary>
    [JsonIgnore]
    public string? SecretKeyText { get; init; }

    /// <summary>The entropy as text; null unless -AsPlainText was said.</summary>
    [JsonIgnore]
    public string? EntropyText { get; init; }

    /// <summary>The fingerprint.</summary>
    public override string ToString() => FormattableString.Invariant($"{Fingerprint}");
}

/// <summary>Words that make a key (<c>wallet/generate_mnemonic</c>); nobody has stored them. They do not go into files, jobs or other machines.</summary>
public sealed class NewMnemonic : ChiaObject
{
    /// <summary>The 24 words.</summary>
    [JsonIgnore]
    public SecureString? Mnemonic { get; init; }

    /// <summary>The words as text; null unless -AsPlainText was said.</summary>
    [JsonIgnore]
    public string? MnemonicText { get; init; }

    /// <summary>Never the words.</summary>
    public override string ToString() => "24 words";
}
