using System.Management.Automation;

namespace ChiaPS.Identity;

/// <summary>Turns what is an amount into one and passes everything else through: the cmdlet says what is wrong with it, with the row's number.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RawAmountAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => false;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return inputData is null ? null : AmountAttribute.Read(inputData);
        }
        catch (ChiaException)
        {
            return inputData;
        }
    }
}
