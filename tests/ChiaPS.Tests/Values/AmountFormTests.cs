using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Values;

public class AmountFormTests
{
    [Theory]
    [InlineData("1.5", 1_500_000_000_000UL)]
    [InlineData("0.000000000001", 1UL)]
    [InlineData("1e-12", 1UL)]
    [InlineData("123456.123456789012", 123_456_123_456_789_012UL)]
    [InlineData("'8191.999999999999'", 8_191_999_999_999_999UL)]
    [InlineData("1.5xch", 1_500_000_000_000UL)]
    [InlineData("250mojo", 250UL)]
    public void Every_form_of_a_number_is_exact(string text, ulong mojo)
    {
        using var shell = new Shell();

        Assert.Equal(mojo, shell.Run($"ConvertTo-ChiaAmount {text}").Single<Amount>().Mojo);
    }
}
