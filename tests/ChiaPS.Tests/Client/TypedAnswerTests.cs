using System.Text.Json;
using System.Text.Json.Nodes;
using ChiaPS.Client;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>What the endpoints answer, over HTTPS and over the daemon alike.</summary>
public sealed class TypedAnswerTests(SharedNode shared) : NodeTests(shared)
{
    private const uint Key = 1532878573;
    private const string FarmingHash = "0x7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";
    private const string Hint = "0x6aaf6665bbde852f20f9b8f0f682624a369a09e4f73ef58faa0c67163a0d14a3";
    private const string Did = "did:chia:1cgxa37yrxa7xtjfr3n350ks65jcyyn5ehlpyajcwl7krewdtnqaswapah5";

    private static readonly Dictionary<string, Func<Call, Task<object?>>> Calls = new(StringComparer.Ordinal)
    {
        ["get_blockchain_state"] = async call => await call.SendAsync(FullNode.GetBlockchainState),
        ["get_block_count_metrics"] = async call => await call.SendAsync(FullNode.GetBlockCountMetrics),
        ["get_block_record_by_height"] = async call => await call.SendAsync(FullNode.GetBlockRecordByHeight, new(3)),
        ["get_block_record"] = async call => await call.SendAsync(FullNode.GetBlockRecord, new(await HeaderAsync(call))),
        ["get_block_records"] = call => ListAsync(call.StreamAsync(FullNode.GetBlockRecords, new(2, 9))),
        ["get_additions_and_removals"] = async call => await call.SendAsync(FullNode.GetAdditionsAndRemovals, new(await HeaderAsync(call))),
        ["get_coin_records_by_puzzle_hash"] = call => ListAsync(Coins(call)),
        ["get_coin_records_by_puzzle_hashes"] = call => ListAsync(call.StreamAsync(FullNode.GetCoinRecordsByPuzzleHashes, new([FarmingHash]))),
        ["get_coin_record_by_name"] = async call => await call.SendAsync(FullNode.GetCoinRecordByName, new((await CoinAsync(call)).CoinId!)),
        ["get_coin_records_by_names"] = async call => await ListAsync(call.StreamAsync(FullNode.GetCoinRecordsByNames, new([(await CoinAsync(call)).CoinId!]))),
        ["get_coin_records_by_parent_ids"] = async call => await ListAsync(call.StreamAsync(FullNode.GetCoinRecordsByParentIds, new([(await CoinAsync(call)).ParentCoinInfo!]))),
        ["get_coin_records_by_hint"] = call => ListAsync(call.StreamAsync(FullNode.GetCoinRecordsByHint, new(Hint))),
        ["get_all_coins"] = call => ListAsync(call.StreamAsync(Simulation.GetAllCoins, new(IncludeSpentCoins: true))),
        ["get_farming_ph"] = async call => await call.SendAsync(Simulation.GetFarmingPh),
        ["get_network_info"] = async call => await call.SendAsync(Shared.GetNetworkInfo.On(ChiaService.Harvester)),
        ["get_connections"] = async call => await call.SendAsync(Shared.GetConnections.On(ChiaService.Farmer), new(NodeType: null)),
        ["get_routes"] = async call => await call.SendAsync(Shared.GetRoutes.On(ChiaService.DataLayer)),
        ["get_version"] = async call => await call.SendAsync(Shared.GetVersion.On(ChiaService.Crawler)),
        ["get_state"] = async call => await call.SendAsync(Solver.GetState),
        ["get_sync_status"] = async call => await call.SendAsync(WalletCore.GetSyncStatus),
        ["get_full_node_peer_count"] = async call => await call.SendAsync(WalletCore.GetFullNodePeerCount),
        ["get_height_info"] = async call => await call.SendAsync(WalletCore.GetHeightInfo, new(UsePeakHeight: true)),
        ["get_wallets"] = call => ListAsync(call.StreamAsync(WalletCore.GetWallets, new(Type: null, IncludeData: true))),
        ["get_wallet_balance"] = async call => await call.SendAsync(WalletCore.GetWalletBalance, new(1)),
        ["get_wallet_balances"] = async call => await call.SendAsync(WalletCore.GetWalletBalances, new(null)),
        ["get_transactions"] = call => ListAsync(call.StreamAsync(WalletCore.GetTransactions, new(1, 0, 20))),
        ["get_transaction_count"] = async call => await call.SendAsync(WalletCore.GetTransactionCount, new(1, null, null)),
        ["get_transaction"] = async call => await call.SendAsync(WalletCore.GetTransaction, new(await TransactionAsync(call))),
        ["get_transaction_memo"] = async call => await call.SendAsync(WalletCore.GetTransactionMemo, new(await TransactionAsync(call))),
        ["get_next_address"] = async call => await call.SendAsync(WalletCore.GetNextAddress, new(1, NewAddress: false)),
        ["nft_get_by_did"] = async call => await call.SendAsync(WalletNfts.NftGetByDid, new(Did)),
        ["nft_get_wallets_with_dids"] = async call => await call.SendAsync(WalletNfts.NftGetWalletsWithDids),
        ["get_logged_in_fingerprint"] = async call => await call.SendAsync(WalletKeyring.GetLoggedInFingerprint),
        ["get_public_keys"] = async call => await call.SendAsync(WalletKeyring.GetPublicKeys),
        ["running_services"] = async call => (await call.SendAsync(Daemon.RunningServices)).Select(name => name.ToString()).Where(name => !name.StartsWith("chiaps-", StringComparison.Ordinal)).ToArray(),
        ["get_public_key"] = async call => await call.SendAsync(Daemon.GetPublicKey, new(Key)),
        ["get_keys_for_plotting"] = async call => await call.SendAsync(Daemon.GetKeysForPlotting, new(Fingerprints: null)),
    };

