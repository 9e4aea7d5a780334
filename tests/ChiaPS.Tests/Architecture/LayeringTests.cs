using System.Management.Automation;
using System.Text.RegularExpressions;
using Xunit;

namespace ChiaPS.Tests.Architecture;

/// <summary>What may know what. Read from the compiled code, so that no alias or full name slips through.</summary>
public class LayeringTests
{
    /// <summary>Each folder knows itself and those before it.</summary>
    private static readonly string[] Order = ["Values", "Json", "Models", "Rpc", "Configuration", "Security", "Client", "Sessions", "Operations", "*"];

    private static readonly string[] Top = ["Commands", "Identity", "Completion", "Errors", "Formatting"];

    /// <summary>What goes back up on purpose: who, to what, why.</summary>
    private static readonly (string From, string To, string Why)[] Exceptions =
    [
        ("Amount", "AmountConverter", "a cast to Amount finds its converter by attribute"),
        ("SentToConverter", "SentTo", "a converter makes the model it is for"),
        ("SentToConverter", "MempoolStatus", "the same"),
        ("FoundProofConverter", "FoundProof", "the same"),
        ("FoundProofConverter", "ProofOfSpace", "the same"),
        ("VersionCountsConverter", "CrawlerVersion", "the same"),
        ("ConditionConverter", "CoinCondition", "the same"),
        ("Network", "ChiaService", "which service was asked"),
        ("Route", "ChiaService", "the same"),
        ("ServiceStatus", "ChiaService", "the same"),
        ("Sync", "ChiaService", "the same"),
        ("Peer", "ChiaService", "the same"),
        ("ChiaEvent", "ChiaService", "the same"),
        ("LogLevel", "ChiaService", "the same"),
    ];

    [Fact]
    public void Every_type_is_found_in_a_folder_that_has_its_place() =>
        Assert.All(Sources.Types(), one => Assert.Contains(one.Folder, Order.Concat(Top)));

    [Fact]
    public void Nothing_goes_back_up()
    {
        var wrong =
            from one in Sources.Types()
            from used in Sources.Uses(one.Type).Select(Sources.Outermost).Distinct()
            let to = Sources.FolderOf(used)
            where to is not null && Rank(to) > Rank(one.Folder)
            where !Exceptions.Any(known => known.From == one.Type.Name && known.To == used.Name)
            select $"{one.Folder}/{one.Type.Name} knows {to}/{used.Name}";

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void PowerShell_is_known_at_the_top_only() => Assert.Empty(
        from one in Sources.Types()
        where !Top.Contains(one.Folder)
        from used in Sources.Uses(one.Type)
        where used.Assembly == typeof(PSObject).Assembly
        select $"{one.Folder}/{one.Type.Name} uses {used.Name}");

    [Fact]
    public void No_exception_is_left_over() => Assert.All(Exceptions, known =>
        Assert.Contains(known.To, Sources.Uses(Sources.Types().Single(one => one.Type.Name == known.From).Type).Select(used => used.Name)));

    [Theory]
    [InlineData(@"\bConsole\.", "")]
    [InlineData(@"Write-Host", "")]
    [InlineData(@"\bHost\.UI\b", "")]
    [InlineData(@"\bDateTime\.Now\b", "Security Operations")] // certificates have local times
    [InlineData(@"\bThread\.Sleep\b", "Configuration")] // a file that another process has for a moment
    [InlineData(@"\bTask\.Run\b", "Client Sessions Commands Completion")]
    [InlineData(@"\.Result\b(?!\s*[:{])", "Commands Completion")]
    [InlineData(@"ServerCertificateCustomValidationCallback|DangerousAcceptAny", "")]
    [InlineData(@"\bcatch\s*\{\s*\}", "")]
    public void The_sources_hold_none_of(string pattern, string allowed) => Assert.Empty(
        from file in Sources.Files
        where !allowed.Split(' ').Contains(Sources.Folder(file))
        from line in File.ReadLines(file)
        where Regex.IsMatch(line.Split("//")[0], pattern)
        select $"{Path.GetRelativePath(Sources.Root, file)}: {line.Trim()}");

    [Fact]
    public void A_file_is_short() => Assert.Empty(
        from folder in new[] { "src", "tests" }
        from file in Directory.EnumerateFiles(Path.Combine(Hosting.Module.Repository, folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        let lines = File.ReadLines(file).Count()
        where lines >= 300
        select $"{file} has {lines} lines");

    [Fact]
    public void A_cmdlet_s_file_is_named_after_it() => Assert.All(
        Sources.Files.Where(file => Sources.Folder(file) == "Commands" && File.ReadAllText(file).Contains("[Cmdlet(", StringComparison.Ordinal)),
        file => Assert.Contains($"public sealed class {Path.GetFileNameWithoutExtension(file)} ", File.ReadAllText(file), StringComparison.Ordinal));

    private static int Rank(string folder) => Top.Contains(folder) ? Array.IndexOf(Order, "*") : Array.IndexOf(Order, folder);
}
