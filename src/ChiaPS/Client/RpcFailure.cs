using System.Globalization;
using System.Text.RegularExpressions;
using ChiaPS.Rpc;

namespace ChiaPS.Client;

/// <summary>Turns a <c>success: false</c> into an exception with a stable id, words and advice.</summary>
internal static partial class RpcFailure
{
    // The node has codes of its own for few failures; the others are told apart by their texts (from recordings of 2.7.5 and its source).
    private static readonly (string Text, string Id)[] Texts =
    [
        ("wallet state manager not assigned", "NotLoggedIn"),
        ("keyring is locked", "KeyringLocked"),
        ("not connected to any synced peers", "NoPeers"),
        ("not currently connected to any full node peers", "NoPeers"),
        ("No full node peers connected", "NoPeers"),
        ("No peer connected", "NoPeers"),
        ("from all peers", "NoPeers"),
        ("needs to be fully synced", "NotSynced"),
        ("NO_TRANSACTIONS_WHILE_SYNCING", "NotSynced"),
        ("is of type", "WrongWalletType"),
        ("spend more than wallet balance", "InsufficientFunds"),
        ("amount higher than our spendable balance", "InsufficientFunds"),
        ("is greater than max spendable balance", "InsufficientFunds"),
        ("is greater than spendable balance", "InsufficientFunds"), // up to 2.2.1
        ("insufficient funds", "InsufficientFunds"),
        ("Not enough balance", "InsufficientFunds"),
        ("Invalid address", "InvalidAddress"),
        ("Unexpected Address Prefix", "InvalidAddress"),
        ("bad passphrase", "BadPassphrase"),
        ("current passphrase is invalid", "BadPassphrase"),
        ("No pubkey found (or path hinted to)", "WatchOnly"),
        ("unknown service", "UnknownService"),

        // Codes that the full node says since 2.6.1; before, these texts are all that it says.
        ("not in the mempool", "TxNotInMempool"),
        ("Did not find sp", "SpNotInCache"),
        ("Did not find eos", "EosNotInCache"),
        ("Failed to include transaction", "TransactionFailed"),
        ("is no longer in the blockchain", "BlockInFork"),
        ("Height not in blockchain", "HeightNotInBlockchain"),
        ("Invalid block or block generator", "InvalidBlockOrGenerator"),
        ("Invalid height", "InvalidHeightForCoin"),
        ("not found", "NotFound"),
        ("does not exist", "NotFound"),
        ("no keys present", "NotFound"),
        ("No trade with", "NotFound"),
        ("Receiver missing for", "NotFound"),
        ("Could not connect to solver", "NotConnected"),
        ("Failed to generate login link", "NoLoginLink"),
        ("does not fit into uint64", "TooLarge"),
        ("Cannot find", "NotFound"),
        ("Could not find", "NotFound"),
    ];

    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["NotLoggedIn"] = "No key is logged in at this wallet. Log one in: Get-ChiaKey lists them.",
        ["KeyringLocked"] = "Unlock it: Unlock-ChiaKeyring.",
        ["BadPassphrase"] = "Get-ChiaKeyring shows the hint; Test-ChiaKeyring tries a passphrase without changing anything.",
        ["WatchOnly"] = "The keychain has only the public half of this key (Add-ChiaKey -PublicKey): it can look, not sign. Build with -Option @{ Unsigned = $true } -NoPush, or log a key with its secret in.",
        ["UnknownService"] = "That release of the daemon cannot start it.",
        ["NoPeers"] = "The wallet has no full node to ask. Check that the full node runs; Get-ChiaSync shows the peers.",
        ["NotSynced"] = "Wait for it: Wait-ChiaSync.",
        ["InsufficientFunds"] = "Get-ChiaWalletBalance shows what can be spent now; pending transactions lock coins.",
        ["WrongWalletType"] = "Get-ChiaWallet shows the type of each wallet.",
        ["InvalidAddress"] = "Check the address and that it is one of this network.",
        ["NotFound"] = "Check the id; it may belong to another network, key or installation.",
        ["TxNotInMempool"] = "It may be in a block already, or wait for a later height: Get-ChiaMempoolItem -IncludePending.",
        ["NotConnected"] = "Check host and port, and that it runs. The farmer has dropped the connection that it had before.",
        ["NoLoginLink"] = "The pool must have been reached since the farmer started, and the plot NFT must be of a pool: Get-ChiaPoolState shows both.",
        ["TooLarge"] = "A sum is larger than Chia's RPC can say, as on a simulator whose key owns the prefarm.",
        ["SpNotInCache"] = "The full node keeps the last 500 signage points: an older one is not known any more.",
        ["EosNotInCache"] = "The full node keeps the last 50 ends of sub-slots: an older one is not known any more.",
        ["InternalError"] = "The node gave no reason. -Debug shows its traceback.",
    };

    public static string? AdviceFor(string id) => Advice.GetValueOrDefault(id);

    public static ChiaRpcException Create(Endpoint endpoint, AnswerHead head)
    {
        var id = Id(endpoint, head);
        return new ChiaRpcException("ChiaRpc." + id, Message(endpoint, head), Advice.GetValueOrDefault(id))
        {
            Route = endpoint.Route,
            Service = endpoint.Service,
            Code = head.Code,
            NodeData = head.Data,
            NodeTraceback = head.Traceback,
        };
    }

    private static string Id(Endpoint endpoint, AnswerHead head)
    {
        if (head.Code is { Length: > 0 } code && code != "UNKNOWN" && code != "API_ERROR")
        {
            return code.EndsWith("_NOT_FOUND", StringComparison.Ordinal) || code.EndsWith("_DOES_NOT_EXIST", StringComparison.Ordinal) ? "NotFound"
                : Array.Find(Texts, known => known.Id == "NotSynced" && Contains(head.Data, known.Text)).Id ?? Pascal(code);
        }

        return IsWalletId(endpoint, head.Error) ? "NotFound"
            : Array.Find(Texts, known => Contains(head.Error, known.Text)).Id ?? "Unknown";
    }

    private static string Message(Endpoint endpoint, AnswerHead head)
    {
        var title = ServiceFacts.Of(endpoint.Service).Title;
        var reason =
            IsWalletId(endpoint, head.Error) ? $"there is no wallet {head.Error}"
            : !string.IsNullOrWhiteSpace(head.Error) ? head.Error.Trim()
            : head.Traceback?.Trim().Split('\n')[^1].Trim() is { Length: > 0 } last ? last
            : head.Code is { Length: > 0 } code ? code : "it gave no reason";
        return CallFailure.Plain($"The {title} refused {endpoint.Route}: {reason}{(reason[^1] is '.' or '!' or '?' ? "" : ".")}");
    }

    // The text of a failed look-up of a wallet is just the number.
    private static bool IsWalletId(Endpoint endpoint, string? error) =>
        endpoint.Service == ChiaService.Wallet && uint.TryParse(error, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static string Pascal(string code) => Word().Replace(code.ToLowerInvariant(), match => match.Groups["first"].Value.ToUpperInvariant());

    [GeneratedRegex("(^|_+)(?<first>[a-z0-9]?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
