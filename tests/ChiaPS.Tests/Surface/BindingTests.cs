using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ChiaPS.Tests.Conventions;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Surface;

/// <summary>Every output type piped to every cmdlet that takes a pipeline: what the engine binds.</summary>
public class BindingTests
{
    private static readonly Lazy<IReadOnlyList<Pair>> Known = new(Try);

    // Rewards of a simulator go where the object says; a wallet gets an address, which moves nothing; a key is what is switched to. A payment is
    // a row with address and amount, asked about before it is made; coins are combined and split in the wallet that they are of; a journal is a key's.
    private static readonly string[] MeantToBind =
    [
        "New-ChiaSimulatorBlock Address", "New-ChiaWalletAddress WalletId", "Switch-ChiaKey Fingerprint", "Send-ChiaTransaction Address", "Send-ChiaTransaction Amount", "Send-ChiaTransaction AssetId",
        "Join-ChiaCoin WalletId", "Split-ChiaCoin WalletId", "Clear-ChiaUnconfirmedTransaction WalletId", "Remove-ChiaSpend Fingerprint",
        "Get-ChiaKeyUsage Fingerprint", "Get-ChiaPrivateKey Fingerprint", "Remove-ChiaKey Fingerprint", "Set-ChiaKey Fingerprint", "Use-ChiaKey Fingerprint",
    ];

    [Fact]
    public void What_binds_is_the_agreed_list() => Snapshot.Matches(
        "Binding.txt",
        Known.Value.Where(pair => pair.Bound is not null).Select(pair => $"{pair.Type.Name} | {Cmdlets.Name(pair.Cmdlet)}: {string.Join(' ', pair.Bound!.Values.Select(one => $"-{one.Key} {Short(one.Value)}"))}{Set(pair.Bound)}"));

    [Fact]
    public void The_session_of_an_object_binds_wherever_the_object_does() => Assert.All(
        Known.Value.Where(pair => pair.Bound is not null && pair.Type.GetProperty("SessionName") is not null && !HasAnotherName(pair)),
        pair => Assert.True(
            SessionParameter(pair.Cmdlet) is not { } parameter || pair.Bound!.Values.GetValueOrDefault(parameter) == Samples.SessionName,
            $"{pair.Type.Name} | {Cmdlets.Name(pair.Cmdlet)}: {string.Join(' ', pair.Bound!.Values)}"));

    // Old amounts, a payee's address or another key must not come along with an object.
    [Fact]
    public void Nothing_that_says_what_to_change_binds_to_a_cmdlet_that_changes() => Assert.All(
        Known.Value.Where(pair => pair.Bound is not null && Cmdlets.Of(pair.Cmdlet).SupportsShouldProcess),
        pair => Assert.DoesNotContain(pair.Bound!.Names, name =>
            name is "Address" or "PuzzleHash" or "Amount" or "AmountMojo" or "Fee" or "MaxFee" or "Fingerprint" or "WalletId" or "AssetId"
            && !MeantToBind.Contains($"{Cmdlets.Name(pair.Cmdlet)} {name}") && !(name == "Fingerprint" && IsGuarded(pair.Cmdlet))));

    [Theory]
    [InlineData("CoinRecord", "Get-ChiaCoinRecord", "CoinId")]
    [InlineData("Coin", "Get-ChiaCoinRecord", "CoinId")]
    [InlineData("Coin", "Get-ChiaCoinId", "ParentCoinInfo PuzzleHash AmountMojo")]
    [InlineData("BlockRecord", "Get-ChiaBlockRecord", "Height")]
    [InlineData("WalletAddress", "Get-ChiaCoinRecord", "PuzzleHash")]
    [InlineData("AddressInfo", "ConvertFrom-ChiaAddress", "Address")]
    [InlineData("AddressInfo", "ConvertTo-ChiaAddress", "PuzzleHash")]
    [InlineData("Wallet", "Get-ChiaTransaction", "WalletId")]
    [InlineData("Wallet", "Get-ChiaWalletBalance", "WalletId")]
    [InlineData("Key", "Get-ChiaKey", "Fingerprint")]
    [InlineData("TransactionRecord", "Get-ChiaTransaction", "TransactionId")]
    [InlineData("ServiceStatus", "Get-ChiaRoute", "Service")]
    [InlineData("ChiaSession", "Get-ChiaBlockchainState", "Session")]
    [InlineData("ChiaSession", "Remove-ChiaSession", "Name")]
    [InlineData("Config", "Get-ChiaCertificate", "RootPath")]
    [InlineData("CoinRecord", "Get-ChiaCoinSpend", "CoinId Height")]
    [InlineData("BlockRecord", "Get-ChiaCoinSpend", "HeaderHash Height")]
    [InlineData("FullBlock", "Get-ChiaCoinSpend", "HeaderHash Height")]
    [InlineData("BlockRecord", "Get-ChiaBlock", "HeaderHash")]
    [InlineData("Harvester", "Get-ChiaPlot", "NodeId")]
    [InlineData("Plot", "Remove-ChiaPlot", "Filename NodeId")]
    [InlineData("PlotDirectory", "Remove-ChiaPlotDirectory", "Directory")]
    [InlineData("SignagePoint", "Get-ChiaSignagePointStatus", "SignagePointHash")]
    [InlineData("ChiaSession", "Get-ChiaFarmSummary", "Session")]
    public void What_belongs_together_binds(string type, string cmdlet, string parameters)
    {
        var pair = Assert.Single(Known.Value, pair => pair.Type.Name == type && Cmdlets.Name(pair.Cmdlet) == cmdlet);

        Assert.NotNull(pair.Bound);
        Assert.Superset(parameters.Split(' ').ToHashSet(), pair.Bound.Names.ToHashSet());
    }

