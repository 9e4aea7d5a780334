using ChiaPS.Tests.Hosting;
using ChiaPS.Tests.Sessions;
using Xunit;

namespace ChiaPS.Tests.Live;

/// <summary>Spends at a real Chia, when CHIAPS_LIVE_ROOT names the root of a simulator. They cost its key a little.</summary>
[Collection(nameof(AloneWithTheTable))]
public sealed class LiveSpendTests : IDisposable
{
    private static readonly string? Root = Environment.GetEnvironmentVariable("CHIAPS_LIVE_ROOT");

    private readonly Shell? _shell;
    private readonly string _home = Path.Combine(Module.Scratch, "live-" + Guid.NewGuid().ToString("N")[..8]);

    public LiveSpendTests()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Root), "CHIAPS_LIVE_ROOT names no root of a real Chia simulator (chia dev sim create).");
        AloneWithTheTable.Clear();
        _shell = new Shell { Home = _home };
        Shell.Run($"$null = New-ChiaSession live -RootPath '{Root}'; $to = ConvertTo-ChiaAddress ('0x' + [guid]::NewGuid().ToString('N') + [guid]::NewGuid().ToString('N')) txch; $null = New-ChiaSimulatorBlock; $null = Wait-ChiaSync").Clean();
    }

    private Shell Shell => _shell!;

    public void Dispose()
    {
        _shell?.Dispose();
        AloneWithTheTable.Clear();
    }

    [Fact]
    public void A_payment_is_waited_for_until_a_block_has_it()
    {
        var result = Farming("Send-ChiaTransaction $to 0.001 -Fee 0.00001 -Memo Test -Wait -WaitTimeoutSec 120 -Confirm:$false").Single<SpendResult>();
        Assert.Equal(SpendStatus.Confirmed, result.Status);
        Assert.Equal(result.TransactionId, result.SpendBundleId);
        Assert.Equal(1_000_000_000ul, Shell.Run("Get-ChiaCoinRecord -PuzzleHash $to").Single<CoinRecord>().AmountMojo);
    }

    [Fact]
    public void A_reference_is_paid_once()
    {
        const string pays = "Send-ChiaTransaction $to 0.001 -Reference live-1 -Confirm:$false";
        var first = Shell.Run(pays).Single<SpendResult>();
        Assert.Contains(first.Status, new[] { SpendStatus.InMempool, SpendStatus.Confirmed }); // others may farm meanwhile
        Assert.Equal(first.TransactionId, Shell.Run(pays).Single<SpendResult>().TransactionId);
        Farm();
        var third = Farming(pays + " -Wait -WaitTimeoutSec 120").Single<SpendResult>();
        Assert.Equal((SpendStatus.Confirmed, first.TransactionId), (third.Status, third.TransactionId));
        Assert.Single(Shell.Run("Get-ChiaCoinRecord -PuzzleHash $to").All<CoinRecord>());
    }

    [Fact]
    public void WhatIf_leaves_no_trace()
    {
        var before = Shell.Run("(Get-ChiaWalletBalance 1).SpendableBalance").Single<decimal>();
        Assert.Empty(Shell.Run("Send-ChiaTransaction $to 0.001 -WhatIf").Clean().Output);
        Assert.Contains("Send 0.001 TXCH (1000000000 mojos) to txch1", Shell.Host.Text, StringComparison.Ordinal);
        Assert.Equal(before, Shell.Run("(Get-ChiaWalletBalance 1).SpendableBalance").Single<decimal>());
        Assert.False(Directory.Exists(_home));
    }

    [Fact]
    public void What_was_built_is_submitted_and_waited_for() =>
        Assert.True(Farming("Send-ChiaTransaction $to 0.001 -NoPush | Submit-ChiaTransaction -Confirm:$false | Wait-ChiaTransaction -WaitTimeoutSec 120").Single<TransactionRecord>().Confirmed);

    [Fact]
    public void Coins_are_split_and_joined()
    {
        var coin = Shell.Run("(Get-ChiaWalletCoin 1 -Spendable -MinAmount 0.1)[0].CoinId").Single<string>();
        Assert.Equal(SpendStatus.Confirmed, Farming($"Split-ChiaCoin {coin} 3 0.0101 -Wait -WaitTimeoutSec 120 -Confirm:$false").Single<SpendResult>().Status);
        var joined = Farming("Get-ChiaWalletCoin 1 -Spendable -MinAmount 0.0101 -MaxAmount 0.0101 | Join-ChiaCoin -Wait -WaitTimeoutSec 120 -Confirm:$false").Single<SpendResult>();
        Assert.Equal(SpendStatus.Confirmed, joined.Status);
        Assert.True(joined.Amount >= 0.0303m, $"{joined.Amount}");
    }

    [Fact]
    public void A_clawback_is_taken_back()
    {
        Farming("$sent = Send-ChiaTransaction $to 0.001 -Clawback 36000 -Wait -WaitTimeoutSec 120 -Confirm:$false").Clean();
        var clawback = Shell.Run("@(Get-ChiaClawback).Where({ -not $_.Spent -and -not $_.Pending })[0]").Single<Clawback>();
        var result = Farming($"Complete-ChiaClawback {clawback.CoinId} -Wait -WaitTimeoutSec 120 -Confirm:$false").Single<SpendResult>();
        Assert.Equal((SpendStatus.Confirmed, clawback.AmountMojo), (result.Status, result.AmountMojo));
    }

    private void Farm() => Shell.Run("$null = New-ChiaSimulatorBlock; $null = Wait-ChiaSync").Clean();

    // Blocks come while the command waits.
    private ShellResult Farming(string script)
    {
        using var done = new CancellationTokenSource();
        var farming = Task.Run(async () =>
        {
            using var farmer = new Shell();
            while (!done.IsCancellationRequested)
            {
                await Task.Delay(2000, TestContext.Current.CancellationToken);
                farmer.Run("$null = New-ChiaSimulatorBlock -Session live");
            }
        });
        var result = Shell.Run(script);
        done.Cancel();
        farming.Wait(TestContext.Current.CancellationToken);
        return result;
    }
}
