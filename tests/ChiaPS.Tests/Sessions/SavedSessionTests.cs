using ChiaPS.Embedded;
using ChiaPS.Sessions;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Sessions;

/// <summary>Sessions that outlive the process: paths and ports in a file, no keys.</summary>
[Collection(nameof(AloneWithTheTable))]
public sealed class SavedSessionTests : IDisposable
{
    private readonly EmbeddedNode _node;
    private readonly Shell _shell = new();
    private readonly string? _home = Environment.GetEnvironmentVariable("CHIAPS_HOME");
    private readonly string _folder = Directory.CreateTempSubdirectory("chiaps-home-").FullName;

    public SavedSessionTests(SharedNode shared)
    {
        _node = shared.Node;
        AloneWithTheTable.Clear();
        Environment.SetEnvironmentVariable("CHIAPS_HOME", _folder);
    }

    private string File => Path.Combine(_folder, "sessions.json");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CHIAPS_HOME", _home);
        _shell.Dispose();
        AloneWithTheTable.Clear();

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_saved_one_works_by_name_once_it_is_closed()
    {
        _shell.Run($"$null = New-ChiaSession farm -RootPath '{_node.RootPath}' -Port @{{ Crawler = 12345 }} -TimeoutSec 7 -MaxFee 0.5 -Fingerprint 1532878573 -Save; Remove-ChiaSession farm -Confirm:$false").Clean();
        Assert.Empty(SessionTable.All);

        Assert.Equal("farm", _shell.Run("Get-ChiaBlockchainState -Session farm").Single<BlockchainState>().SessionName);
        var again = SessionTable.Find("farm");
        Assert.Equal((7, 0.5m, 1532878573u, 12345), (again.TimeoutSec, again.MaxFee, again.Fingerprint, again.Port["Crawler"]));
    }

    [Fact]
    public void The_root_is_kept_also_where_the_environment_named_it()
    {
        var root = Environment.GetEnvironmentVariable("CHIA_ROOT");
        try
        {
            Environment.SetEnvironmentVariable("CHIA_ROOT", _node.RootPath);
            _shell.Run("$null = New-ChiaSession farm -Save; Remove-ChiaSession farm -Confirm:$false").Clean();
        }
        finally
        {
            Environment.SetEnvironmentVariable("CHIA_ROOT", root);
        }

        Assert.NotNull(_shell.Run("Get-ChiaBlockchainState -Session farm").Single<BlockchainState>().Height);
    }

    [Fact]
    public void The_file_holds_no_key()
    {
        var ssl = Path.Combine(_node.RootPath, "config", "ssl");
        _shell.Run($"$null = New-ChiaSession farm -HostName localhost -CertificatePath '{ssl}/daemon/private_daemon.crt' -KeyPath '{ssl}/daemon/private_daemon.key' -CaPath '{ssl}/ca/private_ca.crt' -Port @{{ FullNode = {_node.Ports["full_node"]} }} -Save").Clean();
        var text = System.IO.File.ReadAllText(File);
        Assert.Contains("private_daemon.key", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Saved_ones_are_listed_and_forgotten()
    {
        _shell.Run($"$null = New-ChiaSession farm -RootPath '{_node.RootPath}' -Save").Clean();
        Assert.Equal("farm", _shell.Run("Get-ChiaSession -Saved").Single<ChiaSession>().Name);
        _shell.Run("Remove-ChiaSession farm -Saved -WhatIf").Clean();
        Assert.Single(_shell.Run("Get-ChiaSession -Saved").Output);
        _shell.Run("Remove-ChiaSession farm -Saved -Confirm:$false").Clean();
        Assert.Empty(_shell.Run("Get-ChiaSession -Saved").Output);
        Assert.Equal("farm", _shell.Run("Get-ChiaSession farm").Single<ChiaSession>().Name);
        Assert.Equal("ChiaSession.NotFound", Assert.Single(_shell.Run("Remove-ChiaSession farm -Saved -Confirm:$false").Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Many_that_are_saved_at_once_are_all_kept()
    {
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => SavedSessions.Save(new SessionOptions { Name = $"farm{i}" }));
        Assert.Equal(40, SavedSessions.All().Count);
        Assert.Equal(["sessions.json", "sessions.json.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_later_version_saved_is_kept()
    {
        System.IO.File.WriteAllText(File, """[{"Name":"farm1","Later":{"a":[1]}}]""");
        SavedSessions.Save(new SessionOptions { Name = "farm2" });
        using var kept = System.Text.Json.JsonDocument.Parse(System.IO.File.ReadAllText(File));
        Assert.Equal(1, kept.RootElement[0].GetProperty("Later").GetProperty("a")[0].GetInt32());
    }

    [Theory]
    [InlineData("[{ \"Name\": ")]
    [InlineData("[null]")]
    [InlineData("[{\"HostName\": \"farm1\"}]")]
    [InlineData("[{\"Name\": \"farm1\", \"Transport\": \"Pigeon\"}]")]
    [InlineData("")]
    public void A_broken_file_is_named(string text)
    {
        System.IO.File.WriteAllText(File, text);
        var refused = _shell.EndOf("Get-ChiaBlockchainState -Session farm");
        Assert.Equal("ChiaSession.SavedUnreadable", refused?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(File, refused!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_saved_opens_nothing()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "file"), "");
        Environment.SetEnvironmentVariable("CHIAPS_HOME", Path.Combine(_folder, "file"));
        var refused = _shell.EndOf($"New-ChiaSession farm -RootPath '{_node.RootPath}' -Save");
        Assert.Equal("ChiaSession.NotSaved", refused?.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(SessionTable.All);
    }
}
