using System.Text;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>Failures of the node as exceptions: stable ids, words, data.</summary>
public class FailureTests
{
    [Fact]
    public void Every_recorded_failure_becomes_an_exception_with_id_words_and_the_node_s_own_data()
    {
        var failures = Recorded.Need().Where(one => one.Failed && Endpoint(one) is not null).ToList();

        Assert.NotEmpty(failures);
        Assert.All(failures, one =>
        {
            var failure = Create(Endpoint(one)!, one.Response.GetRawText());
            Assert.Matches("^ChiaRpc\\.[A-Z][A-Za-z0-9]+$", failure.ErrorId);
            Assert.Matches("^The [a-z ]+ refused [a-z_]+: .+[.!?]$", failure.Message.ReplaceLineEndings(" "));
            Assert.Equal(one.Route, failure.Route);
            Assert.Equal(Text(one.Response, "structuredError", "code"), failure.Code);
            Assert.Equal(Text(one.Response, "traceback"), failure.NodeTraceback);
            if (Text(one.Response, "error") is { Length: > 0 } said)
            {
                Assert.Contains(said.Trim(), failure.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void A_failure_with_a_code_of_its_own_is_never_unknown()
    {
        var failures = Recorded.Need().Where(one => one.Failed && Endpoint(one) is not null && Text(one.Response, "structuredError", "code") is not (null or "UNKNOWN" or "API_ERROR")).ToList();

        Assert.NotEmpty(failures);
        Assert.All(failures, one => Assert.NotEqual("ChiaRpc.Unknown", Create(Endpoint(one)!, one.Response.GetRawText()).ErrorId));
    }

    // Up to 2.6.0 a full node says the same texts without codes (full_node_rpc_api.py).
    [Fact]
    public void Without_its_code_a_failure_that_depends_on_the_chain_has_the_same_id()
    {
        string[] ids = ["NotFound", "NotSynced", "TxNotInMempool", "SpNotInCache", "EosNotInCache", "TransactionFailed", "BlockInFork", "HeightNotInBlockchain", "InvalidHeightForCoin", "InvalidBlockOrGenerator"];
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in Recorded.Need().Where(one => one.Failed && Endpoint(one) is { Service: ChiaService.FullNode } && Text(one.Response, "structuredError", "code") is not (null or "UNKNOWN" or "API_ERROR")))
        {
            var id = Create(Endpoint(one)!, one.Response.GetRawText()).ErrorId["ChiaRpc.".Length..];
            if (ids.Contains(id, StringComparer.Ordinal))
            {
                found.Add(id);
                Assert.Equal("ChiaRpc." + id, Create(Endpoint(one)!, JsonSerializer.Serialize(new { success = false, error = Text(one.Response, "error") })).ErrorId);
            }
        }

        Assert.Superset(new HashSet<string>(["NotFound", "TxNotInMempool", "SpNotInCache", "EosNotInCache"], StringComparer.Ordinal), found);
    }

    [Theory]
    [InlineData("BLOCK_NOT_FOUND", "NotFound")]
    [InlineData("BLOCK_HASH_NOT_FOUND", "NotFound")]
    [InlineData("BLOCK_HEIGHT_NOT_FOUND", "NotFound")]
    [InlineData("BLOCK_DOES_NOT_EXIST", "NotFound")]
    [InlineData("COIN_RECORD_NOT_FOUND", "NotFound")]
    [InlineData("OLDER_BLOCK_NOT_FOUND", "NotFound")]
    [InlineData("NEWER_BLOCK_NOT_FOUND", "NotFound")]
    [InlineData("BLOCK_IN_FORK", "BlockInFork")]
    [InlineData("HEIGHT_NOT_IN_BLOCKCHAIN", "HeightNotInBlockchain")]
    [InlineData("TX_NOT_IN_MEMPOOL", "TxNotInMempool")]
    [InlineData("EOS_NOT_IN_CACHE", "EosNotInCache")]
    [InlineData("SP_NOT_IN_CACHE", "SpNotInCache")]
    [InlineData("PEAK_IS_NONE", "PeakIsNone")]
    [InlineData("TRANSACTION_FAILED", "TransactionFailed")]
    [InlineData("VALIDATION_ERROR", "ValidationError")]
    [InlineData("INTERNAL_ERROR", "InternalError")]
    [InlineData("INVALID_COST", "InvalidCost")]
    [InlineData("REQUEST_MUST_CONTAIN_EXACTLY_ONE", "RequestMustContainExactlyOne")]
    [InlineData("UNKNOWN", "Unknown")]
    [InlineData("A_CODE_OF_TOMORROW", "ACodeOfTomorrow")]
    public void A_code_gives_its_id(string code, string id)
    {
        var failure = Create(FullNode.GetBlock, $$$"""{"success":false,"error":"text","structuredError":{"code":"{{{code}}}","message":"text","data":{"a":1} } }""");

        Assert.Equal("ChiaRpc." + id, failure.ErrorId);
        Assert.Equal(code, failure.Code);
        Assert.Equal("""{"a":1}""", failure.NodeData);
    }

    [Theory]
    [InlineData("wallet state manager not assigned", "NotLoggedIn")]
    [InlineData("keyring is locked", "KeyringLocked")]
    [InlineData("Wallet is not connected to any synced peers.", "NoPeers")]
    [InlineData("Wallet is not currently connected to any full node peers", "NoPeers")]
    [InlineData("No full node peers connected. Please connect to a full node.", "NoPeers")]
    [InlineData("No peer connected", "NoPeers")]
    [InlineData("Error fetching timestamp from all peers", "NoPeers")]
    [InlineData("Wallet needs to be fully synced.", "NotSynced")]
    [InlineData("Wallet needs to be fully synced before extending derivation index", "NotSynced")]
    [InlineData("wallet id 1 is of type Wallet but type CATWallet is required", "WrongWalletType")]
    [InlineData("Can't spend more than wallet balance: 4 mojos, tried to spend: 5 mojos", "InsufficientFunds")]
    [InlineData("Can't select amount higher than our spendable balance.  Amount: 5, spendable: 4", "InsufficientFunds")]
    [InlineData("Transaction for 7 is greater than max spendable balance in a block of 0.", "InsufficientFunds")]
    [InlineData("Transaction for 7 is greater than spendable balance of 0. There may be other transactions pending or our minimum coin amount is too high.", "InsufficientFunds")]
    [InlineData("Invalid Address", "InvalidAddress")]
    [InlineData("Invalid address: xch1abc", "InvalidAddress")]
    [InlineData("Unexpected Address Prefix: xch", "InvalidAddress")]
    [InlineData("Transaction 0xab not found", "NotFound")]
    [InlineData("Wallet with id 99 does not exist", "NotFound")]
    [InlineData("Wallet id 99 does not exist", "NotFound")]
    [InlineData("99", "NotFound")] // only the number of a wallet
    [InlineData("fingerprint 0 not found in keychain or keychain is empty", "NotFound")]
    [InlineData("no keys present", "NotFound")]
    [InlineData("No pubkey found (or path hinted to) for fingerprint 2911411417", "WatchOnly")] // a real 2.7.5, a key without its secret
    [InlineData("Invalid mnemonic length", "Unknown")]
    [InlineData("", "Unknown")]
    public void A_text_without_code_gives_its_id(string text, string id)
    {
        var withCode = Create(WalletCore.GetTransaction, $$"""{"success":false,"error":"{{text}}","structuredError":{"code":"UNKNOWN","message":"{{text}}","data":{} },"traceback":"T"}""");
        var without = Create(WalletCore.GetTransaction, $$"""{"success":false,"error":"{{text}}"}""");

        Assert.Equal("ChiaRpc." + id, withCode.ErrorId);
        Assert.Equal("ChiaRpc." + id, without.ErrorId);
        Assert.Null(without.Code);
        Assert.Equal(id is "Unknown", without.Advice is null);
    }

    // From recordings of 2.7.5.
    [Theory]
    [InlineData("Error creating offer: insufficient funds in wallet 2", "InsufficientFunds")]
    [InlineData("Not enough balance in main wallet to create a managed plotting pool with fee 5000000000000000.", "InsufficientFunds")]
    [InlineData("No trade with trade id: 7e0fdb48", "NotFound")]
    [InlineData("Cannot find a NFT wallet DID = 07070707", "NotFound")]
    [InlineData("Could not find coin with ID abababab", "NotFound")]
    public void A_text_that_means_a_known_failure_should_give_its_id(string text, string id) =>
        Assert.Equal("ChiaRpc." + id, Create(WalletCore.GetTransaction, $$"""{"success":false,"error":"{{text}}"}""").ErrorId);

    [Fact]
    public void A_transaction_refused_while_the_node_syncs_says_so()
    {
        var failure = Create(FullNode.PushTx, """{"success":false,"error":"Failed","structuredError":{"code":"TRANSACTION_FAILED","message":"Failed","data":{"error":"NO_TRANSACTIONS_WHILE_SYNCING"}}}""");

        Assert.Equal("ChiaRpc.NotSynced", failure.ErrorId);
    }

    [Theory]
    [InlineData("""{"success":false}""", "it gave no reason")]
    [InlineData("""{"success":false,"error":null}""", "it gave no reason")]
    [InlineData("""{"success":false,"error":"  "}""", "it gave no reason")]
    [InlineData("""{"success":false,"error":"","traceback":"Traceback\n  File x\nAssertionError\n"}""", "AssertionError")]
    [InlineData("""{"success":false,"error":"","structuredError":{"code":"INTERNAL_ERROR","message":"","data":{}}}""", "INTERNAL_ERROR")]
    [InlineData("""{"success":false,"errors":["one","two"]}""", "one; two")]
    [InlineData("""{"success":false,"error":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"success":false,"error":7}""", "7")]
    [InlineData("""{"success":false,"error":"What?"}""", "What?")]
    public void There_are_always_words(string body, string words)
    {
        var failure = Create(FullNode.GetBlock, body);

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(words[^1] == '?' ? "?" : ".", failure.Message, StringComparison.Ordinal);
    }

    internal static ChiaRpcException Create(Endpoint endpoint, string body)
    {
        var (head, _) = AnswerReader.Read<None>(endpoint.Field, Encoding.UTF8.GetBytes(body));
        Assert.False(head.Success);
        return RpcFailure.Create(endpoint, head);
    }

    private static Endpoint? Endpoint(Recorded one) =>
        one.Service == "simulator"
            ? EndpointCatalogue.Find(ChiaService.FullNode, one.Route)
            : EndpointCatalogue.Find(ServiceFacts.All.Single(facts => facts.ConfigSection.Split('.')[^1] == one.Service).Service, one.Route);

    private static string? Text(JsonElement value, params string[] path)
    {
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => value.GetString(), _ => value.GetRawText() };
    }
}
