using System.Management.Automation;
using System.Text.RegularExpressions;
using ChiaPS.Errors;
using ChiaPS.Tests.Architecture;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Errors;

public class ErrorRecordTests
{
    private static readonly string[] Families = ["ChiaConnection", "ChiaSession", "ChiaConfig", "ChiaRpc", "ChiaRoute", "ChiaWallet", "ChiaArgument", "ChiaWait", "ChiaSpend"];

    [Theory]
    [InlineData("ChiaConnection.Timeout", ErrorCategory.OperationTimeout)]
    [InlineData("ChiaWait.Timeout", ErrorCategory.OperationTimeout)]
    [InlineData("ChiaConnection.UntrustedServer", ErrorCategory.SecurityError)]
    [InlineData("ChiaConnection.ClientRefused", ErrorCategory.SecurityError)]
    [InlineData("ChiaConnection.Tls", ErrorCategory.ProtocolError)]
    [InlineData("ChiaConnection.TlsVersion", ErrorCategory.ProtocolError)]
    [InlineData("ChiaConnection.BadAnswer", ErrorCategory.InvalidData)]
    [InlineData("ChiaConnection.TooLarge", ErrorCategory.LimitsExceeded)]
    [InlineData("ChiaConnection.Name", ErrorCategory.ResourceUnavailable)]
    [InlineData("ChiaConnection.Destination", ErrorCategory.ResourceUnavailable)]
    [InlineData("ChiaConnection.Refused", ErrorCategory.ConnectionError)]
    [InlineData("ChiaConnection.Closed", ErrorCategory.ConnectionError)]
    [InlineData("ChiaConfig.NotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("ChiaConfig.Broken", ErrorCategory.InvalidData)]
    [InlineData("ChiaConfig.Unreadable", ErrorCategory.PermissionDenied)]
    [InlineData("ChiaConfig.Certificate", ErrorCategory.InvalidData)]
    [InlineData("ChiaSession.NotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("ChiaSession.Ambiguous", ErrorCategory.InvalidOperation)]
    [InlineData("ChiaRpc.NotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("ChiaRpc.NotLoggedIn", ErrorCategory.AuthenticationError)]
    [InlineData("ChiaRpc.KeyringLocked", ErrorCategory.AuthenticationError)]
    [InlineData("ChiaRpc.NotSynced", ErrorCategory.ResourceUnavailable)]
    [InlineData("ChiaRpc.InvalidAddress", ErrorCategory.InvalidArgument)]
    [InlineData("ChiaRpc.Unknown", ErrorCategory.InvalidOperation)]
    [InlineData("ChiaRoute.NotOffered", ErrorCategory.NotImplemented)]
    [InlineData("ChiaWallet.WrongKey", ErrorCategory.PermissionDenied)]
    [InlineData("ChiaArgument.Amount", ErrorCategory.InvalidArgument)]
    public void An_id_has_its_category(string id, ErrorCategory category) => Assert.Equal(category, ErrorRecords.Category(id));

    [Theory]
    [InlineData("ChiaConnection.Refused", true)]
    [InlineData("ChiaSession.Ambiguous", true)]
    [InlineData("ChiaConfig.Broken", true)]
    [InlineData("ChiaRpc.NotFound", false)]
    [InlineData("ChiaRoute.NotOffered", false)]
    [InlineData("ChiaWallet.WrongKey", false)]
    [InlineData("ChiaArgument.Amount", false)]
    [InlineData("ChiaWait.Timeout", false)]
    public void What_concerns_the_connection_ends_a_command_and_what_concerns_an_input_does_not(string id, bool ends) =>
        Assert.Equal(ends, new ChiaException(id, "Words.").EndsCommand);

    [Fact]
    public void A_record_carries_id_words_target_and_advice()
    {
        var exception = new ChiaException("ChiaConfig.Broken", "Words.", "Advice.");
        var record = ErrorRecords.Create(exception, "target");

        Assert.Equal(("ChiaConfig.Broken", "Words.", "target"), (record.FullyQualifiedErrorId, record.ToString(), record.TargetObject));
        Assert.Equal(("Advice.", ErrorCategory.InvalidData), (record.ErrorDetails.RecommendedAction, record.CategoryInfo.Category));
        Assert.Same(exception, record.Exception);
    }

    [Fact]
    public void What_nobody_expected_has_an_id_too() =>
        Assert.Equal("ChiaPS.Unexpected", ErrorRecords.Create(new InvalidOperationException("x"), null).FullyQualifiedErrorId);

    [Fact]
    public void Every_id_in_the_sources_is_of_a_known_family_and_has_words_of_PascalCase()
    {
        var ids = Sources.Files.SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"(Chia[A-Za-z]+\\.[A-Za-z]+)\"").Select(match => match.Groups[1].Value))
            .Where(id => !id.EndsWith(".dll", StringComparison.Ordinal) && !id.StartsWith("ChiaPS.", StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(ids);
        Assert.All(ids, id =>
        {
            Assert.Contains(id.Split('.')[0], Families);
            Assert.Matches("^Chia[A-Z][a-z]+\\.([A-Z][a-z0-9]+)+$", id);
        });
    }

    [Theory]
    [InlineData("Get-ChiaConfig -RootPath /not/there", "ChiaConfig.NotFound")]
    [InlineData("ConvertFrom-ChiaAddress nonsense", "ChiaArgument.Address")]
    [InlineData("Get-ChiaSession nobody", "ChiaSession.NotFound")]
    [InlineData("Get-ChiaBlockchainState -Session nobody", "ChiaSession.NotFound")]
    [InlineData("Remove-ChiaSession nobody", "ChiaSession.NotFound")]
    public void A_user_reads_words_and_advice_and_no_stack_trace(string script, string id)
    {
        using var shell = new Shell();
        var result = shell.Run(script);
        var record = Assert.Single(result.Errors);
        var text = shell.Render(script);

        Assert.StartsWith(id + ",", record.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(record.ErrorDetails.RecommendedAction);
        Assert.DoesNotMatch(@"\bat ChiaPS\.|\.cs:line|   at |Exception", text);
    }

    [Fact]
    public void One_bad_input_does_not_stop_the_others()
    {
        using var shell = new Shell();
        var result = shell.Run("'xch1nonsense', 'xch1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0srg6dkm' | ConvertFrom-ChiaAddress");

        Assert.Single(result.Output);
        Assert.Equal("xch1nonsense", Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public void A_session_that_came_with_an_object_leaves_the_other_objects_their_turn()
    {
        using var shell = new Shell();
        var result = shell.Run("'nobody1', 'nobody2' | ForEach-Object { [pscustomobject]@{ SessionName = $_ } } | Get-ChiaBlockchainState; 'goes on'");

        Assert.Equal("goes on", Assert.Single(result.Output).BaseObject);
        Assert.Equal(2, result.Errors.Count);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_script()
    {
        using var shell = new Shell();
        var result = shell.Run("ConvertFrom-ChiaAddress nonsense -ErrorAction Stop; 'goes on'");

        Assert.Empty(result.Output);
        Assert.StartsWith("ChiaArgument.Address", result.Ended!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anybody_to_ask_a_mandatory_parameter_is_an_error_and_nothing_hangs()
    {
        using var shell = new Shell();

        Assert.StartsWith("MissingMandatoryParameter", Assert.Single(shell.Run("ConvertFrom-ChiaAddress").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Confirm_without_anybody_to_ask_changes_nothing()
    {
        using var shell = new Shell();
        var result = shell.Run("Remove-ChiaSession nobody -Saved -Confirm; 'goes on'");

        Assert.Equal("goes on", Assert.Single(result.Output).BaseObject);
        Assert.Single(result.Errors);
    }
}
