using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ChiaPS.Embedded;
using ChiaPS.Tests.Hosting;

// A first session against a Chia installation that this process starts for itself: every line is a command as it is typed, and below it
// what the console shows. Nothing of a real installation is touched.
var node = await EmbeddedNode.StartAsync();
await using (node.ConfigureAwait(false))
{
    Environment.SetEnvironmentVariable("CHIA_ROOT", node.RootPath);
    Environment.SetEnvironmentVariable("CHIAPS_HOME", Path.Combine(node.RootPath, "chiaps"));
    var host = new RecordingHost(answers: null, width: 110);
    var state = InitialSessionState.CreateDefault2();
    state.ThrowOnRunspaceOpenError = true;
    state.ImportPSModule([Module.Manifest]);
    using var runspace = RunspaceFactory.CreateRunspace(host, state);
    runspace.Open();

    string[] commands =
    [
        "Get-ChiaBlockchainState",
        "Get-ChiaSync",
        "Get-ChiaKey",
        "Get-ChiaWallet",
        "Get-ChiaWalletBalance",
        "New-ChiaSimulatorBlock 3",
        "Get-ChiaWalletBalance 1",
        "Get-ChiaTransaction -First 3",
        "Get-ChiaBlockRecord -Last 2",
        "Get-ChiaWalletAddress | Get-ChiaCoinRecord",
        "$to = ConvertTo-ChiaAddress -PuzzleHash ('0x' + 'ab' * 32) -Prefix txch",
        "Send-ChiaTransaction $to 0.5 -Fee 0.0001 -WhatIf",
        "$sent = Send-ChiaTransaction $to 0.5 -Fee 0.0001 -Reference 2026-11-anna -Confirm:$false; $sent",
        "New-ChiaSimulatorBlock",
        "$sent | Wait-ChiaTransaction",
        "Get-ChiaWalletBalance 1",
        "Send-ChiaTransaction $to 0.5 -Fee 0.0001 -Reference 2026-11-anna -Confirm:$false",
        "Send-ChiaTransaction $to '0,5'",
        "Get-ChiaBlockRecord 4000000",
        "ConvertTo-ChiaAmount '1,5'",
        "$farm = New-ChiaSession farm1 -Transport Daemon",
        "Get-ChiaService -Session farm1",
        "Test-ChiaConnection farm1 -Service FullNode, Wallet",
    ];
    var failed = 0;
    foreach (var command in commands)
    {
        Console.WriteLine($"PS> {command}");
        host.Clear();
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(command).Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            Console.WriteLine($"{e.ErrorRecord.FullyQualifiedErrorId.Split(',')[0]}: {e.Message}");
        }

        Console.WriteLine(host.Text.Trim('\n'));
        Console.WriteLine();
        failed += shell.HadErrors ? 1 : 0;
    }

    // Three of the commands show what an error looks like.
    Console.WriteLine($"{commands.Length} commands, {failed} of them refused on purpose.");
    return failed == 3 ? 0 : 1;
}