    private readonly List<ITransport> _transports = [];

    public static TheoryData<string> Endpoints => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Both_transports_bring_the_same(string endpoint)
    {
        // Asked first, as it goes from seen to sent between two looks.
        await TransactionAsync(Use());
        var https = JsonSerializer.Serialize(await Calls[endpoint](Use(ChiaTransport.Https)));
        var daemon = JsonSerializer.Serialize(await Calls[endpoint](Use(ChiaTransport.Daemon)));
        Assert.Equal(https, daemon);
        Assert.True(https is not ("null" or "\"\"" or "[]" or "{}"), https);
        Assert.Contains(Node.Requests.All, request => request.Route == endpoint);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task The_balance_of_a_whole_chain_is_exact(ChiaTransport transport)
    {
        var balance = await Use(transport).SendAsync(WalletCore.GetWalletBalance, new(1));
        Assert.True(balance.ConfirmedWalletBalanceMojo > ulong.MaxValue, "the simulator's first block alone has more");
        using var client = new NodeClient(Node);
        var told = (await client.CallAsync("wallet", "get_wallet_balance", """{"wallet_id": 1}""")).GetProperty("wallet_balance");
        Assert.Equal(told.GetProperty("confirmed_wallet_balance").GetDecimal(), balance.ConfirmedWalletBalanceMojo);
    }

    [Theory]
    [InlineData("21000010000000000000", "21000010.000000000000")]
    [InlineData("9223372036854775809", "9223372.036854775809")]
    [InlineData("18446744073709551615", "18446744.073709551615")]
    [InlineData("\"18446744073709551615\"", "18446744.073709551615")]
    [InlineData("1", "0.000000000001")]
    public async Task Amounts_are_exact_to_the_mojo(string mojos, string xch)
    {
        using var client = Canned($$$"""{"wallet_balance": {"wallet_id": 1, "wallet_type": 0, "confirmed_wallet_balance": {{{mojos}}}}, "success": true}""");
        var balance = await client.SendAsync(WalletCore.GetWalletBalance, new(1), null, null, Token);
        balance.Stamp(new Origin("s", "xch"));
        Assert.Equal(decimal.Parse(mojos.Trim('"'), System.Globalization.CultureInfo.InvariantCulture), balance.ConfirmedWalletBalanceMojo);
        Assert.Equal(decimal.Parse(xch, System.Globalization.CultureInfo.InvariantCulture), balance.ConfirmedWalletBalance);
    }

    [Theory]
    [InlineData("""{"error": "Coin record not found", "structuredError": {"code": "COIN_RECORD_NOT_FOUND", "message": "m", "data": {"name": "ab"}}, "success": false}""", "ChiaRpc.NotFound", "Coin record not found")]
    [InlineData("""{"error": "Block does not exist", "structuredError": {"code": "BLOCK_DOES_NOT_EXIST"}, "success": false}""", "ChiaRpc.NotFound", "does not exist")]
    [InlineData("""{"error": "x", "structuredError": {"code": "PEAK_IS_NONE"}, "success": false}""", "ChiaRpc.PeakIsNone", "refused get_next_address: x.")]
    [InlineData("""{"error": "wallet state manager not assigned", "success": false}""", "ChiaRpc.NotLoggedIn", "not assigned")]
    [InlineData("""{"error": "keyring is locked", "success": false}""", "ChiaRpc.KeyringLocked", "locked")]
    [InlineData("""{"error": "Wallet is not connected to any synced peers.", "success": false}""", "ChiaRpc.NoPeers", "peers.")]
    [InlineData("""{"error": "Wallet needs to be fully synced before", "success": false}""", "ChiaRpc.NotSynced", "fully synced")]
    [InlineData("""{"error": "wallet id 2 is of type NFT", "success": false}""", "ChiaRpc.WrongWalletType", "is of type")]
    [InlineData("""{"error": "Can't spend more than wallet balance: 1 mojos", "success": false}""", "ChiaRpc.InsufficientFunds", "more than")]
    [InlineData("""{"error": "Invalid address: xch1", "success": false}""", "ChiaRpc.InvalidAddress", "Invalid address")]
    [InlineData("""{"error": "77", "success": false}""", "ChiaRpc.NotFound", "there is no wallet 77")]
    [InlineData("""{"error": "", "traceback": "Traceback\n  File\nAssertionError\n", "success": false}""", "ChiaRpc.Unknown", "AssertionError")]
    [InlineData("""{"success": false}""", "ChiaRpc.Unknown", "gave no reason")]
    [InlineData("""{"error": "not what it seems", "address": "txch1", "success": true}""", null, "")]
    [InlineData("""{"address": "txch1"}""", "ChiaConnection.BadAnswer", "whether it succeeded")]
    [InlineData("[]", "ChiaConnection.BadAnswer", "no JSON object")]
    [InlineData("""{"success": true} trailing""", "ChiaConnection.BadAnswer", "no answer of a Chia service")]
    public async Task Failures_have_ids_and_words(string answer, string? id, string words)
    {
        using var client = Canned(answer);
        var failure = await Record.ExceptionAsync(() => client.SendAsync(WalletCore.GetNextAddress, new(1, NewAddress: false), null, null, Token));
        Assert.Equal(id, (failure as ChiaException)?.ErrorId);
        Assert.Contains(words, failure?.Message ?? "", StringComparison.Ordinal);
    }

    public override ValueTask DisposeAsync()
    {
        _transports.ForEach(transport => transport.Dispose());
        return base.DisposeAsync();
    }

    private ChiaClient Canned(string answer)
    {
        var transport = new CannedTransport(answer);
        _transports.Add(transport);
        return new ChiaClient(transport, transport, service => new ServiceAddress(service, "farm1", 9256));
    }

    private static IAsyncEnumerable<CoinRecord> Coins(Call call) => call.StreamAsync(FullNode.GetCoinRecordsByPuzzleHash, new(FarmingHash) { IncludeSpentCoins = true });

    private static async Task<CoinRecord> CoinAsync(Call call) => (CoinRecord)((List<object>)(await ListAsync(Coins(call)))!)[2];

    private static async Task<string> HeaderAsync(Call call) => (await call.SendAsync(FullNode.GetBlockchainState)).HeaderHash!;

    private static async Task<string> TransactionAsync(Call call)
    {
        var list = await ListAsync(call.StreamAsync(WalletCore.GetTransactions, new(1, 0, 1) { TypeFilter = new([1], 1) }));
        return ((TransactionRecord)((List<object>)list!)[0]).TransactionId!;
    }

    private static async Task<object?> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<object>();
        await foreach (var item in items)
        {
            list.Add(item!);
        }

        Assert.NotEmpty(list);
        return list;
    }

    private sealed class CannedTransport(string answer) : ITransport
    {
        public Task<Answer> SendAsync(Endpoint endpoint, ReadOnlyMemory<byte> arguments, TimeSpan timeout, CancellationToken token)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(answer);
            return Task.FromResult(new Answer(new MemoryStream(bytes), bytes.Length));
        }

        public void Dispose()
        {
        }
    }
}
