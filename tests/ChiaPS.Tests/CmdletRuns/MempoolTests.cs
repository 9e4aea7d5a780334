using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>The mempool, and what fee brings a transaction through it.</summary>
public sealed class MempoolTests(SharedNode shared) : NodeTests(shared)
{
    private static readonly string Any = "0x" + new string('a', 64);

    [Theory]
    [InlineData("Get-ChiaMempoolItem -IdOnly", "get_all_mempool_tx_ids", "{}")]
    [InlineData("Get-ChiaMempoolItem", "get_all_mempool_items", "{}")]
    [InlineData("Get-ChiaMempoolItem $any.ToUpper()", "get_mempool_item_by_tx_id", """{"tx_id":"ANY"}""")]
    [InlineData("$any.Substring(2) | Get-ChiaMempoolItem -IncludePending", "get_mempool_item_by_tx_id", """{"tx_id":"ANY","include_pending":true}""")]
    [InlineData("[pscustomobject]@{ SpendBundleId = $any; SessionName = $name } | Get-ChiaMempoolItem", "get_mempool_item_by_tx_id", """{"tx_id":"ANY"}""")]
    [InlineData("Get-ChiaMempoolItem -CoinId $any", "get_mempool_items_by_coin_name", """{"coin_name":"ANY"}""")]
    [InlineData("[pscustomobject]@{ CoinId = $any; SessionName = $name } | Get-ChiaMempoolItem", "get_mempool_items_by_coin_name", """{"coin_name":"ANY"}""")]
    public void Items(string script, string route, string body)
    {
        var variables = new Dictionary<string, object> { ["any"] = Any, ["name"] = Name };
        var items = Open().Run(script, variables).All<MempoolItem>();

        Assert.Equal(body.Replace("ANY", Any, StringComparison.Ordinal), Assert.Single(Node.Requests.Of("full_node", route)).Body);
        Assert.All(items, item => Assert.Equal((66, Name), (item.SpendBundleId!.Length, item.SessionName)));
    }

    [Theory]
    [InlineData("Get-ChiaMempoolItem -CoinId $any, $other", "get_mempool_items_by_coin_name")]
    [InlineData("Get-ChiaCoinRecord -Hint $any, $other", "get_coin_records_by_hint")]
    public async Task An_id_that_fails_does_not_stop_the_next(string script, string route)
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Text500, Service = "full_node", Route = route, Count = 1 });
        var result = Open().Run(script, new Dictionary<string, object> { ["any"] = Any, ["other"] = "0x" + new string('b', 64) });
        Assert.Equal(("ChiaRpc.InternalServerError", Any), (result.Errors.Single().Id(), result.Errors[0].TargetObject));
        Assert.Equal(2, Node.Requests.Of("full_node", route).Count);
    }

    [Fact]
    public void An_item_has_fee_rate_coins_and_the_bundle()
    {
        var item = Open().Run("Get-ChiaMempoolItem -CoinId " + Any).All<MempoolItem>()[0];

        Assert.Equal((0.0000001m, 100_000ul, 3_012_044ul, 100_000m / 3_012_044m), (item.FeeXch, item.FeeMojo, item.Cost, item.FeePerCost));
        Assert.Equal((900_000ul, 1_000_000ul), (Assert.Single(item.Additions!).AmountMojo, Assert.Single(item.Removals!).AmountMojo));
        Assert.StartsWith("txch1", item.Additions![0].Address, StringComparison.Ordinal);
        Assert.StartsWith("{", item.SpendBundle, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_alone_has_nothing_else()
    {
        var item = Open().Run("Get-ChiaMempoolItem -IdOnly").All<MempoolItem>()[0];
        Assert.Equal((null, null, null, null), ((object?)item.FeeXch, item.Cost, item.FeePerCost, item.SpendBundle));
    }

    [Theory]
    [InlineData("Get-ChiaFeeEstimate", """{"target_times":[60,300,600],"spend_type":"send_xch_transaction","spend_count":1}""")]
    [InlineData("Get-ChiaFeeEstimate CatSpend -SpendCount 3 -TargetTime 60, 0:05:00", """{"target_times":[60,300],"spend_type":"cat_spend","spend_count":3}""")]
    [InlineData("Get-ChiaFeeEstimate NftSetNftDid -TargetTime ([timespan]::FromHours(1))", """{"target_times":[3600],"spend_type":"nft_set_nft_did","spend_count":1}""")]
    [InlineData("Get-ChiaFeeEstimate -Cost 20000000 -TargetTime 60", """{"target_times":[60],"cost":20000000}""")]
    [InlineData("[pscustomobject]@{ SpendBundle = '{\"coin_spends\": []}'; SessionName = $name } | Get-ChiaFeeEstimate -TargetTime 60", """{"target_times":[60],"spend_bundle":{"coin_spends": []}}""")]
    public void Estimates_are_asked_for_exactly(string script, string body)
    {
        Open().Run(script, new Dictionary<string, object> { ["name"] = Name });
        Assert.Equal(body.Replace(" ", "", StringComparison.Ordinal), Assert.Single(Node.Requests.Of("full_node", "get_fee_estimate")).Body.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void One_object_a_target_time()
    {
        var estimates = Open().Run("Get-ChiaFeeEstimate -Cost 20000000 -TargetTime 60, 300, 600").All<FeeEstimate>();
        Assert.Equal([60, 300, 600], estimates.Select(estimate => estimate.TargetTime!.Value.TotalSeconds));
        Assert.All(estimates, estimate => Assert.Equal((true, Name), (estimate.Fee is not null && estimate.FeeMojo is not null && estimate.MempoolFull is >= 0 and <= 1, estimate.SessionName)));
    }

    [Fact]
    public void The_wallet_knows_the_rate_only()
    {
        using var shell = Open();
        var estimate = shell.Run("Get-ChiaFeeEstimate -Service Wallet").Single<FeeEstimate>();
        Assert.Equal((0m, null, null, null), (estimate.FeeRate, (object?)estimate.Fee, estimate.TargetTime, estimate.MempoolFull));
        Assert.Equal("ChiaArgument.Conflict", shell.Errs("Get-ChiaFeeEstimate -Service Wallet -TargetTime 60").Id());
        Assert.Empty(Node.Requests.Of("full_node", "get_fee_estimate"));
    }

    [Theory]
    [InlineData("-TargetTime 1.5")]
    [InlineData("-TargetTime -1")]
    [InlineData("-TargetTime soon")]
    [InlineData("-SpendBundle nonsense")]
    [InlineData("-SpendBundle '[]'")]
    [InlineData("-Cost 0.5")]
    public void What_is_not_exact_is_not_asked(string setting)
    {
        using var shell = Open();
        Assert.IsType<ErrorRecord>(Assert.Single(shell.Run($"try {{ Get-ChiaFeeEstimate {setting} -ErrorAction Stop }} catch {{ $_ }}").Output).BaseObject);
        Assert.Empty(Node.Requests.Of("full_node", "get_fee_estimate"));
    }
}
