using Xunit;

namespace ChiaPS.Tests.Hosting;

/// <summary>What was agreed on, as a text file in tests/ChiaPS.Tests/Surface.</summary>
internal static class Snapshot
{
    /// <summary>Set to 1 to take what there is now as agreed on.</summary>
    private const string Accept = "CHIAPS_ACCEPT";

    public static void Matches(string file, IEnumerable<string> lines)
    {
        var path = Path.Combine(Module.Repository, "tests", "ChiaPS.Tests", "Surface", file);
        var now = lines.ToList();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path, string.Join('\n', now) + "\n");
            return;
        }

        var agreed = File.Exists(path) ? File.ReadAllLines(path) : [];
        var differences = agreed.Except(now).Select(line => "- " + line).Concat(now.Except(agreed).Select(line => "+ " + line)).ToList();
        Assert.True(
            agreed.SequenceEqual(now),
            $"{file} differs. If that is meant, run the tests once with {Accept}=1 and commit the file.\n{(differences.Count > 0 ? string.Join('\n', differences) : "Only the order differs.")}");
    }
}
