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

/// <summary>What a cmdlet says it calls is what it calls: nothing else, and nothing for show.</summary>
public sealed class RpcTests(SharedNode shared) : NodeTests(shared)
{
    private const string Farm = "7c8ddbc4f34e334664327b2db15e1c14c5ec8aaea3c935bda595b03367580ca4";
    private const string Did = "did:chia:1cgxa37yrxa7xtjfr3n350ks65jcyyn5ehlpyajcwl7krewdtnqaswapah5";

    // Every parameter set of every cmdlet that calls something. "daemon down:" and the like set the stage.
    private static readonly Dictionary<string, string[]> Scripts = new(StringComparer.Ordinal)
    {
        ["Add-ChiaPlotDirectory"] = ["/plots2"],
        ["Connect-ChiaSolver"] = ["localhost 40751"],
        ["Add-ChiaKey"] = ["$words -Confirm:$false", "$words -LogIn -Label x -Confirm:$false", "keys forgotten: $words -Confirm:$false", "old: $words -Confirm:$false", "old: $words -LogIn -Label x -Confirm:$false"],
        ["Clear-ChiaKeychain"] = ["3 -Confirm:$false", "wallet down: 3 -Confirm:$false"],
        ["Connect-ChiaPeer"] = ["127.0.0.1 8444"],
        ["Disconnect-ChiaPeer"] = ["$coin"],
        ["Get-ChiaAutoClaim"] = [""],
        ["Get-ChiaBlock"] = ["$block", "-StartHeight 1 -EndHeight 2", "-StartHeight 3", "-All"],
        ["Get-ChiaBlockchainState"] = ["", "-IncludeMetric"],
        ["Get-ChiaBlockGenerator"] = [""],
        ["Clear-ChiaUnconfirmedTransaction"] = ["sent: -Confirm:$false"],
        ["Complete-ChiaClawback"] = ["clawback: $clawback -Fee 0.0001 -Confirm:$false -Verbose", "clawback, taken: $clawback -Confirm:$false"],
        ["Get-ChiaBlockRecord"] = ["3", "-HeaderHash $block", "-StartHeight 1 -EndHeight 2", "-StartHeight 20", "-Last 2"],
        ["Get-ChiaBlockTimestamp"] = ["7", "4000000"],
        ["Get-ChiaClawback"] = ["clawback:"],
        ["Get-ChiaCoinRecord"] =
        [
            "$coin", "$coin, $coin2", $"-PuzzleHash {Farm}", $"-PuzzleHash {Farm}, $coin", "-ParentId $coin", "-Hint $coin", "-HeaderHash $block", "-HeaderHash $block -Change Removal", "-All",
        ],
        ["Get-ChiaCoinSpend"] = ["$spent", "$spent -Height 5", "-HeaderHash $block", "-HeaderHash $block -IncludeCondition", "$spent -Service Wallet"],
        ["Get-ChiaConsensusConstant"] = ["", "-AggSigData"],
        ["Get-ChiaCrawlerCount"] = [""],
        ["Get-ChiaCrawlerPeer"] = ["", "-IncludeTotalCount"],
        ["Get-ChiaDerivationIndex"] = [""],
        ["Get-ChiaFarmedAmount"] = ["", "-IncludePoolReward"],
        ["Get-ChiaFarmSummary"] = ["", "-IncludeReward"],
        ["Get-ChiaFeeEstimate"] = ["", "-Service Wallet"],
        ["Get-ChiaHarvester"] = ["", "-IncludePlot"],
        ["Get-ChiaHarvesterConfig"] = [""],
        ["Get-ChiaKey"] = ["", "1532878573", "-Current", "-IncludePlottingKey", "daemon down:"],
        ["Get-ChiaKeyAddress"] = [""],
        ["Get-ChiaKeyring"] = [""],
        ["Get-ChiaKeyUsage"] = ["3233035169"],
        ["Get-ChiaLogLevel"] = [""],
        ["Get-ChiaMempoolItem"] = ["", "-IdOnly", "$coin", "-CoinId $coin"],
        ["Get-ChiaNetwork"] = ["", "Daemon", "Wallet, Farmer"],
        ["Get-ChiaNetworkSpace"] = ["$block $block", "-NewerHeight 3 -OlderHeight 1"],
        ["Get-ChiaPlot"] = ["", "-Invalid", "-KeyMissing", "-Duplicate", "-Local"],
        ["Get-ChiaPlotDirectory"] = [""],
        ["Get-ChiaPoolState"] = ["", "-IncludeLoginLink"],
        ["Get-ChiaRewardTarget"] = ["", "-CheckKey"],
        ["Get-ChiaPeer"] = [""],
        ["Get-ChiaPlotter"] = [""],
        ["Get-ChiaPlottingJob"] = [""],
        ["Get-ChiaPrivateKey"] =
        [
            "1532878573 -Confirm:$false", "-All -Confirm:$false", "-First -Confirm:$false", "1532878573 -EntropyOnly -Confirm:$false", "-All -EntropyOnly -Confirm:$false", "daemon down: 1532878573 -Confirm:$false",
        ],
        ["Get-ChiaRoute"] = ["", "Daemon"],
        ["Get-ChiaService"] = ["", "-Detailed", "Wallet -Detailed", "daemon down: -Detailed"],
        ["Get-ChiaSignagePoint"] = ["", "$block"],
        ["Get-ChiaSignagePointStatus"] = ["$block", "-ChallengeHash $block"],
        ["Get-ChiaSimulator"] = [""],
        ["Get-ChiaSimulatorBalance"] = [""],
        ["Get-ChiaSpend"] = ["lost: -Unfinished"],
        ["Get-ChiaSync"] = ["", "Wallet", "FullNode", "Wallet -Fingerprint 1532878573"],
        ["Get-ChiaTransaction"] = ["", "1", "$transaction", "-TransactionId $transaction", "1 -First 2 -IncludeTotalCount", "1 -Type Outgoing -First 1 -IncludeMemo"],
        ["Get-ChiaUnfinishedBlock"] = [""],
        ["Get-ChiaWallet"] = ["", "1", "-Type Nft", $"-DidId {Did}"],
        ["Get-ChiaWalletAddress"] = ["", "1, 2"],
        ["Get-ChiaWalletBalance"] = ["", "1", "1, 2"],
        ["Get-ChiaWalletCoin"] = ["", "1 -Spendable", "-ForAmount 1", "-CoinId $coin", "1 -SortBy Amount"],
        ["Invoke-ChiaSimulatorReorg"] = ["farmed: -Confirm:$false"],
        ["Join-ChiaCoin"] = ["1 -Count 2 -Fee 0.0001 -Confirm:$false -Verbose", "taken: 1 -Count 2 -Confirm:$false"],
        ["New-ChiaMnemonic"] = [""],
        ["New-ChiaSession"] = ["$name -RootPath $root", "$name -RootPath $root -Transport Daemon", "services down: $name -RootPath $root"],
        ["New-ChiaSimulatorBlock"] = ["", "2 -Address $address", "-AnyBlock"],
        ["New-ChiaTransaction"] = ["@{ Address = $payee; Amount = 0.1 } -CoinId $unspent"],
        ["New-ChiaWalletAddress"] = ["", "-NoSave"],
        ["Remove-ChiaPlot"] = ["/plots/twice.plot -Confirm:$false"],
        ["Remove-ChiaPlotDirectory"] = ["/plots"],
        ["Remove-ChiaSimulatorBlock"] = ["farmed: -Confirm:$false"],
        ["Remove-ChiaSpend"] = ["-Before 2020-01-01"],
        ["Send-ChiaTransaction"] =
        [
            "$payee 0.1 -Fee 0.0001 -Confirm:$false -Verbose", "$payee 0.11 -Clawback 60 -Confirm:$false", "$payee 1 -WalletId 2 -Confirm:$false", "many: -Confirm:$false", "taken: $payee 0.2 -Confirm:$false",
        ],
        ["Set-ChiaAutoClaim"] = ["-BatchSize 44"],
        ["Set-ChiaDerivationIndex"] = ["50000"],
        ["Set-ChiaHarvesterConfig"] = ["-GpuIndex 3"],
        ["Set-ChiaPayoutInstruction"] = ["(Get-ChiaPoolState)[0].LauncherId $address -Confirm:$false"],
        ["Set-ChiaRewardTarget"] = ["-FarmerAddress (ConvertTo-ChiaAddress $block txch) -Confirm:$false"],
        ["Set-ChiaSimulator"] = ["$false", "$true"],
        ["Set-ChiaWalletResync"] = ["$false"],
        ["Split-ChiaCoin"] = ["$unspent 2 0.01 -Fee 0.0001 -Confirm:$false -Verbose", "taken: $unspent 2 0.01 -Confirm:$false"],
        ["Submit-ChiaTransaction"] =
        [
            "built: $built -Confirm:$false", "lost: $lost[0] -Confirm:$false", "built: $bundle -Confirm:$false", "built: $bundle -Service Wallet -Confirm:$false", "$signed -Confirm:$false",
        ],
        ["Switch-ChiaKey"] = ["3233035169 -Wait", "3296682342 -Service DataLayer"],
        ["Test-ChiaConnection"] = ["", "-Service Wallet", "-RootPath $root", "-RootPath $root -Transport Daemon", "old:"],
        ["Test-ChiaFarm"] = ["-ObserveSec 1"],
        ["Update-ChiaPlot"] = [""],
        ["Remove-ChiaKey"] = ["3233035169 -Confirm:$false", "wallet down: 3296682342 -Confirm:$false"],
        ["Restart-ChiaService"] = ["Harvester -Wait -Confirm:$false"],
        ["Set-ChiaKey"] = ["3233035169 new", "1532878573 -ClearLabel"],
        ["Set-ChiaKeyring"] = ["$words -Confirm:$false", "with passphrase: -RemovePassphrase -CurrentPassphrase $passphrase -Confirm:$false"],
        ["Set-ChiaLogLevel"] = ["Wallet Info", "Wallet -Default"],
        ["Start-ChiaPlottingJob"] = ["Chiapos /plots /tmp -PoolPublicKey ('a' * 96)", "BladebitRam /plots -Compression 5 -PoolPublicKey ('a' * 96)"],
        ["Start-ChiaService"] = ["Harvester -Wait"],
        ["Stop-ChiaPlottingJob"] = ["job1 -Confirm:$false"],
        ["Stop-ChiaService"] = ["Crawler -Confirm:$false", "Solver -Direct -Confirm:$false", "restart: Daemon -Confirm:$false"],
        ["Test-ChiaKeyring"] = ["$words"],
        ["Unlock-ChiaKeyring"] = ["locked: $passphrase"],
        ["Update-ChiaConfig"] = ["-Confirm:$false"],
        ["Use-ChiaKey"] = ["{ 1 } 3233035169"],
        ["Wait-ChiaSync"] = ["", "Wallet"],
        ["Watch-ChiaEvent"] = ["-WaitTimeoutSec 1"],
        ["Wait-ChiaTransaction"] = ["$transaction"],
    };

