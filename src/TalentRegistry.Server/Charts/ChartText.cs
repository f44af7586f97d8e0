using System.Globalization;
using System.Text.Json.Nodes;

namespace TalentRegistry.Server.Charts;

/// <summary>The language of a chart's own words and numbers.</summary>
public enum ChartLanguage
{
    /// <summary>Vietnamese: 1.234,5.</summary>
    Vietnamese,

    /// <summary>English: 1,234.5.</summary>
    English,
}

/// <summary>What all charts share: typeface, colours of text, title, number format.</summary>
internal static class ChartText
{
    /// <summary>The first is what the server draws with (it loads no other); the rest are for a saved SVG opened elsewhere.</summary>
    public const string Typeface = "Noto Sans, Segoe UI, DejaVu Sans, Arial, sans-serif";

    public const string Ink = "#1b2430";
    public const string SoftInk = "#4a5766";
    public const string Rule = "#d5dbe2";

    /// <summary>Chooses the words of a language.</summary>
    public static string In(this ChartLanguage language, string vietnamese, string english) =>
        language == ChartLanguage.Vietnamese ? vietnamese : english;

    /// <summary>The name of the number formatter with at most <paramref name="decimals"/> (0-9) decimals.</summary>
    public static string Number(this ChartLanguage language, int decimals) => $"@number:{Decimals(decimals)}:{Code(language)}";

    /// <summary>The name of the fan chart's tooltip formatter.</summary>
    public static string FanTooltip(this ChartLanguage language, int decimals) => $"@fan:{Decimals(decimals)}:{Code(language)}";

    /// <summary>A number for a label that is fixed when the option is made.</summary>
    public static string Format(this ChartLanguage language, double value, int decimals)
    {
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        if (language == ChartLanguage.Vietnamese)
            (format.NumberDecimalSeparator, format.NumberGroupSeparator) = (",", ".");

        return value.ToString("#,0." + new string('#', decimals), format);
    }

    /// <summary>Title and subtitle above the chart, and the line under it that names where its numbers come from.</summary>
    public static JsonArray Titles(string title, string? subtitle, string? source) =>
        source is null ? new(Heading(title, subtitle)) : new(Heading(title, subtitle), SourceNote(source));

    private static JsonObject Heading(string title, string? subtitle) => new()
    {
        ["text"] = title,
        ["subtext"] = subtitle ?? "",
        ["left"] = 8,
        ["top"] = 4,
        ["itemGap"] = 4,
        ["textStyle"] = new JsonObject { ["fontSize"] = 17, ["fontWeight"] = "bold", ["color"] = Ink, ["lineHeight"] = 24 },
        ["subtextStyle"] = new JsonObject { ["fontSize"] = 13, ["color"] = SoftInk, ["lineHeight"] = 19 },
    };

    private static JsonObject SourceNote(string text) => new()
    {
        ["text"] = text,
        ["left"] = 8,
        ["bottom"] = 4,
        ["textStyle"] = new JsonObject { ["fontSize"] = 11, ["fontWeight"] = "normal", ["color"] = SoftInk, ["lineHeight"] = 16 },
    };

    public static JsonObject TextStyle() => new() { ["fontFamily"] = Typeface, ["fontSize"] = 12, ["color"] = Ink };

    public static JsonObject Aria(string description) => new()
    {
        ["enabled"] = true,
        ["label"] = new JsonObject { ["description"] = description },
    };

    private static string Code(ChartLanguage language) => language == ChartLanguage.Vietnamese ? "vi" : "en";

    private static int Decimals(int decimals) => decimals is >= 0 and <= 9
        ? decimals
        : throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "Must be 0 to 9.");
}
