using ChiaPS.Configuration;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Configuration;

public class RootFolderTests
{
    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    [Theory]
    [InlineData("SYSTEM")]
    [InlineData("LOCAL SERVICE")]
    [InlineData("NETWORK SERVICE")]
    [InlineData("FARM1$")] // what SYSTEM is called in a domain
    public void A_service_account_hears_that_its_home_is_another(string user)
    {
        var advice = RootFolder.Advice(user);

        Assert.Contains(user, advice, StringComparison.Ordinal);
        Assert.Contains("-RootPath", advice, StringComparison.Ordinal);
        Assert.Contains("home folder", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("system1")]
    [InlineData("fa$rm")]
    public void A_user_hears_how_to_name_the_root(string user)
    {
        Assert.Contains("chia init", RootFolder.Advice(user), StringComparison.Ordinal);
        Assert.DoesNotContain(user, RootFolder.Advice(user), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tilde_is_the_home_folder_and_only_in_front()
    {
        Assert.Equal(Home, RootFolder.Expand("~"));
        Assert.Equal(Path.Combine(Home, ".chia", "mainnet"), RootFolder.Expand("~/.chia/mainnet"));
        Assert.Equal(Path.GetFullPath("~x"), RootFolder.Expand("~x"));
        Assert.Equal(Path.GetFullPath("a/~/b"), RootFolder.Expand("a/~/b"));
    }

    [Fact]
    public void A_relative_root_becomes_absolute() => Assert.True(Path.IsPathFullyQualified(RootFolder.Expand("some/root")));

    [Fact]
    public void CHIA_ROOT_is_the_root_that_is_meant_when_none_is_named()
    {
        var root = Environment.GetEnvironmentVariable("CHIA_ROOT")!; // Module.Prepare has set it
        Assert.Equal(root, RootFolder.Default);

        using var shell = new Shell();
        var error = Assert.Single(shell.Run("Get-ChiaConfig").Errors);
        Assert.StartsWith("ChiaConfig.NotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(root, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CHIAPS_HOME_is_ChiaPS_s_own_folder() => Assert.Equal(Environment.GetEnvironmentVariable("CHIAPS_HOME"), RootFolder.OwnFolder);

    [Fact]
    public void Upper_and_lower_case_make_another_place_except_on_Windows()
    {
        Assert.True(RootFolder.IsSame("/home/ann", "/home/ann"));
        Assert.Equal(OperatingSystem.IsWindows(), RootFolder.IsSame("/home/ann", "/home/Ann"));
        Assert.False(RootFolder.IsSame("/home/ann", null));
    }
}
