using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using ChiaPS.Embedded;
using ChiaPS.Operations;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using ChiaPS.Values;
using Xunit;

namespace ChiaPS.Tests.Spends;

/// <summary>Tests that spend: each with a journal of its own, at a wallet where nothing is pending.</summary>
public abstract class SpendTests(SharedNode shared) : NodeTests(shared)
{
    private protected const uint Main = 1532878573;
    private protected const uint Second = 3233035169;

    /// <summary>ChiaPS's own folder in this test.</summary>
    private protected string Home { get; } = Path.Combine(Module.Scratch, "home-" + Guid.NewGuid().ToString("N")[..12]);

    private protected SpendControl Spends => Node.State.Spends;

    /// <summary>The folder of the journal; the only one there is.</summary>
    private protected string JournalFolder => Assert.Single(Directory.GetDirectories(Path.Combine(Home, "spends")));

    private protected string[] JournalFiles => Directory.Exists(Path.Combine(Home, "spends")) ? Directory.GetFiles(Path.Combine(Home, "spends"), "0x*.jsonl", SearchOption.AllDirectories) : [];

    /// <summary>A puzzle hash that nobody was ever paid at, and its address.</summary>
    private protected static (string PuzzleHash, string Address) Someone(string? name = null)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name ?? Guid.NewGuid().ToString()));
        return (Hex.Format(hash), Bech32m.Encode("txch", hash));
    }

    /// <summary>A shell whose user answers; without answers nobody is there to be asked.</summary>
    private protected Shell Purse(params string[] answers)
    {
        var shell = Open(answers: answers.Length > 0 ? answers : null);
        shell.Home = Home;
        return shell;
    }

    /// <summary>Sends, without a question.</summary>
    private protected static ShellResult Send(Shell shell, string address, string more) => Try(shell, $"Send-ChiaTransaction {address} {more} -Confirm:$false");

    /// <summary>Runs a script; an error that ends a command ends it, and is told apart from those that do not.</summary>
    private protected static ShellResult Try(Shell shell, string script, IDictionary? variables = null)
    {
        var result = shell.Run($"try {{ {script} }} catch {{ $_ }}", variables);
        var ended = result.Output.Select(one => one.BaseObject).OfType<ErrorRecord>().SingleOrDefault();
        return result with { Output = [.. result.Output.Where(one => one.BaseObject is not ErrorRecord)], Ended = ended ?? result.Ended };
    }

    /// <summary>A shell of another process, at the same session and journal.</summary>
    private protected Shell Another()
    {
        var shell = Bare();
        shell.Home = Home;
        return shell;
    }

    /// <summary>The error that ended it, with nothing sent, and nothing in the journal.</summary>
    private protected ErrorRecord Refuses(Shell shell, string script, string id)
    {
        var result = Try(shell, script);
        var error = Assert.Single(result.Errors.Append(result.Ended).OfType<ErrorRecord>());
        Assert.True(id == error.Id(), $"{error.Id()}: {error}");
        AssertNothingSent();
        return error;
    }

    private protected void AssertNothingSent()
    {
        Assert.Empty(Spends.Pushed);
        Assert.Empty(Node.Requests.Of("wallet", "push_transactions"));
        Assert.Empty(JournalFiles);
    }

    private protected static JsonElement Body(ReceivedRequest request) => JsonSerializer.Deserialize<JsonElement>(request.Body);

    private protected JsonElement[] Bodies(string route) => [.. Node.Requests.Of("wallet", route).Select(Body)];

    /// <summary>The same JSON, whatever the spaces.</summary>
    private protected static bool Same(string? json, JsonElement element) => JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(json!), element);

    /// <summary>A row as Import-Csv makes it: all texts.</summary>
    private protected static PSObject Row(params (string Name, object? Value)[] cells)
    {
        var row = new PSObject();
        foreach (var (name, value) in cells)
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        return row;
    }

    private protected static PSObject Pay(string address, string amount, string? reference = null) => Row(("Address", address), ("Amount", amount), ("Reference", reference ?? ""));

    private protected static PSObject[] ManyRows(int count, bool references = false)
    {
        var run = Guid.NewGuid().ToString("N");
        return [.. Enumerable.Range(1, count).Select(i => Row(
            ("Name", $"{run}-{i}"), ("Address", Someone($"{run}-{i}").Address), ("Amount", (i * 0.000001m).ToString(CultureInfo.InvariantCulture)), ("Memo", ""), ("Reference", references ? $"ref-{i}" : "")))];
    }

    private protected static Dictionary<string, object> With(string name, object value) => new() { [name] = value };

    /// <summary>The journal's own view of the spends of this test.</summary>
    private protected List<JournalEntry> Entries()
    {
        ChiaPS.Configuration.RootFolder.OwnFolderHere.Value = Home;
        return new SpendJournal(Connect(), Main).Read().Entries;
    }

    private protected static IReadOnlyList<SpendResult> Results(ShellResult result) => [.. result.Output.Select(one => one.BaseObject).OfType<SpendResult>()];
}
