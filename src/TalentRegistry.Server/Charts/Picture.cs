using System.Text.Json.Nodes;
using static TalentRegistry.Server.Charts.ChartText;

namespace TalentRegistry.Server.Charts;

/// <summary>A drawing to be saved: boxes, dots, strokes and words on white under a title, which the chart renderer turns into SVG or PNG.</summary>
internal sealed class Picture(string title, string? subtitle, string source, int width)
{
    /// <summary>Where the drawing begins below its title.</summary>
    public const int Top = 76;

    private const int Foot = 34;
    private readonly JsonArray elements = [];
    private int bottom = Top;

    /// <summary>In CSS pixels.</summary>
    public int Width => width;

    /// <summary>In CSS pixels, with title and source.</summary>
    public int Height => bottom + Foot;

    /// <summary>The drawing for <see cref="ChartRenderer"/>.</summary>
    public ChartOption Option => new(new JsonObject
    {
        ["textStyle"] = TextStyle(),
        ["animation"] = false,
        ["title"] = Titles(title, subtitle, source),
        ["graphic"] = new JsonObject { ["elements"] = elements.DeepClone() },
    });

    /// <summary>A box.</summary>
    public void Box(double x, double y, double boxWidth, double height, string fill, string? border = null)
    {
        elements.Add(new JsonObject
        {
            ["type"] = "rect",
            ["shape"] = new JsonObject { ["x"] = x, ["y"] = y, ["width"] = boxWidth, ["height"] = height },
            ["style"] = new JsonObject { ["fill"] = fill, ["stroke"] = border ?? "transparent", ["lineWidth"] = 1 },
        });
        bottom = Math.Max(bottom, (int)Math.Ceiling(y + height) + 6);
    }

    /// <summary>A filled circle.</summary>
    public void Dot(double x, double y, double radius, string fill, string? border = null)
    {
        elements.Add(new JsonObject
        {
            ["type"] = "circle",
            ["shape"] = new JsonObject { ["cx"] = x, ["cy"] = y, ["r"] = radius },
            ["style"] = new JsonObject { ["fill"] = fill, ["stroke"] = border ?? "transparent", ["lineWidth"] = 1 },
        });
        bottom = Math.Max(bottom, (int)Math.Ceiling(y + radius) + 6);
    }

    /// <summary>A straight line.</summary>
    public void Stroke((double X, double Y) from, (double X, double Y) to, string colour, double width = 1, bool dashed = false)
    {
        elements.Add(new JsonObject
        {
            ["type"] = "line",
            ["shape"] = new JsonObject { ["x1"] = from.X, ["y1"] = from.Y, ["x2"] = to.X, ["y2"] = to.Y },
            ["style"] = new JsonObject { ["stroke"] = colour, ["lineWidth"] = width, ["lineDash"] = dashed ? new JsonArray(5, 4) : null },
        });
        bottom = Math.Max(bottom, (int)Math.Ceiling(Math.Max(from.Y, to.Y)) + 6);
    }

    /// <summary>Words on one line, cut where they would be wider.</summary>
    /// <param name="text">The words.</param>
    /// <param name="x">Their left end, or the middle or right end as <paramref name="align"/> says.</param>
    /// <param name="y">Their middle.</param>
    /// <param name="room">As wide as they may be.</param>
    /// <param name="colour">Of the letters.</param>
    /// <param name="align">left, center or right.</param>
    /// <param name="size">Of the letters.</param>
    /// <param name="bold">Whether they are.</param>
    public void Words(string text, double x, double y, double room, string colour = Ink, string align = "left", int size = 12, bool bold = false)
    {
        elements.Add(new JsonObject
        {
            ["type"] = "text",
            ["x"] = x,
            ["y"] = y,
            ["style"] = new JsonObject
            {
                ["text"] = text,
                ["font"] = $"{(bold ? "bold " : "")}{size}px {Typeface}",
                ["fill"] = colour,
                ["align"] = align,
                ["verticalAlign"] = "middle",
                ["width"] = room,
                ["overflow"] = "truncate",
            },
        });
        bottom = Math.Max(bottom, (int)Math.Ceiling(y + size));
    }
}
