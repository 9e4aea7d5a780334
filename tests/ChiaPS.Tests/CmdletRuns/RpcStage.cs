using System.Management.Automation;
using System.Reflection;
using System.Text.Json;
using ChiaPS.Commands;
using ChiaPS.Embedded;
using ChiaPS.Rpc;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Sets the stage for the scripts that run every cmdlet.</summary>
public abstract class RpcStage(SharedNode shared) : NodeTests(shared)
{
    private protected static IEnumerable<Type> CmdletTypes() => typeof(RpcAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null);

    private protected static Type TypeOf(string cmdlet) => CmdletTypes().Single(type => NameOf(type) == cmdlet);

    private protected static ChiaService ServiceOf(ReceivedRequest request) => ServiceFacts.All.Single(facts => facts.DaemonName == "chia_" + request.Service || facts.DaemonName == request.Service).Service;

    private protected static string NameOf(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : "";

    /// <summary>Runs every script of a cmdlet: the stage is set before and cleared after each.</summary>
    private protected async Task EachAsync(string cmdlet, Func<Shell, EmbeddedNode, string, string, Task> run)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.3.0", InitialBlocks = 4 });
        foreach (var script in RpcScripts.All[cmdlet])
        {
            var (stage, parameters) = script.Contains(": ", StringComparison.Ordinal) || script.EndsWith(':')
                ? (script.Split(':')[0], script[(script.IndexOf(':', StringComparison.Ordinal) + 1)..])
                : ("", script);
            var node = stage == "old" ? old : Node;
            Node.State.ResetKeys();
            Node.State.LoggedIn = Node.State.Fingerprints[0];
            using var shell = Prepared(node);
            await SetAsync(stage, shell);
            node.Requests.Clear();
            await run(shell, node, script, $"{(stage == "many" ? "$rows | " : "")}{cmdlet} {parameters}");
            node.Requests.Arrived = null;
            await Node.Faults.ClearAsync();
            node.State.ClearSpends();
        }
    }

    private Shell Prepared(EmbeddedNode node)
    {
        var shell = Open(to: node);
        shell.Home = Path.Combine(Hosting.Module.Scratch, Name);
        shell.Run(
            $$"""
            $name = '{{Name}}x'; $root = '{{node.RootPath}}'; $block = (Get-ChiaBlockRecord 1).HeaderHash
            $spent = (Get-ChiaCoinRecord -All -IncludeSpent | Where-Object SpentBlockIndex -gt 0)[0].CoinId
            $coin, $coin2 = (Get-ChiaCoinRecord -All -IncludeSpent)[0, 1].CoinId
            $transaction = (Get-ChiaTransaction 1 -First 1 -Oldest).TransactionId; $address = ConvertTo-ChiaAddress {{RpcScripts.Farm}} txch
            $payee = ConvertTo-ChiaAddress $transaction txch; $unspent = (Get-ChiaWalletCoin 1 -Spendable -MinAmount 0.2 -MaxAmount 2)[0].CoinId
            $rows = [pscustomobject]@{ Address = $payee; Amount = '0.1' }, [pscustomobject]@{ Address = $payee; Amount = '0.3' }
            $words = [securestring]::new(); ('abandon ' * 24).Trim().ToCharArray() | ForEach-Object { $words.AppendChar($_) }
            $passphrase = [securestring]::new(); 'correct horse'.ToCharArray() | ForEach-Object { $passphrase.AppendChar($_) }
            """).Clean();
        return shell;
    }

    // What is told to end takes all with it, a moment later.
    private protected async Task RestartAsync()
    {
        await UntilAsync(() => !Node.IsRunning("daemon"));
        foreach (var service in Service.All.Select(service => service.Name).Append("daemon"))
        {
            await Node.StartServiceAsync(service);
        }
    }

    private async Task SetAsync(string stage, Shell shell)
    {
        (Node.State.KeyringLocked, Node.State.KeysForgotten) = (stage == "locked", stage == "keys forgotten");
        Node.State.Passphrase = stage is "locked" or "with passphrase" or "keys forgotten" ? "correct horse" : null;
        Node.State.PlottingJobs = [new() { ["id"] = "job1", ["state"] = "RUNNING", ["queue"] = "default", ["parallel"] = false, ["delay"] = 0, ["deleted"] = false }];
        const string builds = "$built = Send-ChiaTransaction $payee 0.4 -NoPush -AllowDuplicate; ";
        var signed = Hosting.Recorded.Of("wallet", "submit_transactions").First(one => one.Case == "default").Request.GetProperty("signed_transactions")[0].GetRawText();
        shell.Run("$null = $signed", new Dictionary<string, object> { ["signed"] = signed }).Clean();
        switch (stage)
        {
            case "farmed":
                // What is taken back are blocks that no other script needs.
                Node.State.FarmBlocks(5);
                break;
            case "sent":
                shell.Run("$null = Send-ChiaTransaction $payee 0.4 -Confirm:$false").Clean();
                break;
            case "built":
                var built = shell.Run(builds + "$built").Single<SpendResult>();
                var bundle = JsonDocument.Parse(built.TransactionJson!).RootElement[0].GetProperty("spend_bundle").GetRawText();
                shell.Run("$null = $bundle", new Dictionary<string, object> { ["bundle"] = bundle }).Clean();
                break;
            case "lost":
                // Never taken by the wallet, and its coin is spent by somebody else.
                await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "push_transactions", Count = 1 });
                shell.Run("try { Send-ChiaTransaction $payee 0.4 -AllowDuplicate -Confirm:$false -OutVariable lost } catch { }");
                Take(Node.Requests.Of("wallet", "push_transactions")[^1]);
                break;
        }

        if (stage.StartsWith("clawback", StringComparison.Ordinal))
        {
            shell.Run("$null = Send-ChiaTransaction $payee 0.4 -Clawback 60 -Confirm:$false; $null = New-ChiaSimulatorBlock; $clawback = (Get-ChiaClawback)[0].CoinId").Clean();
        }

        if (stage.EndsWith("taken", StringComparison.Ordinal))
        {
            Node.Requests.Arrived = request =>
            {
                if (request.Route == "push_transactions")
                {
                    Take(request);
                }
            };
        }

        foreach (var service in stage == "services down" ? Service.All.Select(service => service.Name) : stage == "daemon down" ? ["daemon"] : stage == "wallet down" ? ["wallet"] : [])
        {
            await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = service });
        }
    }

    private void Take(ReceivedRequest push) => Node.State.Take(JsonDocument.Parse(push.Body).RootElement.GetProperty("transactions")[0].GetProperty("removals")[0]);
}
