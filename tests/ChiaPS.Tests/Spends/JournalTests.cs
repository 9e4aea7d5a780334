using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>The journal and the lock: what they look like, and what happens where they cannot be used.</summary>
public sealed class JournalTests(SharedNode shared) : SpendTests(shared)
{
    private readonly string _address = Someone().Address;

    private string Sends => $"Send-ChiaTransaction {_address} 1.5 -Confirm:$false";

    [Fact]
    public void An_entry_is_two_lines_for_its_owner_alone()
    {
        Purse().Run(Sends + " -Reference r1").Single<SpendResult>();
        var lines = File.ReadAllLines(Assert.Single(JournalFiles));
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"version\":1,\"transactionId\":\"0x", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"reference\":\"r1\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("[{", lines[1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(JournalFolder, ".*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(JournalFiles[0]));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(JournalFolder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Home));
        }
    }

    [Fact]
    public void It_is_on_disk_before_the_push()
    {
        string? seen = null;
        Node.Requests.Arrived = request => seen = request.Route == "push_transactions" ? File.ReadAllText(Assert.Single(JournalFiles)) : seen;
        var result = Purse().Run(Sends).Single<SpendResult>();
        Assert.Contains("\"status\":\"Unknown\"", seen, StringComparison.Ordinal);
        Assert.Contains(result.TransactionJson!, seen, StringComparison.Ordinal);
    }

    [Fact]
    public void It_belongs_to_installation_and_key_and_not_to_the_session()
    {
        using var shell = Purse();
        shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        Node.State.LoggedIn = Second;
        Node.State.Mint(Second, 1, 5_000_000_000_000);
        Node.State.FarmBlocks(1);
        Assert.Empty(shell.Run("Get-ChiaSpend").Clean().Output);
        shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(Home, "spends")).Length);

        Node.State.LoggedIn = Main;
        shell.Run($"New-ChiaSession {Also(Name + "b")} -RootPath '{Node.RootPath}' -SkipCheck -NoDefault").Clean();
        Assert.Equal("r1", shell.Run($"Get-ChiaSpend -Session {Name}b").Single<SpendResult>().Reference);
        Assert.Equal(Second, shell.Run($"Get-ChiaSpend -Fingerprint {Second}").Single<SpendResult>().Fingerprint);
    }

    [Fact]
    public void A_file_where_the_folder_should_be_stops_it()
    {
        File.WriteAllText(Home, "");
        Assert.Contains("cannot be used", Refuses(Purse(), Sends, "ChiaSpend.Journal").ToString(), StringComparison.Ordinal);
        Assert.Contains("CHIAPS_HOME", Refuses(Purse("Yes"), Sends.Replace(" -Confirm:$false", "", StringComparison.Ordinal), "ChiaSpend.Journal").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_that_cannot_be_written_stops_it(bool asks)
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("needs rights that bind");
            return;
        }

        Purse().Run(Sends).Single<SpendResult>();
        var before = JournalFiles;
        File.SetUnixFileMode(JournalFolder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var error = Purse("Yes").Ends($"Send-ChiaTransaction {_address} 2 {(asks ? "" : "-Confirm:$false")}");
            Assert.Equal("ChiaSpend.Journal", error.Id());
            Assert.Single(Bodies("push_transactions"));
            Assert.Equal(before, JournalFiles);
        }
        finally
        {
            File.SetUnixFileMode(JournalFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Root may write anywhere, but not a file over a folder.
    [Fact]
    public void An_entry_that_cannot_be_written_is_told_before_the_push()
    {
        using var shell = Purse();
        var built = shell.Run(Sends.Replace("-Confirm:$false", "-NoPush", StringComparison.Ordinal)).Single<SpendResult>();
        shell.Run($"Send-ChiaTransaction {Someone().Address} 0.1 -Confirm:$false -Option @{{ ExcludeCoinId = '{built.TransactionId}' }}").Single<SpendResult>();
        Directory.CreateDirectory(Path.Combine(JournalFolder, built.TransactionId + ".jsonl"));
        var result = Try(shell, "$built | Submit-ChiaTransaction -Confirm:$false", With("built", built));
        Assert.Equal("ChiaSpend.Journal", (result.Ended ?? Assert.Single(result.Errors)).Id());
        Assert.Single(Bodies("push_transactions"));
    }

    [Theory]
    [InlineData("no json", "cannot be read")]
    [InlineData("", "cannot be read")]
    [InlineData("{\"version\":2}", "it has version 2, of a later release of ChiaPS")]
    public void A_broken_entry_stops_references_and_nothing_else(string text, string sentence)
    {
        using var shell = Purse();
        shell.Run(Sends).Single<SpendResult>();
        File.WriteAllText(Path.Combine(JournalFolder, "0x" + new string('7', 64) + ".jsonl"), text);

        var error = shell.Ends($"Send-ChiaTransaction {_address} 2 -Reference r1 -Confirm:$false");
        Assert.Equal("ChiaSpend.Journal", error.Id());
        Assert.Contains(sentence, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Whether a reference was paid already cannot be told", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Bodies("push_transactions"));

        shell.Run($"Send-ChiaTransaction {_address} 2 -Confirm:$false").Single<SpendResult>();
        var read = shell.Run("Get-ChiaSpend").Clean();
        Assert.Equal(2, read.Output.Count);
        Assert.Contains("is passed over", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    // Each length that a file can have when a disk loses its end.
    [Fact]
    public async Task An_entry_cut_anywhere_is_named_and_nothing_else_ends()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.ResetBeforeAnswer, Route = "push_transactions", Count = 1 });
        using var shell = Purse();
        Try(shell, Sends + " -Reference r1");
        shell.Run($"Send-ChiaTransaction {Someone().Address} 2 -Reference r2 -Confirm:$false").Single<SpendResult>();
        var file = JournalFiles.Single(one => File.ReadAllText(one).Contains("\"r1\"", StringComparison.Ordinal));
        var whole = await File.ReadAllTextAsync(file, Token);
        var first = whole.IndexOf('\n', StringComparison.Ordinal);
        foreach (var length in Enumerable.Range(0, whole.Length - 1).Where(at => at % 29 == 0 || Math.Abs(at - first) < 3))
        {
            await File.WriteAllTextAsync(file, whole[..length], Token);
            var read = shell.Run("Get-ChiaSpend -Unfinished").Clean();
            var isNamed = read.Warnings.SingleOrDefault()?.Contains(file, StringComparison.Ordinal) is true;
            Assert.True(isNamed == (length != first && length != first + 1), $"{length} of {whole.Length}, line ends at {first}");
            Assert.Contains("r2", read.Output.Select(one => ((SpendResult)one.BaseObject).Reference));
            var again = Try(shell, Sends + " -Reference r1");
            Assert.Equal(isNamed ? "ChiaSpend.Journal" : "ChiaSpend.Unknown", (again.Ended ?? Assert.Single(again.Errors)).Id());
        }

        Assert.Single(Spends.Pushed);
    }

    // A folder that is not mounted is no reason to pay twice.
    [Fact]
    public void A_link_that_leads_nowhere_is_a_broken_entry()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        using var shell = Purse();
        shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        var file = Assert.Single(JournalFiles);
        File.Delete(file);
        File.CreateSymbolicLink(file, Path.Combine(Home, "unmounted", "entry"));
        Assert.Contains(file, shell.Ends($"Send-ChiaTransaction {_address} 2 -Reference r2 -Confirm:$false").ToString(), StringComparison.Ordinal);
        Assert.Contains(file, Assert.Single(shell.Run("Get-ChiaSpend").Clean().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_file_of_a_process_that_died_is_no_entry()
    {
        using var shell = Purse();
        shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        File.WriteAllText(Path.Combine(JournalFolder, ".0x77.jsonl.0123"), "{\"vers");
        Assert.Single(shell.Run("Get-ChiaSpend").Clean().Output);
        shell.Run($"Send-ChiaTransaction {_address} 2 -Reference r2 -Confirm:$false").Single<SpendResult>();
    }

    // As on a full disk: this process goes on living, and must not keep it.
    [Fact]
    public void A_lock_that_cannot_be_signed_is_given_back()
    {
        using var shell = Purse();
        shell.Run(Sends).Single<SpendResult>();
        var holder = Path.Combine(JournalFolder, "lock.holder");
        File.Delete(holder);
        Directory.CreateDirectory(Path.Combine(holder, "taken"));
        Assert.Equal("ChiaSpend.Journal", shell.Ends($"Send-ChiaTransaction {_address} 2 -Confirm:$false").Id());
        Directory.Delete(holder, recursive: true);
        shell.Run($"Send-ChiaTransaction {_address} 2 -Confirm:$false").Single<SpendResult>();
        Assert.Equal(2, JournalFiles.Length);
    }

    [Fact]
    public void Spends_are_listed_newest_first_and_by_reference_and_id()
    {
        using var shell = Purse();
        var first = shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        Thread.Sleep(1100);
        var second = shell.Run($"Send-ChiaTransaction {_address} 2 -Reference r2 -Confirm:$false").Single<SpendResult>();
        Assert.Equal(["r2", "r1"], shell.Run("Get-ChiaSpend").All<SpendResult>().Select(one => one.Reference));
        Assert.Equal("r1", shell.Run("Get-ChiaSpend r1").Single<SpendResult>().Reference);
        Assert.Equal("r2", shell.Run($"Get-ChiaSpend -TransactionId {second.TransactionId}").Single<SpendResult>().Reference);
        Assert.Equal("r1", shell.Run("$first | Get-ChiaSpend", With("first", first)).Single<SpendResult>().Reference);
        Assert.Equal(first.TransactionJson, shell.Run("Get-ChiaSpend r1").Single<SpendResult>().TransactionJson);
        Assert.Empty(shell.Run("Get-ChiaSpend r3").Clean().Output);
    }

    [Fact]
    public void Only_what_is_finished_is_removed_and_its_reference_stays_known()
    {
        using var shell = Purse();
        var result = shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        Assert.Equal("ChiaSpend.NotFinished", shell.Errs($"Remove-ChiaSpend {result.TransactionId}").Id());
        Assert.Equal("ChiaSpend.NotFound", shell.Errs($"Remove-ChiaSpend '{new string('7', 64)}'").Id());
        Node.State.FarmBlocks(1);
        shell.Run("$null = Get-ChiaSpend -Unfinished").Clean();
        shell.Run($"Remove-ChiaSpend {result.TransactionId} -WhatIf").Clean();
        Assert.Single(shell.Run("Get-ChiaSpend").Clean().Output);
        shell.Run("Get-ChiaSpend | Remove-ChiaSpend").Clean();
        Assert.Empty(shell.Run("Get-ChiaSpend").Clean().Output);

        var again = shell.Run(Sends + " -Reference r1").Single<SpendResult>();
        Assert.Equal((SpendStatus.Confirmed, result.TransactionId), (again.Status, again.TransactionId));
        Assert.Single(Bodies("push_transactions"));
        shell.Run($"Remove-ChiaSpend {result.TransactionId} -ForgetReference").Clean();
        Assert.NotEqual(result.TransactionId, shell.Run(Sends + " -Reference r1").Single<SpendResult>().TransactionId);
    }

    [Fact]
    public void Old_entries_are_removed_by_their_time()
    {
        using var shell = Purse();
        shell.Run(Sends).Single<SpendResult>();
        shell.Run("Remove-ChiaSpend -Before ([DateTimeOffset]::Now.AddDays(1))").Clean();
        Assert.Single(JournalFiles);
        Node.State.FarmBlocks(1);
        shell.Run("$null = Get-ChiaSpend -Unfinished; Remove-ChiaSpend -Before '2020-01-01'").Clean();
        Assert.Single(JournalFiles);
        shell.Run("Remove-ChiaSpend -Before ([DateTimeOffset]::Now.AddDays(1))").Clean();
        Assert.Empty(JournalFiles);
    }
}
