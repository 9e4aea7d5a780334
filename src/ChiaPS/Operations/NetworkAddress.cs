using ChiaPS.Sessions;
using ChiaPS.Values;

namespace ChiaPS.Operations;

/// <summary>Addresses that money will go to: of the session's network, or nothing is sent.</summary>
internal static class NetworkAddress
{
    /// <summary>Puzzle hash and address of a text that is either.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Address</c>.</exception>
    public static async Task<(string PuzzleHash, string Address)> ReadAsync(Call call, ChiaService service, string text) =>
        Read(call.Session, await call.Session.PrefixAsync(service, call.Token).ConfigureAwait(false), text);

    /// <summary>The same, once the prefix of the session's network was asked for.</summary>
    /// <exception cref="ChiaException"><c>ChiaArgument.Address</c>.</exception>
    public static (string PuzzleHash, string Address) Read(ChiaSession session, string? prefix, string text)
    {
        if (prefix is null)
        {
            throw Wrong($"The network of '{session.Name}' is not known, so '{text}' cannot be checked", "Open the session with -RootPath: config.yaml names the network.");
        }

        if (Hex.Hash(text) is { } hash)
        {
            return (Hex.Format(hash), Bech32m.Encode(prefix, hash));
        }

        if (!Bech32m.TryDecode(text.Trim(), out var found, out var data, out var problem))
        {
            throw Wrong($"'{text}' is not an address: {problem}", $"Copy the whole address; one of this network begins with {prefix}1.");
        }

        return data.Length != 32 ? throw Wrong($"'{text}' is an address of {data.Length} bytes; 32 are needed", "Copy the whole address.")
            : found == prefix ? (Hex.Format(data), text.Trim().ToLowerInvariant())
            : throw Wrong(
                $"'{text}' is an address with prefix '{found}', and the network of '{session.Name}' ({session.Network ?? "not known"}) has '{prefix}'",
                found is "nft" or "did:chia:" ? "This names an NFT or DID, which cannot be paid. Ask for an address." : "It belongs to another network, or this is the wrong session.");
    }

    private static ChiaException Wrong(string message, string advice) => new("ChiaArgument.Address", message + ".", advice);
}
