using System.Management.Automation;
using ChiaPS.Identity;

namespace ChiaPS;

/// <summary>Casts to <see cref="Amount"/>.</summary>
public sealed class AmountConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => destinationType == typeof(Amount);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        try
        {
            return AmountAttribute.Read(sourceValue);
        }
        catch (ChiaException e)
        {
            throw new PSInvalidCastException($"{e.Message} {e.Advice}", e);
        }
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();
}
