using ChiaPS.Embedded;
using ChiaPS.Tests.Hosting;
using ChiaPS.Tests.Sessions;
using Xunit;

namespace ChiaPS.Tests.Client;

/// <summary>Memory is the process's, so nothing else may run meanwhile.</summary>
[Collection(nameof(AloneWithTheTable))]
public sealed class StreamedListTests
{
    [Fact]
    public async Task A_streamed_list_of_any_length_needs_little_memory()
    {
        await using var node = await EmbeddedNode.StartAsync(new EmbeddedNodeOptions { LongListCount = 100_000, InitialBlocks = 0 });
        using var shell = new Shell();
        shell.Run($"$null = New-ChiaSession long -RootPath '{node.RootPath}' -SkipCheck").Clean();
        shell.Run("Get-ChiaNetwork").Clean();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var result = shell.Run("$script:n = 0; Get-ChiaCoinRecord -PuzzleHash ('a' * 64) | ForEach-Object { $script:n++; if ($script:n -eq 99999) { [GC]::GetTotalMemory($true) } }; $script:n; Remove-ChiaSession long -Confirm:$false");
        var (late, count) = ((long)result.Clean().Output[0].BaseObject, result.Output[1].BaseObject);
        Assert.Equal(100_000, count);
        Assert.True(late - before < 12_000_000, $"{(late - before) / 1_000_000} MB more, of about 40 MB that came");
    }
}
