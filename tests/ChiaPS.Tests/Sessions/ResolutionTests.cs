using System.Collections;
using ChiaPS.Embedded;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Sessions;

/// <summary>Tests that need the table of sessions to themselves.</summary>
[CollectionDefinition(nameof(AloneWithTheTable), DisableParallelization = true)]
public sealed class AloneWithTheTable : ICollectionFixture<SharedNode>
{
    /// <summary>Closes every session, also what tests before left open.</summary>
    internal static void Clear()
    {
        foreach (var session in SessionTable.All)
        {
            SessionTable.Remove(session);
        }
    }
}

/// <summary>Which session a call uses when none is named.</summary>
[Collection(nameof(AloneWithTheTable))]
public sealed class ResolutionTests : IDisposable
{
    private const string InParallel = $$"""
        1..3 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            try { (Get-ChiaBlockchainState).SessionName } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
        } -ThrottleLimit 3
        """;

    private readonly EmbeddedNode _node;
    private readonly Shell _shell = new();
    private readonly string? _root = Environment.GetEnvironmentVariable("CHIA_ROOT");

    public ResolutionTests(SharedNode shared)
    {
        _node = shared.Node;
        AloneWithTheTable.Clear();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", _root);
        _shell.Dispose();
        AloneWithTheTable.Clear();
    }

    [Fact]
    public void Without_any_it_is_the_local_installation_opened_at_first_need()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", _node.RootPath);
        Assert.Empty(_shell.Run("Get-ChiaSession").All<ChiaSession>());
        Assert.Equal("local", Asked());
        Assert.True(_shell.Run("Get-ChiaSession local").Single<ChiaSession>().RootPath == _node.RootPath);
        Assert.Equal(true, _shell.Run("(Get-ChiaSession local).IsDefault").Output[0].BaseObject);
    }

    // An object of another process names the session it had there.
    [Fact]
    public void The_name_local_is_the_local_installation_while_nothing_is_open()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", _node.RootPath);
        Assert.Equal("ChiaSession.NotFound", _shell.EndOf("Get-ChiaBlockchainState -Session other")!.Id());
        Assert.Equal("local", _shell.Run("([pscustomobject]@{ SessionName = 'LOCAL' } | Get-ChiaBlockchainState).SessionName").Output[0].BaseObject);
        AloneWithTheTable.Clear();
        _shell.Run($"New-ChiaSession farm -RootPath '{_node.RootPath}' -SkipCheck").Clean();
        Assert.Equal("ChiaSession.NotFound", _shell.EndOf("Get-ChiaBlockchainState -Session local")!.Id());
    }

    [Fact]
    public void The_default_of_the_runspace_goes_before_others()
    {
        Open("one");
        Open("two", "-NoDefault");
        Assert.Equal("one", Asked());
        _shell.Run("$null = Set-ChiaSession two -Default").Clean();
        Assert.Equal("two", Asked());
        Assert.Equal("one", Asked("-Session one"));
    }

    [Fact]
    public void The_only_one_serves_runspaces_without_a_default()
    {
        Open("one");
        Assert.Equal(["one", "one", "one"], Parallel());
    }

    [Fact]
    public void Of_several_none_is_guessed()
    {
        Open("one");
        Open("two", "-NoDefault");
        Assert.All(Parallel(), id => Assert.Equal("ChiaSession.Ambiguous", id));
        using var other = new Shell();
        var refused = other.EndOf("Get-ChiaBlockchainState");
        Assert.Equal("ChiaSession.Ambiguous", refused?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("one, two", refused!.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Session $using:session", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_is_handed_over_is_used_in_parallel()
    {
        Open("one");
        Open("two", "-NoDefault");
        var names = _shell.Run(
            "1..20 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-ChiaBlockchainState -Session $using:session).SessionName } -ThrottleLimit 20",
            new Hashtable { ["manifest"] = Module.Manifest, ["session"] = SessionTable.Find("two") }).Clean();
        Assert.Equal(Enumerable.Repeat("two", 20), names.Output.Select(name => (string)name.BaseObject));
    }

    [Fact]
    public void A_new_one_of_the_same_name_closes_the_former()
    {
        Open("one");
        var former = SessionTable.Find("one");
        Open("one");
        Assert.True(former.IsClosed);
        Assert.Equal("one", Asked());
        // The name still means something, so the former object does not stand in the way.
        Assert.Equal("one", _shell.Run("(Get-ChiaBlockchainState -Session $former).SessionName", new Hashtable { ["former"] = former }).Output[0].BaseObject);
    }

    [Fact]
    public void A_closed_one_says_that_it_is_gone()
    {
        Open("one");
        var gone = SessionTable.Find("one");
        _shell.Run("Remove-ChiaSession one -Confirm:$false").Clean();
        var refused = _shell.EndOf("Get-ChiaBlockchainState -Session $gone", new Hashtable { ["gone"] = gone });
        Assert.Equal("ChiaSession.NotFound", refused?.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Names_that_are_not_given_are_free_ones()
    {
        Assert.Equal("local", _shell.Run($"New-ChiaSession -RootPath '{_node.RootPath}'").Single<ChiaSession>().Name);
        Assert.Equal("local", _shell.Run($"New-ChiaSession -RootPath '{_node.RootPath}'").Single<ChiaSession>().Name);
        Assert.Equal("local-2", _shell.Run($"New-ChiaSession -RootPath '{_node.RootPath}' -Transport Daemon").Single<ChiaSession>().Name);
        Assert.Equal("localhost", _shell.Run($"New-ChiaSession -RootPath '{_node.RootPath}' -HostName localhost").Single<ChiaSession>().Name);
    }

    private void Open(string name, string more = "") => _shell.Run($"$null = New-ChiaSession {name} -RootPath '{_node.RootPath}' -SkipCheck {more}").Clean();

    private string Asked(string more = "") => _shell.Run($"Get-ChiaBlockchainState {more}").Single<BlockchainState>().SessionName!;

    private IEnumerable<string> Parallel() =>
        _shell.Run(InParallel, new Hashtable { ["manifest"] = Module.Manifest }).Clean().Output.Select(name => (string)name.BaseObject);
}
