using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Pester;

/// <summary>
/// The built module in every real pwsh that is there: those of CHIAPS_PWSH (paths, separated as PATH is), else the one on the path. A file of
/// tests/Pester a test.
/// </summary>
public partial class PesterTests(ITestOutputHelper output)
{
    private const string Missing = "no pwsh";

    public static TheoryData<string, string> Files { get; } = new(
        from file in Directory.EnumerateFiles(Path.Combine(Module.Repository, "tests", "Pester"), "*.Tests.ps1").Order(StringComparer.Ordinal)
        from shell in Shells()
        select (Path.GetFileName(file), shell));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Pester_finds_nothing_wrong(string file, string shell)
    {
        Assert.SkipWhen(shell == Missing, "There is no pwsh on this machine: install PowerShell 7.4 or later with Pester 5 to run these.");
        var script = string.Create(CultureInfo.InvariantCulture, $$"""
            if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0')) { 'NO PESTER'; exit 0 }
            Import-Module Pester -MinimumVersion 5.0
            $run = Invoke-Pester -Path '{{Path.Combine(Module.Repository, "tests", "Pester", file)}}' -Output Detailed -PassThru
            "COUNTS $($run.PassedCount) $($run.FailedCount) $($run.SkippedCount)"
            exit $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
            """);
        var (exitCode, text) = await RunAsync(shell, script);

        output.WriteLine(text);
        Assert.SkipWhen(text.Contains("NO PESTER", StringComparison.Ordinal), "Pester 5 is not installed for this pwsh.");
        Assert.Equal(0, exitCode);
        Assert.True(int.Parse(Counts().Match(text).Groups["passed"].Value, CultureInfo.InvariantCulture) > 0, "No Pester test ran.");
    }

    private static IEnumerable<string> Shells()
    {
        var named = Environment.GetEnvironmentVariable("CHIAPS_PWSH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var found = named.Length > 0
            ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")).Where(File.Exists).Take(1);
        return found.DefaultIfEmpty(Missing);
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(string shell, string script)
    {
        var start = new ProcessStartInfo(shell) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive", "-Command", script })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["CHIAPS_MODULE"] = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Module.Folder));
        start.Environment["PSModulePath"] = Environment.GetEnvironmentVariable("CHIAPS_PSMODULEPATH") ?? "";
        start.Environment.Remove("XDG_DATA_HOME"); // where a user's own modules are
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text + await errors);
    }

    [GeneratedRegex(@"COUNTS (?<passed>\d+) \d+ \d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();
}
