using System.Xml.Linq;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Conventions;

/// <summary>ChiaPS.Format.ps1xml against the types it shows.</summary>
public class ViewTests
{
    private static readonly XDocument Format = XDocument.Load(Path.Combine(Module.Folder, "ChiaPS.Format.ps1xml"));

    // Shown as a list, or made of one value.
    private static readonly string[] WithoutTable = ["Config", "Amount", "AddressInfo", "Coin", "ChiaSpendOption"];

    private static ILookup<string, XElement> Views { get; } = Format.Descendants("View")
        .SelectMany(view => view.Descendants("TypeName").Select(type => (Type: type.Value, View: view)))
        .ToLookup(one => one.Type, one => one.View);

    [Fact]
    public void Every_type_that_a_cmdlet_gives_has_a_table()
    {
        Assert.All(
            Cmdlets.OutputTypes.Where(type => !WithoutTable.Contains(type.Name)),
            type => Assert.Contains(Views[type.FullName!], view => view.Element("TableControl") is not null));
    }

    [Fact]
    public void Every_view_is_of_a_type_that_is_there() =>
        Assert.All(Views, views => Assert.NotNull(typeof(ChiaObject).Assembly.GetType(views.Key)));

    [Fact]
    public void Every_property_that_a_view_names_is_there()
    {
        Assert.All(Views, views => Assert.All(views.SelectMany(Named), name =>
        {
            var type = typeof(ChiaObject).Assembly.GetType(views.Key)!;
            Assert.True(type.GetProperty(name) is not null, $"{views.Key}.{name}");
        }));
    }

    [Fact]
    public void A_table_has_a_header_for_each_column() => Assert.All(
        Format.Descendants("TableControl"),
        table => Assert.Equal(table.Descendants("TableColumnHeader").Count(), table.Descendants("TableColumnItem").Count()));

    // A right-aligned value that is too long loses its left, and without a width a narrow console makes any value too long.
    [Theory]
    [InlineData("Height|Index$", 10)] // 4294967295
    [InlineData("Mojo$", 20)] // 18446744073709551615
    [InlineData("^(Amount|Cat)$|Xch$|Balance$|PendingChange", 21)] // 18446744.073709551615, 18446744073709551.615
    [InlineData("^Fee$", 14)] // 9.999999999999: to the mojo up to 10 XCH
    public void Amounts_and_heights_have_room_for_the_largest(string label, int width) => Assert.All(
        Format.Descendants("TableColumnHeader").Where(header => System.Text.RegularExpressions.Regex.IsMatch(header.Element("Label")!.Value, label)),
        header => Assert.True((int?)header.Element("Width") >= width, header.ToString()));

    [Fact]
    public void A_fee_without_room_for_the_largest_loses_its_smallest_digits_only() => Assert.All(
        Format.Descendants("TableColumnHeader").Where(header => header.Element("Label")!.Value == "Fee"),
        header => Assert.True((int?)header.Element("Width") >= 21 || header.Element("Alignment") is null, header.ToString()));

    private static IEnumerable<string> Named(XElement view) =>
        view.Descendants("PropertyName").Select(name => name.Value)
            .Concat(view.Descendants("ScriptBlock").SelectMany(script => System.Text.RegularExpressions.Regex.Matches(script.Value, @"\$_\.(\w+)").Select(match => match.Groups[1].Value)))
            .Distinct();
}
