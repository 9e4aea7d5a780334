using System.Management.Automation;
using System.Security;
using ChiaPS.Embedded;
using ChiaPS.Tests.Embedded;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.CmdletRuns;

/// <summary>Keys are added and deleted exactly as it was said, and never lost.</summary>
public sealed class KeychainTests(SharedNode shared) : NodeTests(shared)
{
    private const string Words = "one two three four five six seven eight nine ten eleven twelve";
    private const uint Main = 1532878573;
    private const uint Second = 3233035169;

    [Fact]
    public void A_key_is_added_and_the_others_stay()
    {
        using var shell = Prepared();
        var key = shell.Run("Add-ChiaKey $words -Label new -Confirm:$false").Single<Key>();
        Assert.Equal(("new", Name), (key.Label, key.SessionName));
        Assert.Equal(4, Node.State.Fingerprints.Count);
        Assert.Equal($$"""{"mnemonic_or_pk":"{{Words}}","label":"new","private":true}""", Assert.Single(Node.Requests.Of("daemon", "add_key")).Body);
        Assert.Equal("""{"mnemonic_or_pk":"0xab","private":false}""", Body(shell, "Add-ChiaKey -PublicKey 0xab -Confirm:$false"));
        Assert.Single(shell.Run("New-ChiaMnemonic | Add-ChiaKey -Confirm:$false").Clean().Output);
    }

    // The daemon would write a keyring that holds the new key only.
    [Fact]
    public void A_daemon_that_forgot_its_keys_gets_no_new_one()
    {
        Node.State.Passphrase = "correct horse";
        Node.State.KeysForgotten = true;
        using var shell = Prepared();
        Assert.Equal("ChiaWallet.NoKeys", shell.Errs("Add-ChiaKey $words -Confirm:$false").Id());
        Assert.Empty(Node.Requests.Of("daemon", "add_key"));
        Assert.Equal(3, Node.State.Fingerprints.Count);
    }

    [Theory]
    [InlineData("Get-ChiaKeyAddress", "get_wallet_addresses")]
    [InlineData("Get-ChiaKey -IncludePlottingKey", "get_keys_for_plotting")]
    [InlineData("Add-ChiaKey $words -Confirm:$false", "add_key")]
    [InlineData("Remove-ChiaKey 3233035169 -Confirm:$false", "delete_key")]
    [InlineData("Clear-ChiaKeychain 3 -Confirm:$false", "delete_all_keys")]
    [InlineData("Get-ChiaPrivateKey 3233035169 -Confirm:$false", "get_key")]
    [InlineData("Update-ChiaConfig -Confirm:$false", "check_keys")]
    public void A_locked_keyring_is_asked_nothing_that_could_lose_keys(string script, string route)
    {
        (Node.State.Passphrase, Node.State.KeyringLocked) = ("correct horse", true);
        Assert.Equal("ChiaRpc.KeyringLocked", Prepared().Errs(script).Id());
        Assert.DoesNotContain(Node.Requests.All, request => request.Route == route);
        Assert.False(Node.State.KeysForgotten);
    }

    [Fact]
    public void A_key_is_deleted_and_the_one_that_was_logged_in_is_logged_in_again()
    {
        using var shell = Prepared();
        Assert.Empty(shell.Run($"Remove-ChiaKey {Second} -Confirm:$false").Clean().Output);
        Assert.Equal((2, (uint?)Main), (Node.State.Fingerprints.Count, Node.State.LoggedIn));
        Assert.Contains("No key is logged in", Assert.Single(shell.Run($"Get-ChiaKey {Main} | Remove-ChiaKey -Confirm:$false").Warnings), StringComparison.Ordinal);
        Assert.Null(Node.State.LoggedIn);
        Assert.Equal("ChiaRpc.NotFound", shell.Errs("Remove-ChiaKey 7 -Confirm:$false").Id());
        Assert.Equal(2, Node.Requests.Of("wallet", "delete_key").Count);
    }