    public static TheoryData<string> Cmdlets => [.. Scripts.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task Calls_what_it_declares_and_declares_what_it_calls(string cmdlet)
    {
        await using var old = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { Release = "2.3.0", InitialBlocks = 4 });
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (var script in Scripts[cmdlet])
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
            shell.Run($"{(stage == "many" ? "$rows | " : "")}{cmdlet} {parameters}");
            node.Requests.Arrived = null;
            called.UnionWith(node.Requests.All.Select(Declared));
            await Node.Faults.ClearAsync();
            node.State.ClearSpends();
            if (parameters.StartsWith(" Daemon -Confirm", StringComparison.Ordinal))
            {
                await RestartAsync();
            }
        }

        // How the daemon's socket is opened and whether a service is there to answer belongs to the transport.
        var declared = Attributes(cmdlet);
        called.RemoveWhere(route => route is "daemon/register_service" or "daemon/is_running" or "daemon/get_network_info" or "daemon/get_version" && !declared.Contains(route, StringComparer.Ordinal));
        Assert.Equal(string.Join('\n', declared.Order(StringComparer.Ordinal)), string.Join('\n', called.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_cmdlet_that_declares_a_route_is_run_here()
    {
        var declaring = CmdletTypes().Where(type => type.GetCustomAttributes<RpcAttribute>().Any()).Select(NameOf);
        Assert.Equal(declaring.Order(StringComparer.Ordinal).ToArray(), Scripts.Keys.Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void Every_declared_route_is_known()
    {
        var known = EndpointCatalogue.All.SelectMany(endpoint => Enum.GetValues<ChiaService>().Where(endpoint.IsOf).Select(service => $"{Title(service, endpoint)}/{endpoint.Route}"));
        Assert.Empty(CmdletTypes().SelectMany(type => type.GetCustomAttributes<RpcAttribute>()).Select(rpc => rpc.Route).Except(known, StringComparer.Ordinal));
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
            $transaction = (Get-ChiaTransaction 1 -First 1 -Oldest).TransactionId; $address = ConvertTo-ChiaAddress {{Farm}} txch
            $payee = ConvertTo-ChiaAddress $transaction txch; $unspent = (Get-ChiaWalletCoin 1 -Spendable -MinAmount 0.2 -MaxAmount 2)[0].CoinId
            $rows = [pscustomobject]@{ Address = $payee; Amount = '0.1' }, [pscustomobject]@{ Address = $payee; Amount = '0.3' }
            $words = [securestring]::new(); ('abandon ' * 24).Trim().ToCharArray() | ForEach-Object { $words.AppendChar($_) }
            $passphrase = [securestring]::new(); 'correct horse'.ToCharArray() | ForEach-Object { $passphrase.AppendChar($_) }
            """).Clean();
        return shell;
    }

    // What is told to end takes all with it, a moment later.
    private async Task RestartAsync()
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
        Node.State.PlottingJobs.Clear();
        Node.State.PlottingJobs.Add(new() { ["id"] = "job1", ["state"] = "RUNNING", ["queue"] = "default", ["parallel"] = false, ["delay"] = 0, ["deleted"] = false });
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

    private static string[] Attributes(string cmdlet) =>
        [.. CmdletTypes().Single(type => NameOf(type) == cmdlet).GetCustomAttributes<RpcAttribute>().Select(rpc => rpc.Route)];

    private static IEnumerable<Type> CmdletTypes() => typeof(RpcAttribute).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null);

    private static string NameOf(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : "";

    private static string Declared(ReceivedRequest request)
    {
        var service = ServiceFacts.All.Single(facts => facts.DaemonName == "chia_" + request.Service || facts.DaemonName == request.Service).Service;
        return EndpointCatalogue.Find(service, request.Route) is { } endpoint ? $"{Title(service, endpoint)}/{request.Route}" : $"{request.Service}/{request.Route}";
    }

    private static string Title(ChiaService service, Endpoint endpoint) =>
        endpoint.Shared ? "shared" : endpoint.SimulatorOnly ? "simulator" : ServiceFacts.Of(service).DaemonName.Replace("chia_", "", StringComparison.Ordinal);
}
