namespace ChiaPS.Identity;

/// <summary>An exact number of mojos: a whole number, or an amount with a unit (250mojo, 1.5xch).</summary>
internal sealed class MojoAttribute : TransformAttribute
{
    private protected override object? One(object? given, object? value)
    {
        try
        {
            return AmountAttribute.Read(given).ToMojo(AmountUnit.Mojo);
        }
        catch (ChiaException e)
        {
            throw Wrong($"{e.Message} Write a whole number of mojos.", e);
        }
    }

    private protected override object Collect(object?[] items) => throw Wrong("One number of mojos is needed, not several.");
}
