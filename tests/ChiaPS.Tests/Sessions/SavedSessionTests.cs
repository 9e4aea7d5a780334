using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Sessions;

/// <summary>Sessions that are kept for later processes.</summary>
[Collection(WholeProcess.Name)]
public sealed class SavedSessionTests : NodeTests
{
    private readonly string? _former = Environment.GetEnvironmentVariable("CHIAPS_HOME");
    private readonly string _home = Path.Combine(Module.Scratch, Guid.NewGuid().ToString("N"));

    public SavedSessionTests(SharedNode shared)
        : base(shared) => Environment.SetEnvironmentVariable("CHIAPS_HOME", _home);

    private string Kept => Path.Combine(_home, "sessions.json");

    [Fact]
    public void A_saved_session_is_opened_at_its_first_use()
    {
        using var shell = Open(more: "-Save -TimeoutSec 7 -Fingerprint 1532878573 -MaxFee 0.5 -Port @{ Crawler = 4321 }");
        SessionTable.Remove(SessionTable.Find(Name));
        using var later = Bare();
        Assert.Empty(later.Run($"Get-ChiaSession {Name}*").All<ChiaSession>());
        Assert.Equal(Node.State.Height, later.Run($"Get-ChiaBlockchainState -Session {Name}").Single<BlockchainState>().Height);
        var session = later.Run($"Get-ChiaSession {Name}").Single<ChiaSession>();
        Assert.Equal((7, 1532878573u, 0.5m, 4321), (session.TimeoutSec, session.Fingerprint, session.MaxFee, session.Port["Crawler"]));
        Assert.False((bool)later.Run($"(Get-ChiaSession {Name}).IsDefault").Output[0].BaseObject);
    }

    [Fact]
    public void The_file_holds_no_keys()
    {
        Open(more: "-Save");
        var text = File.ReadAllText(Kept);
        Assert.Contains(Node.RootPath, text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", text, StringComparison.Ordinal);
        Assert.Equal([Kept], Directory.GetFiles(_home));
        var certificates = Node.Certificates;
        using var shell = Bare();
        var refused = shell.Run(
            $"New-ChiaSession {Name}c -HostName localhost -Certificate $pair -CaCertificate $ca -Save",
            new System.Collections.Hashtable { ["pair"] = certificates["private_daemon"], ["ca"] = certificates.PrivateCa });
        Assert.Equal("ChiaArgument.Conflict", Assert.Single(refused.Errors).Id());
    }

    [Fact]
    public void Saved_ones_are_listed_replaced_and_forgotten()
    {
        using var shell = Open(more: "-Save");
        shell.Run($"New-ChiaSession {Name} -RootPath '{Node.RootPath}' -Transport Daemon -SkipCheck -Save").Clean();
        var saved = shell.Run("Get-ChiaSession -Saved").Single<ChiaSession>();
        Assert.Equal((Name, ChiaTransport.Daemon, true), (saved.Name, saved.Transport, saved.IsClosed));
        shell.Run($"Remove-ChiaSession {Name} -Saved -WhatIf").Clean();
        Assert.NotNull(SavedSessions.Find(Name));
        shell.Run($"Remove-ChiaSession {Name} -Saved").Clean();
        Assert.Empty(shell.Run("Get-ChiaSession -Saved").All<ChiaSession>());
        Assert.NotEmpty(shell.Run($"Get-ChiaSession {Name}").All<ChiaSession>());
        Assert.Equal("ChiaSession.NotFound", shell.Errs($"Remove-ChiaSession {Name} -Saved").Id());
    }

    [Fact]
    public void A_broken_file_says_which_and_why()
    {
        Directory.CreateDirectory(_home);
        File.WriteAllText(Kept, "{ not json");
        using var shell = Bare();
        var error = shell.Errs("Get-ChiaSession -Saved");
        Assert.Equal("ChiaSession.SavedUnreadable", error.Id());
        Assert.StartsWith($"The saved sessions in '{Kept}' cannot be read:", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("ChiaSession.SavedUnreadable", shell.Ends($"Get-ChiaBlockchainState -Session {Name}").Id());

        // What is open works all the same.
        Open();
        Assert.Single(Bare().Run($"Get-ChiaBlockchainState -Session {Name}").Clean().Output);
        Assert.Equal("ChiaSession.SavedUnreadable", shell.Ends($"New-ChiaSession {Name}b -RootPath '{Node.RootPath}' -SkipCheck -Save").Id());
        Assert.DoesNotContain(SessionTable.All, session => session.Name == Name + "b");
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_said_so()
    {
        File.WriteAllText(_home, "a file where the folder should be");
        using var shell = Bare();
        var ended = shell.Ends($"New-ChiaSession {Name} -RootPath '{Node.RootPath}' -SkipCheck -Save");
        Assert.StartsWith("ChiaSession.", ended.Id(), StringComparison.Ordinal);
        Assert.Contains(_home, ended.ToString(), StringComparison.Ordinal);
    }

    public override ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("CHIAPS_HOME", _former);
        return base.DisposeAsync();
    }
}
