using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Xml.Linq;
using ChiaPS.Commands;
using ChiaPS.Identity;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Conventions;

/// <summary>What holds for every cmdlet that there is, and for every one that comes.</summary>
public class CmdletTests
{
    // Sessions and the journal are the module's own: no endpoint is called to change them. Invoke-ChiaRpc asks by the route that it is given.
    private static readonly string[] ChangesOnlyHere = ["Remove-ChiaSession", "Set-ChiaSession", "Remove-ChiaSpend", "Invoke-ChiaRpc"];

    // Reads through routes that the catalogue marks: an address without making one, a socket of its own.
    private static readonly string[] ReadsThroughChangingRoutes = ["Get-ChiaWalletAddress get_next_address", "New-ChiaSession register_service", "Watch-ChiaEvent register_service", "Test-ChiaFarm register_service", "Get-ChiaPlottingJob register_service"];

    // It asks before it shows, or before it logs another key in.
    private static readonly string[] AsksThoughItReads = ["Get-ChiaPrivateKey", "Get-ChiaKeyUsage"];

    // No plurals; bytes are the RPC's own word there.
    private static readonly string[] SingularInS = ["Progress", "Status", "MorphBytes"];

    [Fact]
    public void The_manifest_exports_the_cmdlets_of_the_assembly_and_no_other()
    {
        using var shell = new Shell();

        Assert.Equal(
            Cmdlets.All.Select(Cmdlets.Name),
            shell.Run("(Test-ModuleManifest $path).ExportedCmdlets.Keys", new Dictionary<string, object> { ["path"] = Hosting.Module.Manifest }).All<string>().Order(StringComparer.Ordinal));
        Assert.Equal(
            Cmdlets.All.Select(Cmdlets.Name),
            shell.Run("Get-Command -Module ChiaPS | ForEach-Object Name").All<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Verbs_are_approved_and_nouns_are_Chia_s_and_singular() => Assert.All(Cmdlets.All, cmdlet =>
    {
        var approved = new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity) }
            .SelectMany(group => group.GetFields()).Select(field => field.Name);
        Assert.Contains(Cmdlets.Of(cmdlet).VerbName, approved);
        Assert.Matches("^Chia[A-Z][A-Za-z]*$", Cmdlets.Of(cmdlet).NounName);
        Assert.False(IsPlural(Cmdlets.Of(cmdlet).NounName["Chia".Length..]), Cmdlets.Of(cmdlet).NounName);
        Assert.Equal(Cmdlets.Name(cmdlet).Replace("-", "", StringComparison.Ordinal), cmdlet.Name);
    });

    [Fact]
    public void Every_cmdlet_says_what_it_gives() => Assert.All(Cmdlets.All, cmdlet => Assert.NotEmpty(cmdlet.GetCustomAttributes<OutputTypeAttribute>()));

    [Fact]
    public void Every_route_that_a_cmdlet_names_is_in_the_catalogue_once() => Assert.All(Cmdlets.All, cmdlet =>
    {
        Assert.All(Cmdlets.Routes(cmdlet), route => Assert.True(route.Endpoint is not null, route.Route));
        Assert.Distinct(Cmdlets.Routes(cmdlet).Select(route => route.Route));
    });

    [Fact]
    public void What_changes_something_asks_and_what_reads_does_not() => Assert.All(Cmdlets.All, cmdlet =>
    {
        var changes = Cmdlets.Routes(cmdlet)
            .Where(route => route.Endpoint!.Changes && !ReadsThroughChangingRoutes.Contains($"{Cmdlets.Name(cmdlet)} {route.Endpoint.Route}"))
            .Select(route => route.Route).ToList();

        Assert.Equal(changes.Count > 0 || ChangesOnlyHere.Contains(Cmdlets.Name(cmdlet)) || AsksThoughItReads.Contains(Cmdlets.Name(cmdlet)), Cmdlets.Of(cmdlet).SupportsShouldProcess);
    });

