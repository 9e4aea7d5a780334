using System.Collections;
using System.Management.Automation;

namespace ChiaPS.Identity;

/// <summary>What the transformations of parameters share: objects unwrapped, arrays item by item, errors in words.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class TransformAttribute : ArgumentTransformationAttribute
{
    private protected TransformAttribute()
    {
    }

    /// <summary>
    /// The parameter is an array. A single value becomes one at once, so that the engine binds it before properties that it must convert:
    /// else SessionName would bind first and settle on the default parameter set, where the id of another set has no turn any more.
    /// </summary>
    public bool Array { get; init; }

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return
            value is null ? null
            : value is IList list && !IsItem(value) ? Collect([.. list.Cast<object?>().Select(item => One(item, (item as PSObject)?.BaseObject ?? item))])
            : Array ? Collect([One(inputData, value)])
            : One(inputData, value);
    }

    /// <summary>A list that is one value, such as bytes.</summary>
    private protected virtual bool IsItem(object value) => false;

    /// <param name="given">The value as the engine passed it, maybe with the text that was typed.</param>
    /// <param name="value">The same without its wrapper.</param>
    private protected abstract object? One(object? given, object? value);

    private protected abstract object Collect(object?[] items);

    /// <summary>The text is of the right kind, but wrong: the user reads why.</summary>
    private protected static ArgumentTransformationMetadataException Wrong(string message, Exception? inner = null) => new(message, inner);

    /// <summary>A value of another kind: for another parameter to take.</summary>
    private protected static ArgumentTransformationMetadataException Unfit(object value)
    {
        var message = $"'{value}' does not fit here.";
        return new(message, new PSInvalidCastException(message));
    }

    private protected static ArgumentTransformationMetadataException Unfit(string message) => new(message, new PSInvalidCastException(message));
}
