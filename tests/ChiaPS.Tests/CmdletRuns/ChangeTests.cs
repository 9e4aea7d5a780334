using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Cmdlets that change something: what -WhatIf sends, what is asked, and what happens where nobody can answer.</summary>
public sealed class ChangeTests(SharedNode shared) : NodeTests(shared)
{
    private const string Farm = "7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";
    private string _address = "";

    private string Target => $"simulator of session '{Name}'";

    [Theory]
    [InlineData("New-ChiaSimulatorBlock", 1, true, 1)]
    [InlineData("New-ChiaSimulatorBlock 3", 3, true, 3)]
    [InlineData("New-ChiaSimulatorBlock -Count 2 -AnyBlock", 2, false, 2)]
    [InlineData("New-ChiaSimulatorBlock -Address $address", 1, true, 1)]
    [InlineData("New-ChiaSimulatorBlock -PuzzleHash $hash", 1, true, 1)]
    [InlineData("[pscustomobject]@{ Address = $address; SessionName = $name }, [pscustomobject]@{ PuzzleHash = $hash; SessionName = $name } | New-ChiaSimulatorBlock", 1, true, 2)]
    public void Farms_blocks(string script, int blocks, bool transactions, int more)
    {
        using var shell = Prepared();
        var before = Node.State.Height;
        Assert.Equal(before + (uint)more, shell.Run(script).All<BlockchainState>()[^1].Height);
        var body = Node.Requests.Of("full_node", "farm_block")[0].Body;
        Assert.Equal($$"""{"address":"{{_address}}","guarantee_tx_block":{{(transactions ? "true" : "false")}},"blocks":{{blocks}}}""", body);
    }

    [Theory]
    [InlineData("New-ChiaSimulatorBlock 2 -WhatIf", "farm_block")]
    [InlineData("Invoke-ChiaRpc FullNode farm_block @{ address = $address } -WhatIf", "farm_block")]
    [InlineData("Invoke-ChiaRpc Wallet log_in @{ fingerprint = 1 } -WhatIf", "log_in")]
    [InlineData("Invoke-ChiaRpc Wallet unheard_of -WhatIf", "unheard_of")]
    public void WhatIf_changes_nothing_and_says_what(string script, string route)
    {
        using var shell = Prepared();
        var before = Node.State.Height;
        shell.Host.Clear();
        Assert.Empty(shell.Run(script).Clean().Output);
        Assert.DoesNotContain(Node.Requests.All, request => request.Route == route);
        Assert.Equal(before, Node.State.Height);
        Assert.StartsWith("What if: Performing the operation \"", shell.Host.Text, StringComparison.Ordinal);
        Assert.Contains(Name, shell.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_says_what_will_happen()
    {
        using var shell = Prepared(["No", "Yes"]);
        var before = Node.State.Height;
        Assert.Empty(shell.Run("New-ChiaSimulatorBlock 2 -Confirm").Clean().Output);
        Assert.Equal(before, Node.State.Height);
        Assert.Single(shell.Run("New-ChiaSimulatorBlock 2 -Confirm").Clean().Output);
        Assert.Equal(before + 2, Node.State.Height);
        Assert.All(shell.Host.Prompts, prompt => Assert.Equal(
            $"Confirm\nAre you sure you want to perform this action?\nPerforming the operation \"Farm 2 block(s) to {_address}\" on target \"{Target}\".", prompt));
    }

    [Fact]
    public void Without_anybody_to_answer_it_ends_and_nothing_is_sent()
    {
        using var shell = Prepared();
        Assert.Equal("ChiaConfirm.CannotAsk", shell.Ends("New-ChiaSimulatorBlock -Confirm").Id());
        Assert.Equal("ChiaConfirm.CannotAsk", shell.Ends("$ConfirmPreference = 'Low'; New-ChiaSimulatorBlock").Id());
        Assert.Empty(Node.Requests.Of("full_node", "farm_block"));
        Assert.Single(shell.Run("New-ChiaSimulatorBlock -Confirm:$false").Clean().Output);
    }

    [Fact]
    public void What_only_reads_is_not_asked_about()
    {
        using var shell = Prepared();
        shell.Run("$ConfirmPreference = 'Low'; Invoke-ChiaRpc FullNode get_blockchain_state; Get-ChiaWallet").Clean();
        Assert.Empty(shell.Host.Prompts);
    }

    [Theory]
    [InlineData("New-ChiaSimulatorBlock 0")]
    [InlineData("New-ChiaSimulatorBlock 1.5")]
    [InlineData("New-ChiaSimulatorBlock -Address nonsense")]
    public void What_does_not_fit_is_not_sent(string script)
    {
        Prepared().Ends(script);
        Assert.Empty(Node.Requests.All);
    }

    [Theory]
    [InlineData("(Invoke-ChiaRpc FullNode get_block_record_by_height @{ height = 3 }).block_record.height", "3")]
    [InlineData("(Invoke-ChiaRpc FullNode /get_block_record_by_height '{\"height\": 4}').block_record.height", "4")]
    [InlineData("([pscustomobject]@{ height = 5 } | Invoke-ChiaRpc FullNode get_block_record_by_height).block_record.height", "5")]
    [InlineData("(Invoke-ChiaRpc Daemon ping).value", "pong")]
    [InlineData("(Invoke-ChiaRpc Daemon is_running @{ service = [ulong]::MaxValue }).service_name", "18446744073709551615")]
    [InlineData("(Invoke-ChiaRpc Daemon is_running '{\"service\": 9223372036854775809}').service_name", "9223372036854775809")]
    [InlineData("(Invoke-ChiaRpc Daemon is_running @{ service = 21000010000000000000d }).service_name", "21000010000000000000")]
    [InlineData("(Invoke-ChiaRpc Daemon is_running @{ service = 340282366920938463463374607431768211455n }).service_name", "340282366920938463463374607431768211455")]
    [InlineData("(Invoke-ChiaRpc Daemon is_running @{ service = 'üñí' }).service_name", "üñí")]
    [InlineData("(Invoke-ChiaRpc Wallet get_wallet_balance @{ wallet_id = 1 } -AsJson).GetType().Name", "String")]
    public void Any_route_can_be_called_with_exact_numbers(string script, string result) =>
        Assert.Equal(result, FormattableString.Invariant($"{Assert.Single(Prepared().Run(script).Clean().Output)}"));

    [Theory]
    [InlineData("Invoke-ChiaRpc FullNode get_block 5")]
    [InlineData("Invoke-ChiaRpc FullNode get_block '[1]'")]
    [InlineData("Invoke-ChiaRpc FullNode get_block '{oops'")]
    public void What_is_no_body_is_said_so(string script)
    {
        Assert.Equal("ChiaArgument.Body", Prepared().Errs(script).Id());
        Assert.Empty(Node.Requests.All);
    }

    private Shell Prepared(IEnumerable<string>? answers = null)
    {
        var shell = Open(answers: answers);
        _address = shell.Run($"ConvertTo-ChiaAddress {Farm} txch").Single<string>();
        shell.Run($"$address = '{_address}'; $hash = '{Farm}'; $name = '{Name}'").Clean();
        return shell;
    }
}
