using System.Diagnostics;
using ChiaPS.Operations;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>The patience of the lock is the process's: nothing else that spends may run while it is short.</summary>
[CollectionDefinition(nameof(LockTests), DisableParallelization = true)]
[Collection(nameof(LockTests))]
public sealed class LockTests(SharedNode shared) : SpendTests(shared)
{
    private readonly string _address = Someone().Address;

    [Fact]
    public void The_lock_of_another_process_is_waited_for_and_then_an_error_that_names_it()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "needs flock, to hold a lock in another process");
        using var shell = Purse();
        shell.Run($"Send-ChiaTransaction {_address} 1.5 -Confirm:$false").Single<SpendResult>();
        var path = Path.Combine(JournalFolder, "lock");
        var patience = SpendLock.Patience;
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["-x", path, "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            Assert.Equal("held", other.StandardOutput.ReadLine());
            File.WriteAllText(path + ".holder", "process 4711 (pwsh) of anna");
            SpendLock.Patience = TimeSpan.FromSeconds(1);
            foreach (var script in new[] { $"Send-ChiaTransaction {_address} 2 -Confirm:$false", $"Send-ChiaTransaction {_address} 2" })
            {
                var error = Purse("Yes").Ends(script);
                Assert.Equal("ChiaSpend.Locked", error.Id());
                Assert.Equal("Another spend of this key is under way: process 4711 (pwsh) of anna still holds the lock after 1 s. Nothing was sent.", error.ToString());
            }

            Assert.Single(Bodies("push_transactions"));

            // What needs no lock goes on.
            Assert.Empty(Purse().Run($"Send-ChiaTransaction {_address} 2 -WhatIf").Clean().Output);
            Assert.Single(Purse().Run("Get-ChiaSpend").Clean().Output);
        }
        finally
        {
            SpendLock.Patience = patience;
            other.Kill(entireProcessTree: true);
            other.WaitForExit();
        }

        // The file is left over, and the lock went with the process.
        Assert.True(File.Exists(path));
        Purse().Run($"Send-ChiaTransaction {_address} 2 -Confirm:$false").Single<SpendResult>();
        Assert.StartsWith($"process {Environment.ProcessId} (", File.ReadAllText(path + ".holder"), StringComparison.Ordinal);
    }
}