    // The wallet stops before it deletes.
    [Fact]
    public async Task A_key_that_could_not_be_deleted_leaves_the_one_that_was_logged_in()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Text500, Service = "wallet", Route = "delete_key" });
        Prepared().Errs($"Remove-ChiaKey {Second} -Confirm:$false");
        Assert.Equal($$"""{"fingerprint":{{Main}}}""", Assert.Single(Node.Requests.Of("wallet", "log_in")).Body);
    }

    [Fact]
    public async Task Ctrl_C_while_a_key_is_deleted_leaves_the_one_that_was_logged_in()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.StallBeforeHeaders, Service = "wallet", Route = "delete_key" });
        var (running, _, _) = Prepared().Start($"Remove-ChiaKey {Second} -Confirm:$false");
        await UntilAsync(() => Node.Requests.Of("wallet", "delete_key").Count > 0);
        running.Stop();
        Assert.Equal($$"""{"fingerprint":{{Main}}}""", Assert.Single(Node.Requests.Of("wallet", "log_in")).Body);
    }

    [Fact]
    public void A_key_that_is_not_there_does_not_keep_the_addresses_of_the_others()
    {
        var result = Prepared().Run($"Get-ChiaKeyAddress 7, {Main}");
        Assert.Equal(("ChiaRpc.NotFound", 7u), (result.Errors.Single().Id(), result.Errors[0].TargetObject));
        Assert.NotEmpty(result.Output);
        Assert.Equal(["7", $"{Main}"], Node.Requests.Of("daemon", "get_wallet_addresses").Select(request => request.Body.Split('[', ']')[1]));
    }

    // The guard of a session that is made of it would be missing.
    [Fact]
    public async Task Which_key_is_logged_in_is_an_error_where_the_wallet_does_not_say()
    {
        await Node.Faults.AddAsync(new Fault { Kind = FaultKind.Refuse, Service = "wallet" });
        using var shell = Open();
        Assert.Equal("ChiaConnection.Refused", shell.Ends("Get-ChiaKey -Current").Id());
        Assert.All(shell.Run("Get-ChiaKey").All<Key>(), key => Assert.Null(key.IsLoggedIn));
    }

    [Fact]
    public void The_question_names_key_label_and_session()
    {
        using var shell = Open(answers: ["No"]);
        shell.Run($"Remove-ChiaKey {Main}").Clean();
        Assert.Contains($"\"Delete key {Main} ('main key'), which comes back from its words only, and log it out\" on target \"keychain of session '{Name}'\"", Assert.Single(shell.Host.Prompts), StringComparison.Ordinal);
        Assert.Equal(3, Node.State.Fingerprints.Count);
    }

    [Fact]
    public void All_keys_go_only_when_their_number_is_right()
    {
        using var shell = Prepared();
        Assert.Equal("ChiaArgument.ExpectedCount", shell.Errs("Clear-ChiaKeychain 2 -Confirm:$false").Id());
        shell.Run("Clear-ChiaKeychain 3 -WhatIf").Clean();
        Assert.Contains($"{Main} ('main key'), {Second}, 3296682342 ('observer')", shell.Host.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(3, Node.State.Fingerprints.Count);
        shell.Run("Clear-ChiaKeychain 3 -Confirm:$false").Clean();
        Assert.Empty(Node.State.Fingerprints);
    }

    [Theory]
    [InlineData("Set-ChiaKey 3233035169 savings", "savings", 1, 0)]
    [InlineData("Set-ChiaKey 1532878573 'main key'", "main key", 0, 0)] // the daemon would refuse it
    [InlineData("Get-ChiaKey 1532878573 | Set-ChiaKey -ClearLabel", null, 0, 1)]
    [InlineData("Set-ChiaKey 3233035169 -ClearLabel", null, 0, 0)]
    public void Labels_become_what_was_said(string script, string? label, int set, int cleared)
    {
        Assert.Equal(label, Prepared().Run(script).Single<Key>().Label);
        Assert.Equal((set, cleared), (Node.Requests.Of("daemon", "set_label").Count, Node.Requests.Of("daemon", "delete_label").Count));
    }

    [Theory]
    [InlineData("Set-ChiaKey 7 x", "ChiaRpc.NotFound")]
    [InlineData("Set-ChiaKey 3233035169 'main key'", "ChiaArgument.Label")]
    [InlineData("Add-ChiaKey $short -Confirm:$false", "ChiaArgument.Mnemonic")]
    [InlineData("Get-ChiaKeyUsage 7", "ChiaRpc.NotFound")]
    [InlineData("Update-ChiaConfig /nowhere -Confirm:$false", "ChiaArgument.RootPath")]
    [InlineData("Set-ChiaKeyring $short -Confirm:$false", "ChiaArgument.Passphrase")]
    [InlineData("Set-ChiaKeyring $words -Save -Confirm:$false", "ChiaArgument.Save")]
    public void What_does_not_fit_changes_nothing(string script, string id)
    {
        Assert.Equal(id, Prepared().Errs(script).Id());
        Assert.DoesNotContain(Node.Requests.All, request => request.Route is "set_label" or "add_key" or "check_delete_key" or "check_keys" or "set_keyring_passphrase" or "log_in");
    }

    [Fact]
    public void A_passphrase_is_set_tried_changed_and_taken_away()
    {
        using var shell = Prepared();
        Assert.False(shell.Run("Test-ChiaKeyring $phrase").Single<bool>());
        Assert.True(shell.Run("Set-ChiaKeyring $phrase -Confirm:$false").Single<Keyring>().UserPassphraseIsSet);
        Assert.True(shell.Run("Test-ChiaKeyring $phrase").Single<bool>());
        Assert.Equal("ChiaRpc.BadPassphrase", shell.Errs("Set-ChiaKeyring $words -Confirm:$false").Id());
        Assert.Equal("ChiaRpc.BadPassphrase", shell.Errs("Set-ChiaKeyring $words $short -Confirm:$false").Id());
        Assert.Equal("correct horse", Node.State.Passphrase);
        Node.State.KeyringLocked = true;
        Assert.Equal("ChiaRpc.BadPassphrase", shell.Errs("Unlock-ChiaKeyring $words").Id());
        Assert.False(shell.Run("Unlock-ChiaKeyring $phrase").Single<Keyring>().IsKeyringLocked);
        Assert.False(shell.Run("Set-ChiaKeyring -RemovePassphrase -CurrentPassphrase $phrase -Confirm:$false").Single<Keyring>().UserPassphraseIsSet);
    }

    [Fact]
    public void Usage_of_another_key_is_told_once_it_is_synced_and_the_former_is_back()
    {
        Assert.Single(Prepared().Run($"Get-ChiaKeyUsage {Second}").Clean().Output);
        Assert.Equal(Main, Node.State.LoggedIn);
        Assert.Equal(["log_in", "get_logged_in_fingerprint", "get_logged_in_fingerprint", "get_sync_status"], Node.Requests.All.Select(request => request.Route).SkipWhile(route => route != "log_in").Take(4));
    }

    private string Body(Shell shell, string script)
    {
        Node.Requests.Clear();
        shell.Run(script);
        return Assert.Single(Node.Requests.Of("daemon", "add_key")).Body;
    }

    private Shell Prepared()
    {
        var shell = Open();
        shell.Run("$null = 1", new Dictionary<string, object> { ["words"] = Secret(Words), ["short"] = Secret("one two"), ["phrase"] = Secret("correct horse") }).Clean();
        return shell;
    }

    internal static SecureString Secret(string text)
    {
        var secret = new SecureString();
        Array.ForEach(text.ToCharArray(), secret.AppendChar);
        return secret;
    }
}
