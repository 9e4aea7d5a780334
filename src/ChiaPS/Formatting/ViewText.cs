using System.Globalization;

namespace ChiaPS;

/// <summary>Short forms for the views of ChiaPS.Format.ps1xml; objects keep the whole.</summary>
public static class ViewText
{
    private static readonly string[] Sizes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB"];

    /// <summary>A hash, shortened in the middle.</summary>
    public static string Hash(string? text) => text is { Length: > 18 } ? $"{text[..8]}…{text[^6..]}" : text ?? "";

    /// <summary>An address, shortened in the middle.</summary>
    public static string Address(string? text) => text is { Length: > 22 } ? $"{text[..10]}…{text[^8..]}" : text ?? "";

    /// <summary>A file without its folder; other texts as they are.</summary>
    public static string FileName(string? text) => Path.GetFileName(text) ?? "";

    /// <summary>Local time to the second.</summary>
    public static string Time(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>k of a plot of the first format; format and strength of one of the second.</summary>
    public static string PlotSize(byte? size) => size is not { } value ? "" : value < 0x80 ? FormattableString.Invariant($"k{value}") : FormattableString.Invariant($"v2/{value - 0x80}");

    /// <summary>A rate, to six decimals.</summary>
    public static string Number(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A share in percent.</summary>
    public static string Percent(decimal? share) => share?.ToString("0.##%", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A size in binary units, two decimals, as the culture writes them.</summary>
    public static string Size(decimal bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < Sizes.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return $"{bytes.ToString(unit == 0 ? "0" : "0.00", CultureInfo.CurrentCulture)} {Sizes[unit]}";
    }
}