    // Objects of one type come back from a file with the same properties, so they bind alike.
    [Fact]
    public void What_came_back_from_a_file_binds_alike() => Assert.All(
        Known.Value.Where(pair => pair.Bound is not null && pair.Type != typeof(Amount)),
        pair => Assert.True(
            IsKnownDefect(pair) || (pair.Back is not null && pair.Bound!.Names.SequenceEqual(pair.Back.Names)),
            $"{pair.Type.Name} | {Cmdlets.Name(pair.Cmdlet)}: {string.Join(' ', pair.Bound!.Names)}; from a file: {string.Join(' ', pair.Back?.Names ?? [])}"));

    [Fact]
    public void A_wallet_that_came_back_from_a_file_is_that_wallet() =>
        Assert.Contains("WalletId", Known.Value.Single(IsKnownDefect).Back!.Names);

    // There a fingerprint chooses nothing: it must be that of the key that is logged in.
    private static bool IsGuarded(Type cmdlet) => typeof(ChiaPS.Commands.WalletChangeCmdlet).IsAssignableFrom(cmdlet) || typeof(ChiaPS.Commands.BuildCmdlet).IsAssignableFrom(cmdlet);

    private static bool IsKnownDefect(Pair pair) => pair.Type == typeof(Wallet) && Cmdlets.Name(pair.Cmdlet) == "Get-ChiaTransaction";

    // A wallet, a route: their own name binds to -Name of the session cmdlets, before SessionName does.
    private static bool HasAnotherName(Pair pair) => pair.Type.GetProperty("Name") is not null && pair.Type != typeof(ChiaSession) && SessionParameter(pair.Cmdlet) == "Name";

    private static IReadOnlyList<Pair> Try()
    {
        var state = InitialSessionState.CreateDefault2();
        var cmdlets = Cmdlets.All.Where(cmdlet => Cmdlets.Parameters(cmdlet).Any(parameter => parameter.GetCustomAttributes(typeof(ParameterAttribute), false).Cast<ParameterAttribute>()
            .Any(one => one.ValueFromPipeline || one.ValueFromPipelineByPropertyName))).ToList();
        cmdlets.ForEach(cmdlet => state.Commands.Add(new SessionStateCmdletEntry(Cmdlets.Name(cmdlet), Probe.Of(cmdlet), null)));
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return
        [
            .. from type in Cmdlets.OutputTypes
               let sample = PSObject.AsPSObject(Samples.Make(type))
               let back = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(sample, 4))
               from cmdlet in cmdlets
               select new Pair(type, cmdlet, Pipe(runspace, sample, cmdlet), Pipe(runspace, back, cmdlet)),
        ];
    }

    // Null: nothing binds, or something mandatory is missing.
    private static Bound? Pipe(Runspace runspace, PSObject sample, Type cmdlet)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand(Cmdlets.Name(cmdlet));
        try
        {
            return shell.Invoke<Bound>(new[] { sample }) is [var bound] ? bound : null;
        }
        catch (RuntimeException)
        {
            return null;
        }
    }

    private static string? SessionParameter(Type cmdlet) => Cmdlets.Parameters(cmdlet)
        .Where(parameter => Cmdlets.Plain(parameter.PropertyType) == typeof(SessionIdentity)
            && parameter.GetCustomAttributes(typeof(ParameterAttribute), false).Cast<ParameterAttribute>().Any(one => one.ValueFromPipelineByPropertyName))
        .Select(parameter => parameter.Name).SingleOrDefault();

    private static string Short(string value) => value.Length > 24 ? value[..24] + "..." : value;

    private static string Set(Bound bound) => bound.Set == ParameterAttribute.AllParameterSets ? "" : $" ({bound.Set})";

    private sealed record Pair(Type Type, Type Cmdlet, Bound? Bound, Bound? Back);
}
