using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChiaPS.Embedded;

/// <summary>The keyring of the daemon: its passphrase, its keys and their labels.</summary>
internal sealed class Keyring(NodeState state)
{
    private const int ShortestPassphrase = 8;

    private static readonly string[] NeedOpen = ["get_public_keys", "get_public_key", "get_key", "get_keys", "get_all_private_keys", "get_first_private_key", "add_key", "add_private_key",
        "delete_all_keys", "delete_key_by_fingerprint", "set_label", "delete_label"];

    /// <summary>The answer, or null where a recorded one will do.</summary>
    public JsonObject? Run(string command, JsonElement data) => command switch
    {
        "is_keyring_locked" => DaemonCommands.Success((command, state.KeyringLocked)),
        "keyring_status" => Status(),
        "unlock_keyring" => Unlock(data),
        "validate_keyring_passphrase" => Text(data, "key") is not { } key ? Frames.Failure("missing key")
            : new() { ["error"] = null, ["success"] = state.Passphrase is not null && key == state.Passphrase },
        "set_keyring_passphrase" => Set(data),
        "remove_keyring_passphrase" => Remove(data),
        "get_wallet_addresses" or "get_keys_for_plotting" when state.KeyringLocked => Forget(),
        _ when state.KeyringLocked && NeedOpen.Contains(command, StringComparer.Ordinal) => Frames.Failure("keyring is locked"),
        "get_public_keys" => DaemonCommands.Success(("keys", new JsonArray([.. Shown.Select(Public)]))),
        "get_public_key" when data.Get("fingerprint") is { ValueKind: JsonValueKind.Number } one =>
            Find(data) is { } key ? DaemonCommands.Success(("key", Public(key))) : NotFound(one),
        "get_wallet_addresses" when Unknown(data) is { Length: > 0 } unknown => Frames.Failure($"key(s) not found for fingerprint(s) {{{string.Join(", ", unknown)}}}"),
        "add_key" or "add_private_key" => Add(data),
        "delete_key_by_fingerprint" => Change(() => state.KeyList.RemoveAll(key => key == Find(data))),
        "delete_all_keys" => Change(state.KeyList.Clear),
        "set_label" when data.Get("fingerprint") is { ValueKind: JsonValueKind.Number } one => Find(data) is not { } key ? NotFound(one)
            : Text(data, "label") == key.Label ? Frames.Failure("malformed request")
            : Change(() => state.KeyList[state.KeyList.IndexOf(key)] = key with { Label = Text(data, "label") }),
        "delete_label" when data.Get("fingerprint") is { ValueKind: JsonValueKind.Number } one => Find(data) is not { Label: not null } key ? NotFound(one)
            : Change(() => state.KeyList[state.KeyList.IndexOf(key)] = key with { Label = null }),
        _ => null,
    };

    private IEnumerable<Key> Shown => state.KeysForgotten ? [] : state.KeyList;

    private JsonObject Status()
    {
        var status = FixtureStore.Instance.Part(Service.Daemon, "keyring_status", "data");
        status["is_keyring_locked"] = state.KeyringLocked;
        status["user_passphrase_is_set"] = state.Passphrase is not null;
        status["passphrase_hint"] = "";
        return status;
    }

    private JsonObject Unlock(JsonElement data)
    {
        if (Text(data, "key") is not { } key)
        {
            return Frames.Failure("missing key");
        }

        if (state.Passphrase is null || key != state.Passphrase)
        {
            return Frames.Failure("bad passphrase");
        }

        state.KeyringLocked = false;
        return DaemonCommands.Success(("error", null));
    }

    private JsonObject Set(JsonElement data)
    {
        if (Text(data, "new_passphrase") is not { } wanted)
        {
            return Frames.Failure("missing new_passphrase");
        }

        if (wanted.Length is > 0 and < ShortestPassphrase)
        {
            return Frames.Failure("passphrase doesn't satisfy requirements");
        }

        if (state.Passphrase is not null && Text(data, "current_passphrase") != state.Passphrase)
        {
            return Frames.Failure(Text(data, "current_passphrase") is null ? "missing current_passphrase" : "current passphrase is invalid");
        }

        return Passphrase(() => state.Passphrase = wanted);
    }

    private JsonObject Remove(JsonElement data) => Text(data, "current_passphrase") is not { } current ? Frames.Failure("missing current_passphrase")
        : current != state.Passphrase ? Frames.Failure("current passphrase is invalid")
        : Passphrase(() => state.Passphrase = null);

    // The first time it fails without words; what follows is worse.
    private JsonObject Forget()
    {
        var first = !state.KeysForgotten;
        state.KeysForgotten = true;
        return first ? Frames.Failure("") : DaemonCommands.Success(("wallet_addresses", new JsonObject()), ("keys", new JsonObject()));
    }

    private JsonObject Add(JsonElement data)
    {
        var words = Text(data, "mnemonic_or_pk") ?? Text(data, "mnemonic");
        if (words is null)
        {
            return Frames.Failure("malformed request");
        }

        if (words.Split(' ').FirstOrDefault(word => word.StartsWith("zz", StringComparison.Ordinal)) is { } unknown)
        {
            return Frames.Failure($"'{unknown}' is not in the mnemonic dictionary; may be misspelled");
        }

        // What it does not know any more, it writes over.
        if (state.KeysForgotten)
        {
            state.KeyList.Clear();
            state.KeysForgotten = false;
        }

        var key = Key.Of(words, Text(data, "label"));
        state.KeyList.Add(key);
        return DaemonCommands.Success(("fingerprint", key.Fingerprint));
    }

    private static JsonObject Change(Action change)
    {
        change();
        return DaemonCommands.Success();
    }

    private static JsonObject Passphrase(Action change)
    {
        change();
        return DaemonCommands.Success(("error", null));
    }

    private Key? Find(JsonElement data) =>
        data.Get("fingerprint") is { ValueKind: JsonValueKind.Number } one ? Shown.FirstOrDefault(key => key.Fingerprint == Request.Number(one)) : null;

    private uint[] Unknown(JsonElement data) =>
        data.Get("fingerprints") is { ValueKind: JsonValueKind.Array } asked ? [.. asked.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Number).Select(one => (uint)Request.Number(one)).Except(Shown.Select(key => key.Fingerprint))] : [];

    private static JsonObject Public(Key key) => new() { ["fingerprint"] = key.Fingerprint, ["label"] = key.Label, ["public_key"] = key.PublicKey };

    private static JsonObject NotFound(JsonElement fingerprint) => new()
    {
        ["error"] = "key not found",
        ["error_details"] = new JsonObject { ["fingerprint"] = JsonNode.Parse(fingerprint.GetRawText()) },
        ["success"] = false,
    };

    private static string? Text(JsonElement data, string name) => data.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
