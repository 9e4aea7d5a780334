using System.Text.Json.Serialization;

namespace ChiaPS;

/// <summary>The keyring that holds the keys (<c>daemon/keyring_status</c>).</summary>
public sealed class Keyring : ChiaObject
{
    /// <summary>It needs its passphrase before anything can be read.</summary>
    public bool IsKeyringLocked { get; init; }

    /// <summary>It has a passphrase of the user.</summary>
    public bool UserPassphraseIsSet { get; init; }

    /// <summary>The daemon can keep the passphrase in the system's store (macOS and Windows).</summary>
    public bool CanSavePassphrase { get; init; }

    /// <summary>A hint can be set.</summary>
    public bool CanSetPassphraseHint { get; init; }

    /// <summary>The hint; empty without one.</summary>
    public string? PassphraseHint { get; init; }

    /// <summary>The fewest characters of a passphrase.</summary>
    [JsonIgnore]
    public int? MinLength => PassphraseRequirements?.MinLength;

    /// <summary>It need not have a passphrase.</summary>
    [JsonIgnore]
    public bool? IsOptional => PassphraseRequirements?.IsOptional;

    [JsonInclude]
    internal KeyringRequirements? PassphraseRequirements { get; init; }

    /// <summary>Whether it is locked.</summary>
    public override string ToString() => $"{(IsKeyringLocked ? "locked" : "open")}, {(UserPassphraseIsSet ? "with" : "without")} passphrase";
}

/// <summary>What a passphrase must be like.</summary>
internal sealed record KeyringRequirements(bool? IsOptional, int? MinLength);
