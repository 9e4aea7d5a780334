using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Cmdlets that read a wallet and the keychain.</summary>
public sealed class WalletTests(SharedNode shared) : NodeTests(shared)
{
    private const string Did = "did:chia:1cgxa37yrxa7xtjfr3n350ks65jcyyn5ehlpyajcwl7krewdtnqaswapah5";
    private static readonly string Nothing = "0x" + new string('a', 64);

    [Theory]
    [InlineData("Get-ChiaWallet", "1 2 3 4")]
    [InlineData("Get-ChiaWallet 2", "2")]
    [InlineData("Get-ChiaWallet 1, 3", "1 3")]
    [InlineData("1, 4 | Get-ChiaWallet", "1 4")]
    [InlineData("[pscustomobject]@{ WalletId = 2 } | Get-ChiaWallet", "2")]
    [InlineData("Get-ChiaWallet -Type Cat", "2")]
    [InlineData("Get-ChiaWallet -Type Cat, Nft", "2 4")]
    [InlineData("Get-ChiaWallet -Name 'Chia*'", "1")]
    [InlineData("Get-ChiaWallet -Name nosuch", "")]
    [InlineData("Get-ChiaWalletBalance | Get-ChiaWallet", "1 2 3 4")]
    [InlineData("Get-ChiaWallet -DidId " + Did, "3")]
    public void Wallets(string script, string ids)
    {
        var wallets = Open().Run(script).All<Wallet>();
        Assert.Equal(ids, string.Join(' ', wallets.Select(wallet => wallet.WalletId)));
        Assert.All(wallets, wallet => Assert.Equal((1532878573u, Name), (wallet.Fingerprint!.Value, wallet.SessionName)));
    }

    [Theory]
    [InlineData("Get-ChiaWalletBalance", "1 2 3 4", "get_wallet_balances")]
    [InlineData("Get-ChiaWalletBalance 1", "1", "get_wallet_balance")]
    [InlineData("Get-ChiaWalletBalance -WalletId 2, 1", "1 2", "get_wallet_balances")]
    [InlineData("Get-ChiaWallet -Type Cat | Get-ChiaWalletBalance", "2", "get_wallet_balance")]
    [InlineData("'1' | Get-ChiaWalletBalance", "1", "get_wallet_balance")]
    public void Balances(string script, string ids, string route)
    {
        var balances = Open().Run(script).All<WalletBalance>();
        Assert.Equal(ids, string.Join(' ', balances.Select(balance => balance.WalletId)));
        Assert.All(balances, balance => Assert.Equal((1532878573u, Name), (balance.Fingerprint!.Value, balance.SessionName)));
        Assert.Single(Node.Requests.Of("wallet", route));
    }

    [Fact]
    public void Balances_come_in_units_and_in_mojos()
    {
        using var shell = Open();
        var xch = shell.Run("Get-ChiaWalletBalance 1").Single<WalletBalance>();
        Assert.Equal(xch.ConfirmedWalletBalanceMojo, xch.ConfirmedWalletBalance * 1_000_000_000_000m);
        var cat = shell.Run("Get-ChiaWalletBalance 2").Single<WalletBalance>();
        Assert.Equal(cat.ConfirmedWalletBalanceMojo, cat.ConfirmedWalletBalance * 1000m);
    }

