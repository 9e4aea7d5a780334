using ChiaPS.Configuration;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Configuration;

/// <summary>Files that several processes write, read and delete at once.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private readonly string _folder = Path.Combine(Module.Scratch, Guid.NewGuid().ToString("N"));

    private string File1 => Path.Combine(_folder, "0xab.jsonl");

    public OwnFilesTests() => OwnFiles.MakeFolder(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_replaced_though_another_reads_it_and_nothing_stays_beside()
    {
        OwnFiles.Write(File1, "one\n");
        var reader = OwnFiles.Read(File1);
        var replacing = Task.Run(() => OwnFiles.Write(File1, "two\n"), TestContext.Current.CancellationToken);
        await Task.WhenAny(replacing, Task.Delay(300, TestContext.Current.CancellationToken)); // Windows waits for the reader
        Assert.Equal("one", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        reader.Dispose();
        await replacing;
        Assert.Equal("two\n", await File.ReadAllTextAsync(File1, TestContext.Current.CancellationToken));
        Assert.Equal([File1], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_is_deleted_though_another_has_it_for_a_moment()
    {
        OwnFiles.Write(File1, "one\n");
        var other = new FileStream(File1, FileMode.Open, FileAccess.Read, FileShare.Read);
        var deleting = Task.Run(() => OwnFiles.Delete(File1), TestContext.Current.CancellationToken);
        await Task.WhenAny(deleting, Task.Delay(300, TestContext.Current.CancellationToken)); // Windows waits for it
        await other.DisposeAsync();
        await deleting;
        Assert.False(File.Exists(File1));
    }
}
