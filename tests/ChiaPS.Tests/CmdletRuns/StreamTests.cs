using System.Management.Automation;
using System.Text.RegularExpressions;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>What cmdlets say beside their objects: verbose and debug lines, secrets, progress, and waits.</summary>
public sealed partial class StreamTests(SharedNode shared) : NodeTests(shared)
{
    private const string Mnemonic =
        "abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual";

    [Theory]
    [InlineData("Get-ChiaBlockchainState", ChiaTransport.Https)]
    [InlineData("Get-ChiaWalletBalance 1", ChiaTransport.Https)]
    [InlineData("Get-ChiaWallet", ChiaTransport.Daemon)]
    [InlineData("Get-ChiaSync", ChiaTransport.Https)]
    [InlineData("Get-ChiaTransaction", ChiaTransport.Daemon)]
    [InlineData("Get-ChiaKey", ChiaTransport.Https)]
    [InlineData("Get-ChiaCoinRecord -All", ChiaTransport.Https)]
    [InlineData("Invoke-ChiaRpc FullNode get_blockchain_state", ChiaTransport.Https)]
    [InlineData("Get-ChiaBlockRecord 999 -ErrorAction Ignore", ChiaTransport.Https)]
    public void Verbose_is_a_line_a_call(string script, ChiaTransport transport)
    {
        var verbose = Open(transport).Run(script + " -Verbose").Verbose;
        var calls = Node.Requests.All.Where(request => request.Route is not ("register_service" or "is_running")).Select(request => request.Route);
        Assert.All(verbose, line => Assert.Matches("^(chia_[a-z_]+|daemon)/[a-z_]+ answered after [0-9]+\\.[0-9] ms with [0-9]+ bytes\\.$", line));

        // A call inside another is told before it.
        Assert.Equal(calls.Order(StringComparer.Ordinal).ToArray(), verbose.Select(line => line.Split(' ')[0].Split('/')[1]).Order(StringComparer.Ordinal).ToArray());
        Assert.Empty(Open(transport).Run(script).Verbose);
    }

    [Fact]
    public void Debug_shows_the_bodies_and_the_traceback()
    {
        using var shell = Open();
        var result = shell.Run("$DebugPreference = 'Continue'; Get-ChiaBlockRecord 3; Get-ChiaBlockRecord 999");
        Assert.Contains(result.Debug, line => line == "chia_full_node/get_block_record_by_height asked {\"height\":3}");
        Assert.Contains(result.Debug, line => line.StartsWith("chia_full_node/get_block_record_by_height answered {\"block_record\":{", StringComparison.Ordinal));
        Assert.Contains(result.Debug, line => line.StartsWith("Traceback (most recent call last)", StringComparison.Ordinal));
        Assert.DoesNotContain("Traceback", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(shell.Run("$DebugPreference = 'SilentlyContinue'; Get-ChiaBlockRecord 3").Debug);
    }

    [Theory]
    [InlineData("Invoke-ChiaRpc Wallet generate_mnemonic")]
    [InlineData("Invoke-ChiaRpc Wallet get_private_key @{ fingerprint = 1532878573 }")]
    [InlineData("Invoke-ChiaRpc Daemon get_key @{ fingerprint = 1532878573; include_secrets = $true }")]
    [InlineData("Invoke-ChiaRpc Daemon get_keys @{ include_secrets = $true }")]
    [InlineData("Invoke-ChiaRpc Daemon add_key @{ mnemonic = $secret } -Confirm:$false")]
    [InlineData("Invoke-ChiaRpc Daemon unlock_keyring @{ key = $secret } -Confirm:$false")]
    [InlineData("Invoke-ChiaRpc Daemon validate_keyring_passphrase @{ key = $secret }")]
    [InlineData("Invoke-ChiaRpc Daemon set_keyring_passphrase @{ current_passphrase = $secret; new_passphrase = $secret } -Confirm:$false")]
    [InlineData("Invoke-ChiaRpc Wallet unheard_of @{ mnemonic = $secret; deep = @{ passphrase = $secret; sk = $secret } } -Confirm:$false")]
    public void Secrets_are_in_no_stream(string script)
    {
        using var shell = Open();
        var result = shell.Run($"$secret = '{Mnemonic}'; $VerbosePreference = $DebugPreference = 'Continue'; {script}");
        var said = string.Join('\n', [.. result.Verbose, .. result.Debug, .. result.Warnings, .. result.Errors.Select(error => error.ToString()), shell.Host.Text]);
        Assert.NotEmpty(result.Debug);
        var secrets = Traces(string.Join(' ', [Mnemonic, .. result.Output.SelectMany(Secrets)])).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Traces(said), secrets.Contains);
    }

