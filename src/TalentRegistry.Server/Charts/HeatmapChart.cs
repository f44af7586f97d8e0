using System.Text.Json.Nodes;
using static TalentRegistry.Server.Charts.ChartText;

namespace TalentRegistry.Server.Charts;

/// <summary>
/// A table of coloured cells, such as the shortage of each sector in each district. A cell is told by its level's symbol and
/// its own text as well as by colour. Cells that are not given stay empty.
/// </summary>
/// <param name="Title">What is shown, where and when.</param>
/// <param name="Columns">Labels from left to right, at least one.</param>
/// <param name="Rows">Labels from top to bottom, at least one.</param>
/// <param name="Levels">The scale, mildest first; the legend shows all of it.</param>
/// <param name="Cells">At most one for each column and row.</param>
public sealed record HeatmapChart(
    string Title, IReadOnlyList<string> Columns, IReadOnlyList<string> Rows, IReadOnlyList<HeatLevel> Levels, IReadOnlyList<HeatCell> Cells)
{
    /// <summary>A second line under the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Where the numbers come from, and whether they are synthetic; stands under the chart.</summary>
    public string? Source { get; init; }

    /// <summary>A height in pixels at which every row can be read, for the caller of the renderer or of the page.</summary>
    public int SuggestedHeight => TopSpace + BottomSpace + 64 + (Rows.Count * 28);

    private int TopSpace => Subtitle is null ? 76 : 96;

    private int BottomSpace => Source is null ? 24 : 40;

    /// <summary>The chart for the page and for <see cref="ChartRenderer"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cell's column, row or level is outside its list.</exception>
    public ChartOption ToOption() => new(new JsonObject
    {
        ["textStyle"] = TextStyle(),
        ["aria"] = Aria($"{Title}. " + string.Join("; ", Levels.Select((level, index) => $"{level.Label}: {Cells.Count(cell => cell.Level == index)}")) + "."),
        ["animation"] = false,
        ["title"] = Titles(Title, Subtitle, Source),
        ["tooltip"] = new JsonObject { ["confine"] = true, ["formatter"] = "{b}" },
        ["grid"] = new JsonObject { ["left"] = 16, ["right"] = 24, ["top"] = TopSpace, ["bottom"] = BottomSpace, ["containLabel"] = true },
        ["xAxis"] = Axis(Columns, "top", new JsonObject { ["interval"] = 0, ["color"] = Ink, ["width"] = 96, ["overflow"] = "break", ["lineHeight"] = 16 }),
        ["yAxis"] = Axis(Rows, "left", new JsonObject { ["interval"] = 0, ["color"] = Ink }),
        ["visualMap"] = Legend(),
        ["series"] = new JsonArray(new JsonObject
        {
            ["id"] = "cells",
            ["type"] = "heatmap",
            ["data"] = new JsonArray([.. Cells.Select(Cell)]),
            ["itemStyle"] = new JsonObject { ["borderColor"] = "#ffffff", ["borderWidth"] = 2 },
            ["emphasis"] = new JsonObject { ["itemStyle"] = new JsonObject { ["borderColor"] = Ink, ["borderWidth"] = 2 } },
            ["label"] = new JsonObject { ["show"] = true, ["fontSize"] = 12 },
        }),
    });

    private JsonNode Cell(HeatCell cell)
    {
        Within(cell.Column, Columns.Count, nameof(cell.Column));
        Within(cell.Row, Rows.Count, nameof(cell.Row));
        Within(cell.Level, Levels.Count, nameof(cell.Level));
        var level = Levels[cell.Level];
        return new JsonObject
        {
            ["name"] = $"{Rows[cell.Row]} · {Columns[cell.Column]}: {level.Label}{(cell.Text.Length > 0 ? $" ({cell.Text})" : "")}",
            ["value"] = new JsonArray(cell.Column, cell.Row, cell.Level),
            ["label"] = new JsonObject { ["formatter"] = $"{level.Symbol} {cell.Text}".Trim(), ["color"] = level.TextColour },
        };
    }

    private static JsonObject Axis(IReadOnlyList<string> labels, string position, JsonObject label) => new()
    {
        ["type"] = "category",
        ["position"] = position,
        ["inverse"] = position == "left",
        ["data"] = new JsonArray([.. labels.Select(text => (JsonNode)text)]),
        ["axisLabel"] = label,
        ["axisTick"] = new JsonObject { ["show"] = false },
        ["axisLine"] = new JsonObject { ["show"] = false },
    };

    private JsonObject Legend() => new()
    {
        ["type"] = "piecewise",
        ["orient"] = "horizontal",
        ["left"] = 8,
        ["top"] = Subtitle is null ? 36 : 56,
        ["dimension"] = 2,
        ["selectedMode"] = false,
        ["itemGap"] = 16,
        ["textStyle"] = new JsonObject { ["color"] = Ink, ["fontFamily"] = Typeface },
        ["pieces"] = new JsonArray([.. Levels.Select((level, index) => new JsonObject
        {
            ["value"] = index,
            ["label"] = $"{level.Symbol} {level.Label}",
            ["color"] = level.Colour,
        })]),
    };

    private static void Within(int index, int count, string what)
    {
        if (index < 0 || index >= count)
            throw new ArgumentOutOfRangeException(what, index, $"Must be 0 to {count - 1}.");
    }
}

/// <summary>One step of a heat map's scale.</summary>
/// <param name="Label">In words.</param>
/// <param name="Symbol">A shape that tells the level without its colour, such as !!.</param>
/// <param name="Colour">Of the cell, as #rrggbb.</param>
/// <param name="TextColour">Of the text in the cell, as #rrggbb; at least 4.5 to 1 against <paramref name="Colour"/>.</param>
public sealed record HeatLevel(string Label, string Symbol, string Colour, string TextColour);

/// <summary>One cell of a heat map.</summary>
/// <param name="Column">Index into the columns, from 0.</param>
/// <param name="Row">Index into the rows, from 0.</param>
/// <param name="Level">Index into the levels, from 0.</param>
/// <param name="Text">Short text in the cell, such as the number of people short; may be empty.</param>
public readonly record struct HeatCell(int Column, int Row, int Level, string Text = "");
