using System.Management.Automation;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Secrets are in no stream, error, body, transcript, history or file.</summary>
public sealed class SecretTests(SharedNode shared) : NodeTests(shared)
{
    private const string Words = "zzalpha zzbravo zzcharlie zzdelta zzecho zzfoxtrot zzgolf zzhotel zzindia zzjuliet zzkilo zzlima";
    private const string Phrase = "zzpassphrase";

    [Theory]
    [InlineData("Add-ChiaKey $words -Confirm:$false")] // refused: the daemon repeats the word that it does not know
    [InlineData("$words | Add-ChiaKey -Label x -Confirm:$false -LogIn")]
    [InlineData("Add-ChiaKey $phrase -Confirm:$false")]
    [InlineData("Unlock-ChiaKeyring $phrase")]
    [InlineData("Test-ChiaKeyring $phrase")]
    [InlineData("Set-ChiaKeyring $phrase -Confirm:$false")]
    [InlineData("Set-ChiaKeyring $words $phrase -Confirm:$false")]
    [InlineData("Set-ChiaKeyring -RemovePassphrase -CurrentPassphrase $phrase -Confirm:$false")]
    [InlineData("New-ChiaMnemonic")]
    [InlineData("New-ChiaMnemonic | Add-ChiaKey -Confirm:$false")]
    [InlineData("Get-ChiaPrivateKey 1532878573 -Confirm:$false")]
    [InlineData("Get-ChiaPrivateKey -All -Confirm:$false")]
    [InlineData("Get-ChiaPrivateKey -First -Confirm:$false")]
    [InlineData("Get-ChiaPrivateKey -All -EntropyOnly -Confirm:$false")]
    [InlineData("Get-ChiaPrivateKey 1532878573 -EntropyOnly -Confirm:$false")]
    public async Task Nothing_says_a_secret(string script)
    {
        foreach (var fault in new FaultKind?[] { null, FaultKind.Text500, FaultKind.BrokenJson })
        {
            await Node.Faults.ClearAsync();
            Node.State.ResetKeys();
            (Node.State.KeyringLocked, Node.State.Passphrase) = (script.StartsWith("Unlock", StringComparison.Ordinal), script.Contains("Set-ChiaKeyring $phrase", StringComparison.Ordinal) ? null : "other secret");
            if (fault is { } kind)
            {
                await Node.Faults.AddAsync(new Fault { Kind = kind, Service = "wallet" });
            }

            using var shell = Open();
            shell.Run("$null = 1", new Dictionary<string, object> { ["words"] = KeychainTests.Secret(Words), ["phrase"] = KeychainTests.Secret(Phrase) }).Clean();
            shell.Host.Clear();
            var result = shell.Run($"$VerbosePreference = $DebugPreference = 'Continue'; {script}");
            var shown = shell.Render(script + " | Format-List *");
            var errors = result.Errors.Concat(result.Ended is { } ended ? [ended] : []).SelectMany(error => Texts(error));
            var said = string.Join('\n', [.. result.Verbose, .. result.Debug, .. result.Warnings, .. result.Information, .. errors, .. result.Output.Select(Everything), shown, shell.Host.Text, .. shell.Host.Prompts]);
            Assert.All(Words.Split(' ').Append(Phrase).Concat(Recorded()), secret => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase));
            Assert.True(result.Debug.Count > 0 || result.Errors.Any(error => error.Id() == "ChiaArgument.Mnemonic"));
        }
    }

    [Theory]
    [InlineData("Get-ChiaPrivateKey 1532878573 -AsPlainText -Confirm:$false", "MnemonicText SecretKeyText EntropyText")]
    [InlineData("New-ChiaMnemonic -AsPlainText", "MnemonicText")]
    public void AsPlainText_shows_them_and_no_file_keeps_them(string script, string properties)
    {
        using var shell = Open();
        var made = Assert.Single(shell.Run(script).Clean().Output);
        var file = PSSerializer.Serialize(made, 5);
        Assert.All(properties.Split(' '), name =>
        {
            var secret = (string)made.Properties[name].Value;
            Assert.DoesNotContain(secret, file, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, $"{made}", StringComparison.Ordinal);
            Assert.DoesNotContain(secret, shell.Run($"$made = {script}; \"$made\"").Single<string>(), StringComparison.Ordinal);
        });
        Assert.DoesNotContain("<SS", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_struck_out_of_a_failure_word_by_word() => Assert.Equal(
        "The daemon refused add_key: '***' is not in the dictionary. Other zone stays.",
        ChiaPS.Operations.Secrets.Strike("The daemon refused add_key: 'zzalpha' is not in the dictionary. Other zone stays.", "zzalpha one two"));

    private static IEnumerable<string> Texts(ErrorRecord error)
    {
        for (var e = error.Exception; e is not null; e = e.InnerException)
        {
            yield return e.ToString();
            yield return (e as ChiaRpcException)?.NodeData ?? "";
            yield return (e as ChiaRpcException)?.NodeTraceback ?? "";
        }

        yield return $"{error} {error.ErrorDetails} {error.TargetObject} {error.ScriptStackTrace} {string.Join(' ', error.InvocationInfo?.BoundParameters.Values.Select(value => $"{value}").ToArray() ?? [])}";
    }

    private static string Everything(PSObject item) => item + string.Join('\n', item.Properties.Select(property => $"{property.Name}={property.Value}"));

    // The words and keys that the node answers with.
    private static IEnumerable<string> Recorded() =>
        from answer in Hosting.Recorded.Of("daemon", "get_keys").Concat(Hosting.Recorded.Of("wallet", "generate_mnemonic")).Concat(Hosting.Recorded.Of("wallet", "get_private_key"))
        from text in Walk.Texts(answer.Response)
        from secret in text.Split(' ').Length >= 12 ? [string.Join(' ', text.Split(' ').Take(3))] : Array.Empty<string>()
        select secret;
}
