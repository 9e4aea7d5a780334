using System.Diagnostics;
using System.Globalization;
using ChiaPS.Tests.Hosting;

namespace ChiaPS.Benchmarks;

/// <summary>What only whole processes show: import, first call, and what a user would use instead.</summary>
internal static class Processes
{
    /// <summary>Rows of numbers, each the median of several pwsh processes.</summary>
    public static IEnumerable<string> Run(string pwsh, Node node, string? chiaCommand)
    {
        var root = node.Root;
        Environment.SetEnvironmentVariable("CHIA_ROOT", root);
        var script = $$"""
            $env:CHIA_ROOT = '{{root}}'
            function Time([scriptblock] $Block) { $w = [Diagnostics.Stopwatch]::StartNew(); $null = & $Block; $w.Elapsed.TotalMilliseconds }
            $null = Time { 1 }
            $empty = Time { Import-Module '{{EmptyModule()}}' }
            $import = Time { Import-Module '{{Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Module.Folder))}}' }
            $first = Time { Get-ChiaBlockchainState }
            $second = Time { Get-ChiaBlockchainState }
            $warm = (Time { foreach ($i in 1..300) { Get-ChiaBlockchainState } }) / 300
            $sessions = foreach ($i in 1..50) { New-ChiaSession "s$i" -SkipCheck -NoDefault }
            $fifty = Time { Get-ChiaBlockchainState -Session $sessions -ThrottleLimit 50 }
            $fiftyWarm = Time { Get-ChiaBlockchainState -Session $sessions -ThrottleLimit 50 }
            $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile('{{root}}/config/ssl/daemon/private_daemon.crt', '{{root}}/config/ssl/daemon/private_daemon.key')
            $call = @{ Uri = "https://localhost:$((Get-ChiaConfig).Port['FullNode'])/get_blockchain_state"; Method = 'Post'; Body = '{}'; ContentType = 'application/json'; SkipCertificateCheck = $true }
            $null = Time { Invoke-RestMethod @call -Certificate $certificate }
            $rest = (Time { foreach ($i in 1..100) { Invoke-RestMethod @call -Certificate $certificate } }) / 100
            $kept = @{ SessionVariable = 'web' }
            $null = Invoke-RestMethod @call @kept -Certificate $certificate
            $restKept = (Time { foreach ($i in 1..100) { Invoke-RestMethod @call -WebSession $web } }) / 100
            [string]::Join(' ', @($empty, ($import - $empty), ($first - $second), $warm, $fifty, $fiftyWarm, $rest, $restKept).ForEach({ ([double]$_).ToString([cultureinfo]::InvariantCulture) }))
            """;
        var runs = Enumerable.Range(0, 5).Select(_ => Execute(pwsh, "-NoProfile", "-NonInteractive", "-Command", script).Output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var names = new[]
        {
            "an empty module, imported", "import over it", "first call over the second", "Get-ChiaBlockchainState, warm",
            "50 sessions at once, first time", "50 sessions at once, warm", "Invoke-RestMethod with a certificate", "Invoke-RestMethod with a kept WebSession",
        };
        for (var i = 0; i < names.Length; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"| {names[i]} | {runs.Select(run => run[i]).Order().ElementAt(runs.Count / 2):0.00} ms |");
        }

        if (chiaCommand is not null)
        {
            var times = Enumerable.Range(0, 3).Select(_ => Execute(chiaCommand, "rpc", "full_node", "get_blockchain_state").Milliseconds).Order().ToList();
            yield return string.Create(CultureInfo.InvariantCulture, $"| chia rpc full_node get_blockchain_state | {times[1]:0} ms |");
        }
    }

    private static string EmptyModule()
    {
        var folder = Path.Combine(Module.Scratch, "Empty");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Empty.psd1"), "@{ ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");
        return Path.Combine(folder, "Empty.psd1");
    }

    private static (string Output, double Milliseconds) Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PSModulePath"] = "";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output.Trim(), watch.Elapsed.TotalMilliseconds);
    }
}
