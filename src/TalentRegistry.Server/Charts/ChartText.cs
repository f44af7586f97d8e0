using System.Text.Json.Nodes;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Charts;

/// <summary>What all charts share: typeface, colours of text, title, number format.</summary>
internal static class ChartText
{
    /// <summary>The first is what the server draws with (it loads no other); the rest are for a saved SVG opened elsewhere.</summary>
    public const string Typeface = "Noto Sans, Segoe UI, DejaVu Sans, Arial, sans-serif";

    public const string Ink = "#1b2430";
    public const string SoftInk = "#4a5766";
    public const string Rule = "#d5dbe2";

    /// <summary>The name of the number formatter with at most <paramref name="decimals"/> (0-9) decimals.</summary>
    public static string Number(this Language language, int decimals) => $"@number:{Decimals(decimals)}:{language.Tag()}";

    /// <summary>The name of the fan chart's tooltip formatter.</summary>
    public static string FanTooltip(this Language language, int decimals) => $"@fan:{Decimals(decimals)}:{language.Tag()}";

    /// <summary>The name of the heatmap's tooltip formatter.</summary>
    public static string HeatTooltip(this Language language, int decimals) => $"@heat:{Decimals(decimals)}:{language.Tag()}";

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

    private static int Decimals(int decimals) => decimals is >= 0 and <= 9
        ? decimals
        : throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "Must be 0 to 9.");
}