    [Fact]
    public void A_verb_that_reads_changes_nothing() => Assert.All(
        Cmdlets.All.Where(cmdlet => Cmdlets.Of(cmdlet).VerbName is "Get" or "Test" or "Measure" or "Watch" or "Wait" or "ConvertTo" or "ConvertFrom"),
        cmdlet => Assert.Equal(AsksThoughItReads.Contains(Cmdlets.Name(cmdlet)), Cmdlets.Of(cmdlet).SupportsShouldProcess));

    [Fact]
    public void No_secret_comes_as_plain_text() => Assert.All(
        Cmdlets.AllParameters.Where(one => new[] { "Password", "Passphrase", "Mnemonic", "Entropy", "SecretKey", "PrivateKey", "Seed" }.Any(word => one.Parameter.Name.Contains(word, StringComparison.OrdinalIgnoreCase))),
        one => Assert.True(Cmdlets.Plain(one.Parameter.PropertyType) == typeof(SecureString) || one.Parameter.PropertyType == typeof(SwitchParameter), Where(one)));

    [Fact]
    public void Parameter_names_are_PascalCase_and_singular() => Assert.All(Cmdlets.AllParameters, one =>
    {
        Assert.Matches("^([A-Z][a-z0-9]*)+$", one.Parameter.Name);
        Assert.False(IsPlural(one.Parameter.Name), Where(one));
        Assert.All(Cmdlets.Aliases(one.Parameter), alias => Assert.Matches("^([A-Z][a-z0-9]*)+$", alias));
    });

    [Fact]
    public void Every_amount_parameter_reads_every_form_exactly() => Assert.All(
        Cmdlets.AllParameters.Where(one => Cmdlets.Plain(one.Parameter.PropertyType) == typeof(Amount)),
        one => Assert.True(one.Parameter.IsDefined(typeof(AmountAttribute)), Where(one)));

    // The engine would round 1.5 to 2 and take 1,000 for a thousand.
    [Fact]
    public void Every_height_id_and_count_takes_whole_numbers_only() => Assert.All(
        Cmdlets.AllParameters.Where(one => Cmdlets.Plain(one.Parameter.PropertyType) is var type && (type == typeof(uint) || type == typeof(ulong) || type == typeof(ushort))),
        one => Assert.True(one.Parameter.IsDefined(typeof(WholeNumberAttribute)) || one.Parameter.IsDefined(typeof(MojoAttribute)), Where(one)));

    // A wrong asset in a row is the row's error, which the cmdlet writes itself; a keyring's hint is words.
    [Fact]
    public void Every_time_means_the_same_in_every_culture() => Assert.All(
        Cmdlets.AllParameters.Where(one => Cmdlets.Plain(one.Parameter.PropertyType) == typeof(DateTimeOffset) || Cmdlets.Plain(one.Parameter.PropertyType) == typeof(DateTime)),
        one => Assert.True(one.Parameter.IsDefined(typeof(TimeAttribute)), Where(one)));

    [Fact]
    public void Every_hash_takes_every_form_of_hex() => Assert.All(
        Cmdlets.AllParameters.Where(one => Where(one) is not ("Send-ChiaTransaction -AssetId" or "Set-ChiaKeyring -Hint") && one.Parameter.Name is "CoinId" or "HeaderHash" or "PuzzleHash" or "TransactionId" or "ParentId" or "ParentCoinInfo" or "LauncherId" or "AssetId" or "StoreId" or "Hint"),
        one => Assert.True(one.Parameter.IsDefined(typeof(HashAttribute)), Where(one)));

