using System.Collections;
using ChiaPS.Embedded;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Sessions;

/// <summary>Tests that need the process for themselves: they look at all its sessions, or change its environment.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeProcess
{
    public const string Name = "The whole process";
}

/// <summary>Which session a call uses that names none.</summary>
[Collection(WholeProcess.Name)]
public sealed class ResolutionTests : NodeTests
{
    private const string NameOf = "(Get-ChiaBlockchainState).SessionName";
    private readonly string? _root = Environment.GetEnvironmentVariable("CHIA_ROOT");

    public ResolutionTests(SharedNode shared)
        : base(shared) => Clear();

    [Fact]
    public void The_runspaces_default_comes_first()
    {
        Make(Bare(), Name + "other");
        using var shell = Open();
        Assert.Equal(Name, shell.Run(NameOf).Single<string>());
        Assert.True(shell.Run($"Get-ChiaSession {Name}").Single<ChiaSession>().Name == Name);
        Assert.True((bool)shell.Run($"(Get-ChiaSession {Name}).IsDefault").Output[0].BaseObject);
    }

    [Fact]
    public void The_last_that_was_opened_is_the_default_unless_told_otherwise()
    {
        using var shell = Open();
        Make(shell, Name + "two");
        Assert.Equal(Name + "two", shell.Run(NameOf).Single<string>());
        Make(shell, Name + "three", "-NoDefault");
        Assert.Equal(Name + "two", shell.Run(NameOf).Single<string>());
        Assert.Equal(Name, shell.Run($"(Set-ChiaSession {Name} -Default).Name; ").Single<string>());
        Assert.Equal(Name, shell.Run(NameOf).Single<string>());
    }

    [Fact]
    public void The_only_one_of_the_process_serves_every_runspace()
    {
        using var first = Open();
        Assert.Equal(Name, Bare().Run(NameOf).Single<string>());
    }

    [Fact]
    public void Of_several_none_is_taken()
    {
        using var first = Open();
        Make(first, Name + "two");
        var ended = Bare().Ends("Get-ChiaBlockchainState");
        Assert.Equal("ChiaSession.Ambiguous", ended.Id());
        Assert.Equal($"Several sessions are open ({Name}, {Name}two) and none is the default of this runspace.", ended.ToString());
        Assert.Contains("$using:session", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Name + "two", Bare().Run($"(Get-ChiaBlockchainState -Session {Name}TWO).SessionName").Single<string>());
    }

    [Fact]
    public void When_the_default_is_closed_the_rule_begins_again()
    {
        using var shell = Open();
        Make(shell, Name + "two");
        shell.Run($"Remove-ChiaSession {Name}two").Clean();
        Assert.Equal(Name, shell.Run(NameOf).Single<string>());
    }

    [Fact]
    public void With_none_the_local_installation_is_opened_at_first_need()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", Node.RootPath);
        using var shell = Bare();
        Assert.Empty(shell.Run("Get-ChiaSession").All<ChiaSession>());
        Assert.Empty(Node.Requests.All);
        Assert.Equal("local", shell.Run(NameOf).Single<string>());
        var session = shell.Run("Get-ChiaSession").Single<ChiaSession>();
        Assert.Equal((Node.RootPath, "simulator0", "txch"), (session.RootPath, session.Network, session.NetworkPrefix));
        Assert.True((bool)shell.Run("(Get-ChiaSession local).IsDefault").Output[0].BaseObject);
        Assert.False((bool)Bare().Run("(Get-ChiaSession local).IsDefault").Output[0].BaseObject);
    }

    [Fact]
    public void Without_an_installation_the_error_says_where_it_was_looked_for()
    {
        using var shell = Bare();
        var ended = shell.Ends("Get-ChiaBlockchainState");
        Assert.Equal("ChiaConfig.NotFound", ended.Id());
        Assert.Contains("no-chia-here", ended.ToString(), StringComparison.Ordinal);
        Assert.Contains("CHIA_ROOT", ended.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("ChiaConfig.NotFound", shell.Ends("New-ChiaSession").Id());
    }

    [Fact]
    public void Sessions_without_a_name_get_one()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", Node.RootPath);
        using var shell = Bare();
        Assert.Equal("local", shell.Run("New-ChiaSession").Single<ChiaSession>().Name);
        Assert.Equal("local", shell.Run("New-ChiaSession").Single<ChiaSession>().Name);
        Assert.Equal("local-2", shell.Run("New-ChiaSession -Transport Daemon").Single<ChiaSession>().Name);
        Assert.Equal("localhost", shell.Run("New-ChiaSession -HostName localhost").Single<ChiaSession>().Name);
        Assert.Equal("local local-2 localhost", string.Join(' ', shell.Run("Get-ChiaSession").All<ChiaSession>()));
        shell.Run("Remove-ChiaSession local*").Clean();
        Assert.Empty(SessionTable.All);
    }

    [Fact]
    public void Parallel_blocks_use_the_session_they_are_given()
    {
        using var shell = Open();
        Make(shell, Name + "two");
        var result = shell.Run(
            """
            1..6 | ForEach-Object -ThrottleLimit 3 -Parallel {
                Import-Module $using:manifest
                if ($_ % 2) { (Get-ChiaBlockchainState -Session $using:session).SessionName }
                else { try { Get-ChiaBlockchainState } catch { $_.FullyQualifiedErrorId } }
            }
            """,
            Variables());
        var names = result.All<string>();
        Assert.Equal(3, names.Count(name => name == Name));
        Assert.Equal(3, names.Count(name => name == "ChiaSession.Ambiguous,ChiaPS.Commands.GetChiaBlockchainState"));
    }

    [Fact]
    public void A_single_session_serves_parallel_blocks_too()
    {
        using var shell = Open();
        var result = shell.Run("1..3 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-ChiaBlockchainState).SessionName }", Variables());
        Assert.Equal([Name, Name, Name], result.All<string>());
    }

    public override async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("CHIA_ROOT", _root);
        await base.DisposeAsync();
        Clear();
    }

    private static void Clear() => SessionTable.All.ToList().ForEach(SessionTable.Remove);

    private Hashtable Variables() => new() { ["manifest"] = Module.Manifest, ["session"] = SessionTable.Find(Name) };

    private void Make(Shell shell, string name, string more = "") => shell.Run($"New-ChiaSession {Also(name)} -RootPath '{Node.RootPath}' -SkipCheck {more}").Clean();
}
