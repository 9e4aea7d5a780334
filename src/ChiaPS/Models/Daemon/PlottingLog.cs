using System.Globalization;
using System.Text.RegularExpressions;

namespace ChiaPS;

/// <summary>What the log of a plotter tells: the daemon itself never says that a job failed.</summary>
internal static partial class PlottingLog
{
    /// <summary>The line that says what went wrong, or null.</summary>
    public static string? Complaint(string? log)
    {
        if (log is not { Length: > 0 })
        {
            return null;
        }

        var complaints = Failure().Matches(log);
        return complaints.Count > 0 ? complaints[^1].Value.Trim() : log.Contains("Traceback (most recent call last)", StringComparison.Ordinal) ? "the plotter ended with a traceback" : null;
    }

    /// <summary>The last progress in percent that a plotter wrote, or null.</summary>
    public static int? Progress(string? log) =>
        log is not null && Share().Match(log) is { Success: true } match && decimal.TryParse(match.Groups["share"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            ? (int)(share * 100) : null;

    // As seen of chiapos, madmax and bladebit: "Error: …", "chia plotters: error: …", "madmax plotter was not found.", "ValueError: …".
    [GeneratedRegex(@"^(Error:? .*|.*: error: .*|.*was not found\.?|[A-Za-z.]*(Error|Exception): .*|k=\d+ is the minimum size .*)\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Failure();

    [GeneratedRegex(@"^Progress update: (?<share>[0-9.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 2000)]
    private static partial Regex Share();
}
