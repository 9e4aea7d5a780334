using System.Collections.Concurrent;
using System.Diagnostics;
using ChiaPS.Embedded;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using Xunit;

namespace ChiaPS.Tests.Hosting;

/// <summary>Tests against a node that a class shares: each begins with it healthy, and leaves no session behind.</summary>
public abstract class NodeTests(SharedNode shared) : IClassFixture<SharedNode>, IAsyncLifetime
{
    // Some tests open sessions and shells on several threads at once.
    private readonly ConcurrentQueue<IDisposable> _open = new();
    private readonly ConcurrentQueue<string> _names = new();

    /// <summary>Both ways to reach a service.</summary>
    public static TheoryData<ChiaTransport> Transports => [ChiaTransport.Https, ChiaTransport.Daemon];

    private protected EmbeddedNode Node => shared.Node;

    /// <summary>The session of this test; names are known in the whole process.</summary>
    private protected string Name { get; } = "t" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>What "at once" may take on a machine that is busy with other things: far less than the 100 s after which a call ends by itself.</summary>
    private protected static TimeSpan AtOnce { get; } = TimeSpan.FromSeconds(30);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Node.Faults.ClearAsync();

        // The daemon takes a moment to see that the sockets of the test before are gone: until then it would count and tell them too.
        await UntilAsync(() => Node.Connected() == 0);
        Node.State.NodeSync.Set(SyncState.Synced);
        Node.State.WalletSync.Set(SyncState.Synced);
        Node.State.ResetKeys();
        Node.State.LoggedIn = Node.State.Fingerprints[0];
        Node.State.KeyringLocked = false;
        Node.State.ClearSpends();
        Node.Requests.Arrived = null;
        Node.State.PlottingJobs = [];
        Node.Requests.Clear();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Node.Faults.ClearAsync();
        foreach (var open in _open)
        {
            open.Dispose();
        }

        foreach (var session in SessionTable.All.Where(session => session.Name.StartsWith(Name, StringComparison.Ordinal) || _names.Contains(session.Name)))
        {
            SessionTable.Remove(session);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A session to the node, in no table.</summary>
    private protected ChiaSession Connect(ChiaTransport transport = ChiaTransport.Https, Func<SessionOptions, SessionOptions>? with = null, EmbeddedNode? to = null)
    {
        var options = new SessionOptions { RootPath = (to ?? Node).RootPath, Transport = transport };
        var session = (with?.Invoke(options) ?? options).Build(Name);
        _open.Enqueue(new Closing(session));
        return session;
    }

    /// <summary>A use of such a session.</summary>
    private protected Call Use(
        ChiaTransport transport = ChiaTransport.Https, TimeSpan? timeout = null, Func<SessionOptions, SessionOptions>? with = null, EmbeddedNode? to = null, CancellationToken? token = null) =>
        new(Connect(transport, with, to), timeout, observer: null, token ?? Token);

    /// <summary>A shell whose default session is this test's.</summary>
    private protected Shell Open(
        ChiaTransport transport = ChiaTransport.Https, IEnumerable<string>? answers = null, int width = 120, string more = "", EmbeddedNode? to = null)
    {
        var shell = Bare(answers, width);
        shell.Run($"New-ChiaSession -Name {Name} -RootPath '{(to ?? Node).RootPath}' -Transport {transport} -SkipCheck {more}").Clean();
        return shell;
    }

    /// <summary>A shell without a session.</summary>
    private protected Shell Bare(IEnumerable<string>? answers = null, int width = 120)
    {
        var shell = new Shell(answers, width);
        _open.Enqueue(shell);
        return shell;
    }

    /// <summary>Sees that a session of another name is removed, too.</summary>
    private protected string Also(string name)
    {
        _names.Enqueue(name);
        return name;
    }

    private protected static string[] Routes(EmbeddedNode node) => [.. node.Requests.All.Select(request => $"{request.Service}/{request.Route}")];

    private protected static async Task<ChiaException> FailsAsync(string id, Func<Task> call)
    {
        var failure = await Assert.ThrowsAnyAsync<ChiaException>(call);
        Assert.True(id == failure.ErrorId, $"{failure.ErrorId}: {failure.Message}");
        return failure;
    }

    /// <summary>Waits for a fact.</summary>
    private protected static async Task UntilAsync(Func<bool> fact, int seconds = 60)
    {
        var started = Stopwatch.GetTimestamp();
        while (!fact())
        {
            Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < seconds, "it did not come true");
            await Task.Delay(10, Token);
        }
    }

    private sealed class Closing(ChiaSession session) : IDisposable
    {
        public void Dispose() => session.Close();
    }
}