    [Fact]
    public void Every_Session_parameter_binds_SessionName_and_completes() => Assert.All(
        Cmdlets.AllParameters.Where(one => Cmdlets.Plain(one.Parameter.PropertyType) == typeof(SessionIdentity)),
        one =>
        {
            Assert.Contains("SessionName", Cmdlets.Aliases(one.Parameter));
            Assert.Contains("SessionCompleter", one.Parameter.GetCustomAttribute<ArgumentCompleterAttribute>()?.Type?.Name, StringComparison.Ordinal);
        });

    // A body comes from the pipeline there, or whom to pay, and no session must come with it.
    [Fact]
    public void Every_cmdlet_that_calls_a_service_takes_a_session_from_the_pipeline() => Assert.All(
        Cmdlets.All.Where(cmdlet => Cmdlets.Routes(cmdlet).Any() && Cmdlets.Name(cmdlet) is not ("New-ChiaSession" or "Invoke-ChiaRpc" or "Send-ChiaTransaction")),
        cmdlet => Assert.Contains(Cmdlets.Parameters(cmdlet), parameter =>
            Cmdlets.Plain(parameter.PropertyType) == typeof(SessionIdentity) && parameter.GetCustomAttributes<ParameterAttribute>().All(one => one.ValueFromPipelineByPropertyName)));

    [Fact]
    public void Positions_go_from_0_without_a_gap_and_only_few() => Assert.All(Cmdlets.All, cmdlet =>
    {
        var positions =
            from parameter in Cmdlets.Parameters(cmdlet)
            from attribute in parameter.GetCustomAttributes<ParameterAttribute>()
            where attribute.Position >= 0
            group attribute.Position by attribute.ParameterSetName;
        Assert.All(positions, set => Assert.Equal(Enumerable.Range(0, Math.Min(3, set.Count())), set.Order()));
    });

    // Else a text could be meant for two.
    [Fact]
    public void Plain_text_from_the_pipeline_binds_to_one_parameter_of_a_set() => Assert.All(Cmdlets.All, cmdlet =>
    {
        var byValue =
            from parameter in Cmdlets.Parameters(cmdlet)
            from attribute in parameter.GetCustomAttributes<ParameterAttribute>()
            where attribute.ValueFromPipeline
            group parameter by attribute.ParameterSetName;
        Assert.All(byValue, set => Assert.Single(set));
    });

    [Fact]
    public void Every_public_type_and_member_and_every_parameter_is_documented()
    {
        var documented = XDocument.Load(Path.ChangeExtension(DocumentedAssembly(), "xml")).Descendants("member")
            .Where(member => member.Element("summary")?.Value.Trim().Length > 0 || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);

        Assert.All(Cmdlets.All, cmdlet => Assert.Contains("T:" + cmdlet.FullName, documented));
        Assert.All(Cmdlets.AllParameters, one => Assert.Contains($"P:{one.Parameter.DeclaringType!.FullName}.{one.Parameter.Name}", documented));
        Assert.All(typeof(ChiaObject).Assembly.GetExportedTypes(), type => Assert.Contains("T:" + type.FullName!.Replace('+', '.'), documented));
    }

    [Fact]
    public void Public_types_are_sealed_abstract_static_or_plain() => Assert.All(
        typeof(ChiaObject).Assembly.GetExportedTypes().Where(type => type != typeof(ChiaException)), // ChiaRpcException is one
        type => Assert.True(type.IsSealed || type.IsAbstract || type.IsEnum, type.FullName));

    private static string DocumentedAssembly() => Directory.EnumerateFiles(Path.Combine(Hosting.Module.Repository, "src", "ChiaPS", "bin"), "ChiaPS.dll", SearchOption.AllDirectories)
        .Where(file => File.Exists(Path.ChangeExtension(file, "xml"))).OrderByDescending(File.GetLastWriteTimeUtc).First();

    private static bool IsPlural(string name) => name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) && !SingularInS.Any(name.EndsWith);

    private static string Where((Type Cmdlet, PropertyInfo Parameter) one) => $"{Cmdlets.Name(one.Cmdlet)} -{one.Parameter.Name}";
}
