using System.Globalization;
using System.Management.Automation;

namespace ChiaPS.Identity;

/// <summary>A duration: a TimeSpan, a text like 0:05:00, or whole seconds. Without this the engine would take a number for ticks.</summary>
internal sealed class SecondsAttribute : TransformAttribute
{
    private protected override object? One(object? given, object? value) => value switch
    {
        TimeSpan time => Fit(time, given),
        byte or sbyte or short or ushort or int or uint or long => Fit(TimeSpan.FromSeconds(Convert.ToInt64(value, CultureInfo.InvariantCulture)), given),
        string text when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => Fit(TimeSpan.FromSeconds(seconds), given),
        string text when text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) => Fit(time, given),
        _ => throw Unfit($"'{value}' is no duration: write whole seconds, or 0:05:00."),
    };

    private protected override object Collect(object?[] items) => items.Cast<TimeSpan>().ToArray();

    private static TimeSpan Fit(TimeSpan time, object? given) =>
        time >= TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerSecond == 0 ? time : throw Wrong($"'{given}' is not a whole number of seconds.");
}