    [Fact]
    public async Task A_wait_shows_how_far_it_is_and_ends_when_synced()
    {
        Node.State.NodeSync.Set(SyncState.Syncing, polls: 2);
        var result = Open().Run("Wait-ChiaSync FullNode");
        Assert.True(result.Single<Sync>() is { Service: ChiaService.FullNode, Synced: true });
        Assert.True(Node.Requests.Of("full_node", "get_blockchain_state").Count >= 2);
        Assert.All(result.Progress, record => Assert.Equal($"Waiting for the full node of {Name}", record.Activity));
        Assert.Equal($"Height {Node.State.Height} of {Node.State.Height + 100}", result.Progress[^1].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.InRange(result.Progress[0].PercentComplete, 1, 99);
        await Task.CompletedTask;
    }

    [Fact]
    public void A_wait_that_is_over_at_once_shows_nothing_but_its_end()
    {
        var result = Open().Run("Wait-ChiaSync");
        Assert.Equal([ChiaService.FullNode, ChiaService.Wallet], result.All<Sync>().Select(sync => sync.Service));
        Assert.All(result.Progress, record => Assert.Equal(ProgressRecordType.Completed, record.RecordType));
    }

    [Fact]
    public void A_wait_that_takes_too_long_is_an_error()
    {
        Node.State.NodeSync.Set(SyncState.Syncing);
        using var shell = Open();
        var error = shell.Errs("Wait-ChiaSync FullNode -WaitTimeoutSec 0");
        Assert.Equal("ChiaWait.Timeout", error.Id());
        Assert.StartsWith($"The full node of '{Name}' is not synced after 0 s: height {Node.State.Height} of {Node.State.Height + 100}, ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal(ChiaService.FullNode, error.TargetObject);

        // The other service is waited for all the same.
        Assert.Equal(ChiaService.Wallet, ((Sync)Assert.Single(shell.Run("Wait-ChiaSync -WaitTimeoutSec 0").Output).BaseObject).Service);
    }

    [Fact]
    public async Task Sync_of_both_comes_even_when_one_is_down()
    {
        using var shell = Open();
        Assert.Equal([ChiaService.FullNode, ChiaService.Wallet], shell.Run("Get-ChiaSync").All<Sync>().Select(sync => sync.Service));
        Assert.Equal([ChiaService.Wallet], shell.Run("'Wallet' | Get-ChiaSync").All<Sync>().Select(sync => sync.Service));
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "full_node" });
        var result = shell.Run("Get-ChiaSync");
        Assert.Equal(ChiaService.Wallet, ((Sync)Assert.Single(result.Output).BaseObject).Service);
        Assert.Equal((ChiaService.FullNode, "ChiaConnection.Refused"), (Assert.Single(result.Errors).TargetObject, result.Errors[0].Id()));
        Assert.Contains("FullNode", shell.Ends("Get-ChiaSync Farmer").ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Secrets(PSObject answer) => answer.Properties.SelectMany(property => property.Value switch
    {
        PSObject inner => Secrets(inner),
        object[] list => list.SelectMany(item => item is PSObject inner ? Secrets(inner) : property.Name is "mnemonic" ? [$"{item}"] : []),
        var value => property.Name is "mnemonic" or "sk" or "farmer_sk" or "pool_sk" or "seed" or "entropy" ? [$"{value}"] : [],
    });

    // Long words, and three words in a row whatever stands between them: a single one may be anything.
    private static IEnumerable<string> Traces(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToArray();
        return words.Where(word => word.Length >= 32).Concat(words.Zip(words.Skip(1), words.Skip(2)).Select(row => $"{row.First} {row.Second} {row.Third}"));
    }

    [GeneratedRegex("[a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
