using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>Addresses that money will go to: of the session's network, or nothing is sent.</summary>
internal static class NetworkAddress
{
    /// <summary>Puzzle hash and address of a text that is either.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Address</c>.</exception>
    public static async Task<(string PuzzleHash, string Address)> ReadAsync(Call call, ChiaService service, string text)
    {
        var prefix = await call.Session.PrefixAsync(service, call.Token).ConfigureAwait(false)
            ?? throw Wrong($"The network of '{call.Session.Name}' is not known, so '{text}' cannot be checked", "Open the session with -RootPath: config.yaml names the network.");
        if (Hex.Hash(text) is { } hash)
        {
            return (Hex.Format(hash), Bech32m.Encode(prefix, hash));
        }

        if (!Bech32m.TryDecode(text.Trim(), out var found, out var data, out var problem))
        {
            throw Wrong($"'{text}' is not an address: {problem}", $"Copy the whole address; one of this network begins with {prefix}1.");
        }

        return data.Length != 32 ? throw Wrong($"'{text}' is an address of {data.Length} bytes; 32 are needed", "Copy the whole address.")
            : found != prefix ? throw Wrong($"'{text}' is an address with prefix {found}; this network has {prefix}", $"Give an address that begins with {prefix}1.")
            : (Hex.Format(data), text.Trim().ToLowerInvariant());
    }

    private static ChiaException Wrong(string message, string advice) => new("ChiaArgument.Address", message + ".", advice);
}
