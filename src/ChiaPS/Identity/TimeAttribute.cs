using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace ChiaPS.Identity;

/// <summary>A point in time: a date object, or a text as 2027-01-31 or 2027-01-31T12:00:00Z. The engine would read a text by the machine's culture, whose calendar may have other years and whose days may come before or after months.</summary>
internal sealed partial class TimeAttribute : TransformAttribute
{
    public static DateTimeOffset? Read(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null or "" => null,
        DateTimeOffset time => Fit(time),
        DateTime time => Fit(new DateTimeOffset(time.ToUniversalTime())),
        string text when IsoText().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) => Fit(time),
        var other => throw Wrong($"'{other}' is no time: write it as 2027-01-31 or 2027-01-31T12:00:00Z, or give a date object."),
    };

    private protected override object? One(object? given, object? value) => Read(value);

    private protected override object Collect(object?[] items) => throw Wrong("One time is needed, not several.");

    private static DateTimeOffset Fit(DateTimeOffset time) =>
        time >= DateTimeOffset.UnixEpoch ? time : throw Wrong(FormattableString.Invariant($"'{time:yyyy-MM-dd HH:mm:ss zzz}' is before 1970."));

    [GeneratedRegex(@"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]|\s*$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsoText();
}
