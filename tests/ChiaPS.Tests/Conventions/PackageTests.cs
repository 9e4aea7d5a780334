using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Conventions;

/// <summary>What <c>dotnet pack</c> makes is what a Gallery publish would upload.</summary>
public class PackageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_package_holds_the_module_as_it_was_built()
    {
        var folder = Path.Combine(Module.Scratch, "package");
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        var start = new ProcessStartInfo("dotnet", ["pack", Path.Combine(Module.Repository, "src", "ChiaPS"), "--no-build", "-c", configuration, "-o", folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var pack = Process.Start(start)!;
        output.WriteLine(await pack.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await pack.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, pack.ExitCode);

        await using var package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(folder, "*.nupkg")), TestContext.Current.CancellationToken);
        string[] ofNuGet = ["_rels/", "package/", "[Content_Types].xml", "ChiaPS.nuspec"];
        var built = Directory.GetFiles(Module.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Module.Folder, file).Replace('\\', '/'));
        var packed = package.Entries.Select(entry => entry.FullName).Where(name => !Array.Exists(ofNuGet, name.StartsWith));
        Assert.Equal(built.Order(StringComparer.Ordinal), packed.Order(StringComparer.Ordinal));

        await using var stream = await package.GetEntry("ChiaPS.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal(("ChiaPS", "MIT", Path.GetFileName(Path.TrimEndingDirectorySeparator(Module.Folder))), (Of("id"), Of("license"), Of("version")));
        Assert.All(Cmdlets.All, cmdlet => Assert.Contains($"PSCmdlet_{Cmdlets.Name(cmdlet)} ", Of("tags") + " ", StringComparison.Ordinal));
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName == "dependencies");
    }
}
