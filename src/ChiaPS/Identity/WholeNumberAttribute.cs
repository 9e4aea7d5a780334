using System.Globalization;
using System.Management.Automation;

namespace ChiaPS.Identity;

/// <summary>
/// A height, a count or an id: digits only. Without this the engine would round 1.5 to 2 and read 1,000 as a thousand. With <see cref="Of"/>
/// an object of that type stands for its id.
/// </summary>
internal sealed class WholeNumberAttribute : TransformAttribute
{
    /// <summary>The type whose objects are taken, with <see cref="Id"/>.</summary>
    public Type? Of { get; init; }

    /// <summary>The property that holds the id.</summary>
    public string? Id { get; init; }

    /// <summary>A whole number from where no attribute stands; null stays null.</summary>
    public static uint? Read(object? given) =>
        given is null ? null : (uint?)new WholeNumberAttribute().One(given, given is PSObject wrapped ? wrapped.BaseObject : given);

    /// <summary>
    /// Binds from the pipeline after the ids: for a parameter of the default set whose name other objects have too. The engine binds what it
    /// need not convert first, and settles on a set with it.
    /// </summary>
    public bool Late { get; init; }

    private protected override object? One(object? given, object? value) =>
        Read(given, value) is var read && Late && read is uint number ? number.ToString(CultureInfo.InvariantCulture) : read;

    private object? Read(object? given, object? value) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long or ulong => Fit(Convert.ToDecimal(value, CultureInfo.InvariantCulture), value),
        decimal number => Fit(number, value),
        double number when Math.Abs(number) < 1e15 => Fit((decimal)number, value),
        string text when decimal.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Fit(number, text),
        string text => throw Unfit($"'{text}' is not a whole number."),
        not null when Of is not null && PSObject.AsPSObject(given!) is var wrapped && IsOf(wrapped) => wrapped.Properties[Id!]?.Value,
        _ => throw Unfit(value!),
    };

    private protected override object Collect(object?[] items) => items.Select(item => Convert.ToUInt32(item, CultureInfo.InvariantCulture)).ToArray();

    // Also what came back from a file or a job.
    private bool IsOf(PSObject value) => value.TypeNames.Any(name => name == Of!.FullName || name == "Deserialized." + Of.FullName);

    private static uint Fit(decimal number, object given) =>
        decimal.Truncate(number) != number ? throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{given} is not a whole number."))
        : number is < 0 or > uint.MaxValue ? throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{given} is not between 0 and 4294967295."))
        : (uint)number;
}