    [Theory]
    [InlineData("Get-ChiaWalletAddress", "1")]
    [InlineData("Get-ChiaWalletAddress 1, 2", "1 2")]
    [InlineData("Get-ChiaWallet 1 | Get-ChiaWalletAddress", "1")]
    public void Addresses(string script, string ids)
    {
        var addresses = Open().Run(script).All<WalletAddress>();
        Assert.Equal(ids, string.Join(' ', addresses.Select(address => address.WalletId)));
        Assert.All(addresses, address => Assert.StartsWith("txch1", address.Address, StringComparison.Ordinal));

        // The current one: reading an address makes no new one.
        Assert.All(Node.Requests.Of("wallet", "get_next_address"), request => Assert.Contains("\"new_address\":false", request.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-ChiaWallet 9, 1", "9")]
    [InlineData("Get-ChiaWalletBalance 9", "9")]
    [InlineData("Get-ChiaWalletAddress 9, 1", "9")]
    [InlineData("Get-ChiaTransaction 9, 1 -First 1", "9")]
    [InlineData("Get-ChiaTransaction -TransactionId 0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    public void What_is_not_there_is_one_error(string script, string? target)
    {
        var error = Open().Errs(script);
        Assert.Equal("ChiaRpc.NotFound", error.Id());
        Assert.Equal(target ?? Nothing, FormattableString.Invariant($"{error.TargetObject}"));
    }

    [Fact]
    public void Transactions_come_newest_first_and_can_be_turned()
    {
        using var shell = Open();
        var newest = shell.Run("Get-ChiaTransaction 1").All<TransactionRecord>();
        Assert.True(newest.Count > 50, "more than the RPC gives at once by itself");
        Assert.Equal(newest.Count, newest.Select(transaction => transaction.TransactionId).Distinct(StringComparer.Ordinal).Count());
        var confirmed = newest.Where(transaction => transaction.Confirmed).Select(transaction => transaction.ConfirmedAtHeight).ToArray();
        Assert.Equal(confirmed.OrderDescending(), confirmed);
        var oldest = shell.Run("Get-ChiaTransaction 1 -SortBy Height -Oldest").All<TransactionRecord>().Select(transaction => transaction.ConfirmedAtHeight).ToArray();
        Assert.Equal(oldest.Order(), oldest);
        Assert.Equal(newest.Count, oldest.Length);
    }

    [Fact]
    public void Pages_can_be_cut()
    {
        using var shell = Open();
        var all = shell.Run("Get-ChiaTransaction -SortBy Height").All<TransactionRecord>().Select(transaction => transaction.TransactionId!).ToArray();
        string Ids(string script) => string.Join(' ', shell.Run(script).All<TransactionRecord>().Select(transaction => transaction.TransactionId));
        Assert.Equal(string.Join(' ', all.Take(3)), Ids("Get-ChiaTransaction -SortBy Height -First 3"));
        Assert.Equal(string.Join(' ', all.Skip(2).Take(3)), Ids("Get-ChiaTransaction -SortBy Height -Skip 2 -First 3"));
        Assert.Equal(string.Join(' ', all.Skip(5)), Ids("Get-ChiaTransaction -SortBy Height -Skip 5"));
        Assert.Equal("", Ids("Get-ChiaTransaction -First 0"));
        var counted = shell.Run("Get-ChiaTransaction -First 1 -IncludeTotalCount").Clean().Output;
        Assert.Equal((2, (ulong)all.Length), (counted.Count, (ulong)counted[0].BaseObject));
        Assert.Equal($"Total count: {all.Length}", shell.Run("(Get-ChiaTransaction -First 1 -IncludeTotalCount)[0].ToString()").Output[0].BaseObject);
    }

    [Fact]
    public async Task Rows_that_move_while_paging_come_once()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { InitialBlocks = 130 });
        using var shell = Open(to: node);
        var before = shell.Run("Get-ChiaTransaction 1").All<TransactionRecord>();
        Assert.True(before.Count > 200, "three pages");
        var script = "$n = 0; Get-ChiaTransaction 1 | ForEach-Object { $n++; if ($n -in 1, 101) { $null = New-ChiaSimulatorBlock -Confirm:$false }; $_ }";
        var ids = shell.Run(script).All<TransactionRecord>().Select(transaction => transaction.TransactionId).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(before.Select(transaction => transaction.TransactionId).Except(ids, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-Type Outgoing", "\"type_filter\":{\"values\":[1],\"mode\":1}")]
    [InlineData("-ExcludeType PoolReward, FarmerReward", "\"type_filter\":{\"values\":[2,3],\"mode\":2}")]
    [InlineData("-Confirmed", "\"confirmed\":true")]
    [InlineData("-Confirmed:$false", "\"confirmed\":false")]
    [InlineData("-SortBy Height", "\"sort_key\":\"CONFIRMED_AT_HEIGHT\",\"reverse\":true")]
    [InlineData("-Oldest", "\"sort_key\":\"RELEVANCE\",\"reverse\":true")]
    public void Transactions_can_be_chosen(string parameters, string body)
    {
        Open().Run($"Get-ChiaTransaction 1 {parameters} -First 1").Clean();
        Assert.Contains(body, Node.Requests.Of("wallet", "get_transactions")[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(Get-ChiaTransaction -First 1) | Get-ChiaTransaction")]
    [InlineData("Get-ChiaTransaction -TransactionId (Get-ChiaTransaction -First 1).TransactionId")]
    [InlineData("(Get-ChiaTransaction -First 1).TransactionId | Get-ChiaTransaction")]
    [InlineData("Get-ChiaWallet 1 | Get-ChiaTransaction -First 1")]
    public void Transactions_come_by_id_and_by_wallet(string script)
    {
        var transaction = Open().Run(script).Single<TransactionRecord>();
        Assert.Equal((1u, 1532878573u, Name), (transaction.WalletId, transaction.Fingerprint!.Value, transaction.SessionName));
        Assert.Equal(transaction.AmountMojo, transaction.Amount * 1_000_000_000_000m);
    }

    [Fact]
    public void Memos_are_asked_for_where_there_can_be_some()
    {
        using var shell = Open();
        var error = shell.Run("Get-ChiaTransaction 1 -Type Outgoing, PoolReward -IncludeMemo");
        var asked = Node.Requests.Of("wallet", "get_transaction_memo").Count;
        Assert.True(asked > 0 && asked <= error.Output.Select(item => item.BaseObject).OfType<TransactionRecord>().Count(transaction => transaction.Type == TransactionType.Outgoing) + 1);
    }

    [Fact]
    public void Types_exclude_each_other()
    {
        Assert.Equal("ChiaArgument.Conflict", Open().Errs("Get-ChiaTransaction -Type Outgoing -ExcludeType PoolReward").Id());
        Assert.Empty(Node.Requests.Of("wallet", "get_transactions"));
    }

    [Theory]
    [InlineData("Get-ChiaKey", "1532878573 3233035169 3296682342")]
    [InlineData("Get-ChiaKey 3233035169", "3233035169")]
    [InlineData("1532878573, 3296682342 | Get-ChiaKey", "1532878573 3296682342")]
    [InlineData("Get-ChiaKey -Current", "1532878573")]
    [InlineData("Get-ChiaWallet 1 | Get-ChiaKey", "1532878573")]
    public void Keys(string script, string fingerprints)
    {
        var keys = Open().Run(script).All<Key>();
        Assert.Equal(fingerprints, string.Join(' ', keys.Select(key => key.Fingerprint)));
        Assert.All(keys, key => Assert.Equal(key.Fingerprint == 1532878573, key.IsLoggedIn));
    }

    [Fact]
    public async Task Keys_come_from_the_wallet_where_there_is_no_daemon()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "daemon" });
        using var shell = Open();
        Assert.Equal(3, shell.Run("Get-ChiaKey").All<Key>().Count);
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "wallet" });
        Assert.Contains("The daemon at", shell.Ends("Get-ChiaKey").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_keyring_is_asked_for_nothing_that_loses_keys()
    {
        Node.State.KeyringLocked = true;
        using var shell = Open();
        Assert.Equal("ChiaRpc.KeyringLocked", shell.Errs("Get-ChiaKey -IncludePlottingKey").Id());
        Assert.Empty(Node.Requests.Of("daemon", "get_keys_for_plotting"));
        Node.State.KeyringLocked = false;
        Assert.NotNull(shell.Run("Get-ChiaKey 1532878573 -IncludePlottingKey").Single<Key>().FarmerPublicKey);
    }

    [Fact]
    public void Missing_keys_are_an_error_each()
    {
        var result = Open().Run("Get-ChiaKey 7, 1532878573");
        Assert.Single(result.Output);
        Assert.Equal((7u, "ChiaRpc.NotFound"), (Assert.Single(result.Errors).TargetObject, result.Errors[0].Id()));
    }
}
