using ChiaPS.Configuration;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Configuration;

/// <summary>Files that are missing, broken or in the making: always one of three errors, with file and advice.</summary>
public class BrokenConfigTests
{
    private const string Signs = "{}[]:,-#&*!|>'\"%@`?\t\n\0~<= x0";

    [Theory]
    [InlineData("a: 1\nb: [1, 2\n", 3)]
    [InlineData("a: 1\n  b: 2\n", 2)]
    [InlineData("a: 1\nb: \"open\n", 2)] // where the text begins that never ends
    [InlineData("a: 1\nb: 2\n\tc: 3\n", 2)]
    [InlineData("a: 1\na: 2\n", 2)]
    [InlineData("a: 1\nb: @x\n", 2)]
    public void Broken_yaml_is_told_with_file_and_line(string text, int line)
    {
        var root = ConfigTexts.Root(text);
        var error = Assert.Throws<ChiaException>(() => ChiaConfig.Load(root));

        Assert.Equal("ChiaConfig.Broken", error.ErrorId);
        Assert.Contains(ConfigTexts.FileIn(root), error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains($", line {line}: ", StringComparison.Ordinal), error.Message);
        Assert.NotNull(error.Advice);
    }

    [Fact]
    public void An_alias_of_nothing_is_told_with_its_line()
    {
        var error = Assert.Throws<ChiaException>(() => ConfigTexts.Load("a: 1\nb: 2\nc: *nobody\n"));

        Assert.Contains(", line 3: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_000_000)]
    public void A_file_nested_without_measure_is_broken(int depth) => Broken(ConfigTexts.Root("a: " + new string('[', depth) + new string(']', depth)));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing\n")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("text")]
    [InlineData("7")]
    [InlineData("---\n")]
    [InlineData("null")]
    public void A_file_without_settings_is_broken(string text) => Broken(ConfigTexts.Root(text));

    [Fact]
    public void Bytes_that_are_no_text_are_broken() => Broken(ConfigTexts.Root([0, 0, 0, 0, 1, 2, 3]));

    public static TheoryData<string, int> Cuts() =>
        [.. from shape in new[] { nameof(ConfigTexts.Fresh), nameof(ConfigTexts.Saved) } from percent in Enumerable.Range(0, 10) select (shape, percent * 10)];

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_file_in_the_making_is_read_as_far_as_it_goes_or_is_broken(string shape, int percent)
    {
        var text = shape == nameof(ConfigTexts.Fresh) ? ConfigTexts.Fresh : ConfigTexts.Saved;
        var middle = text.Length * percent / 100;
        foreach (var length in Enumerable.Range(Math.Max(0, middle - 25), 50))
        {
            var error = Record.Exception(() =>
            {
                var config = ConfigTexts.Load(text[..length]);
                config.Port(ChiaService.Wallet);
                config.ClientPair();
            });
            Assert.True(error is null or ChiaException { ErrorId: "ChiaConfig.Broken" }, $"cut at {length}: {error}");
        }
    }

    [Theory]
    [InlineData(nameof(ConfigTexts.Fresh))]
    [InlineData(nameof(ConfigTexts.Saved))]
    public void A_damaged_file_is_read_or_broken_and_nothing_else(string shape)
    {
        var text = shape == nameof(ConfigTexts.Fresh) ? ConfigTexts.Fresh : ConfigTexts.Saved;
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = text.ToCharArray();
            for (var j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = Signs[random.Next(Signs.Length)];
            }

            var error = Record.Exception(() => YamlLoader.Parse(new string(damaged)));
            Assert.True(error is null or FormatException, $"{error?.GetType().Name} of\n{new string(damaged)}");
        }
    }

    [Fact]
    public void A_missing_root_says_where_it_looked_and_what_to_do()
    {
        var root = Path.Combine(Module.Scratch, "not-there");
        var error = Assert.Throws<ChiaException>(() => ChiaConfig.Load(root));

        Assert.Equal("ChiaConfig.NotFound", error.ErrorId);
        Assert.Contains(ConfigTexts.FileIn(root), error.Message, StringComparison.Ordinal);
        Assert.Contains("-RootPath", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_without_a_file_is_not_found_too() => Assert.Equal("ChiaConfig.NotFound", Assert.Throws<ChiaException>(() => ChiaConfig.Load(ConfigTexts.Root((byte[]?)null))).ErrorId);

    [Fact]
    public void A_folder_in_place_of_the_file_is_unreadable()
    {
        var root = ConfigTexts.Root((byte[]?)null);
        Directory.CreateDirectory(ConfigTexts.FileIn(root));

        Assert.Equal("ChiaConfig.Unreadable", Assert.Throws<ChiaException>(() => ChiaConfig.Load(root)).ErrorId);
    }

    [Fact]
    public void A_file_in_place_of_the_root_is_not_found()
    {
        var root = Path.Combine(Module.Scratch, "file-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(root, "");

        Assert.StartsWith("ChiaConfig.", Assert.Throws<ChiaException>(() => ChiaConfig.Load(root)).ErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_this_account_may_not_read_is_unreadable()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix modes only.");
            return;
        }

        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root reads every file.");
        var root = ConfigTexts.Root("a: 1");
        File.SetUnixFileMode(ConfigTexts.FileIn(root), UnixFileMode.None);
        var error = Assert.Throws<ChiaException>(() => ChiaConfig.Load(root));

        Assert.Equal("ChiaConfig.Unreadable", error.ErrorId);
        Assert.Contains("right to read", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_another_process_has_open_for_writing_is_read()
    {
        var root = ConfigTexts.Root("selected_network: testnet11");
        using var other = new FileStream(ConfigTexts.FileIn(root), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Assert.Equal("testnet11", ChiaConfig.Load(root).Network);
    }

    [Theory]
    [InlineData("Get-ChiaConfig -RootPath $root")]
    [InlineData("New-ChiaSession -RootPath $root -SkipCheck")]
    [InlineData("Get-ChiaCertificate -RootPath $root")]
    public void A_cmdlet_ends_with_that_error(string script)
    {
        using var shell = new Shell();
        var result = shell.Run("$ErrorActionPreference = 'Stop'; " + script, new Dictionary<string, object> { ["root"] = ConfigTexts.Root("a: [") });

        Assert.StartsWith("ChiaConfig.Broken", result.Ended!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static void Broken(string root) => Assert.Equal("ChiaConfig.Broken", Assert.Throws<ChiaException>(() => ChiaConfig.Load(root)).ErrorId);
}
