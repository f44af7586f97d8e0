using System.Text.Json.Nodes;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using static TalentRegistry.Server.Charts.ChartText;

namespace TalentRegistry.Server.Headcounts;

/// <summary>The pivot as a heatmap, which a reader saves as PNG or SVG.</summary>
internal static class PivotChart
{
    // What is larger cannot be read as a picture; the table has it.
    private const int MostRows = 60;
    private const int MostColumns = 40;

    /// <summary>Height in CSS pixels that a page draws it with.</summary>
    public static int HeightOf(Pivot pivot) => 190 + (26 * Math.Min(MostRows, pivot.Rows.Count));

    /// <summary>The heatmap; null where there is nothing to draw, or too much for a picture.</summary>
    public static ChartOption? Of(Pivot pivot, Language language, string title, string source)
    {
        if (pivot.Rows.Count is 0 or > MostRows || pivot.Columns.Count > MostColumns)
            return null;

        var values = new JsonArray();
        var highest = 0.0;
        for (var row = 0; row < pivot.Rows.Count; row++)
        {
            for (var column = 0; column < pivot.Columns.Count; column++)
            {
                if (pivot.Value(pivot.Rows[row], pivot.Columns[column]) is { } value and > 0)
                {
                    values.Add(new JsonArray(column, row, Math.Round(value, 1)));
                    highest = Math.Max(highest, value);
                }
            }
        }

        JsonObject Axis(IEnumerable<string> names, int turned) => new()
        {
            ["type"] = "category", ["data"] = new JsonArray([.. names.Select(name => (JsonNode)name)]), ["splitArea"] = new JsonObject { ["show"] = true },
            ["axisLabel"] = new JsonObject { ["color"] = Ink, ["interval"] = 0, ["rotate"] = turned, ["width"] = turned == 0 ? 190 : 120, ["overflow"] = "truncate" },
        };
        var rows = Axis(pivot.Rows.Select(row => NameOf(language, row)), 0);
        rows["inverse"] = true;
        return new(new JsonObject
        {
            ["textStyle"] = TextStyle(),
            ["aria"] = Aria(title),
            ["animation"] = false,
            ["title"] = Titles(title, pivot.Question.Measure.In(language), source),
            ["tooltip"] = new JsonObject { ["trigger"] = "item", ["confine"] = true, ["formatter"] = language.HeatTooltip(1) },
            ["grid"] = new JsonObject { ["left"] = 210, ["right"] = 24, ["top"] = 66, ["bottom"] = 120 },
            ["xAxis"] = Axis(pivot.Columns.Select(column => language.In(column.NameVi, column.NameEn)), 40),
            ["yAxis"] = rows,
            ["visualMap"] = new JsonObject
            {
                ["show"] = false, ["min"] = 0, ["max"] = Math.Max(1, highest), ["inRange"] = new JsonObject { ["color"] = new JsonArray("#eef4fa", "#9fc3e2", "#3d7ab5", "#12355b") },
            },
            ["series"] = new JsonArray(new JsonObject { ["type"] = "heatmap", ["data"] = values, ["itemStyle"] = new JsonObject { ["borderColor"] = "#ffffff", ["borderWidth"] = 1 } }),
        });
    }

    /// <summary>A row in words.</summary>
    public static string NameOf(Language language, PivotRow row) =>
        language.In(row.Key.NameVi, row.Key.NameEn) + (row.Within is { } within ? " – " + language.In(within.NameVi, within.NameEn) : "");
}
