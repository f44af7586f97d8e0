using System.Globalization;
using System.Text.Json.Nodes;
using TalentRegistry.Server.Localisation;
using static TalentRegistry.Server.Charts.ChartText;

namespace TalentRegistry.Server.Charts;

/// <summary>Lays a <see cref="FanChart"/> out as an ECharts option.</summary>
internal sealed class FanOption(FanChart chart)
{
    private const string HistoryColour = "#12355b";
    private const string ForecastColour = "#b35900";
    private const string PublishedColour = "#0b6e4f";
    private const string TargetColour = "#a61b1b";
    private const string Band95Colour = "#fae3c8";
    private const string Band80Colour = "#f2bd85";

    private readonly IReadOnlyList<int> years = Years(chart);
    private readonly SortedDictionary<int, HistoryPoint> history = ByYear(chart.History, point => point.Year, nameof(chart.History));
    private readonly SortedDictionary<int, ForecastPoint> forecast = ByYear(Fan(chart), point => point.Year, nameof(chart.Forecast));

    public JsonObject Build() => new()
    {
        ["textStyle"] = TextStyle(),
        ["aria"] = Aria(Description()),
        ["animation"] = false,
        ["title"] = Titles(chart.Title, chart.Subtitle, chart.Source),
        ["legend"] = Legend(),
        ["tooltip"] = new JsonObject
        {
            ["trigger"] = "axis",
            ["confine"] = true,
            ["formatter"] = chart.Language.FanTooltip(chart.Decimals),
        },
        ["grid"] = new JsonObject { ["left"] = 64, ["right"] = 32, ["top"] = chart.Subtitle is null ? 92 : 112, ["bottom"] = chart.Source is null ? 36 : 58 },
        ["xAxis"] = new JsonObject
        {
            ["type"] = "category",
            ["data"] = new JsonArray([.. years.Select(year => (JsonNode)year.ToString(CultureInfo.InvariantCulture))]),
            ["boundaryGap"] = true,
            ["axisTick"] = new JsonObject { ["alignWithLabel"] = true },
            ["axisLine"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = SoftInk } },
            ["axisLabel"] = new JsonObject { ["color"] = Ink },
        },
        ["yAxis"] = ValueAxis(),
        ["series"] = new JsonArray([.. Series()]),
    };

    private IEnumerable<JsonNode> Series()
    {
        if (forecast.Count > 0)
        {
            yield return BandBase("band95", point => point.Lower95);
            yield return Band("band95", Words.Band95, Band95Colour, point => point.Upper95 - point.Lower95);
            yield return BandBase("band80", point => point.Lower80);
            yield return Band("band80", Words.Band80, Band80Colour, point => point.Upper80 - point.Lower80);
            yield return Line("median", Words.Median, ForecastColour, 2.5, "solid", "none", year => forecast.TryGetValue(year, out var p) ? p.Median : null);
        }

        if (HasEstimates)
            yield return Line("estimated", Words.Estimated, HistoryColour, 2, "dashed", "none", Estimated);

        var counted = Line("history", Words.History, HistoryColour, 2.5, "solid", "circle", Counted);
        if (chart.Target is { } target)
            AddTarget(counted, target);
        yield return counted;

        if (chart.Published.Count > 0)
            yield return Published();
    }

    private bool HasEstimates => chart.History.Any(point => point.Estimated);

    private double? Counted(int year) => history.TryGetValue(year, out var point) && !point.Estimated ? point.Value : null;

    // The dashed part runs up to the counted points on either side of it, so that the line does not break.
    private double? Estimated(int year) =>
        history.TryGetValue(year, out var point) && (point.Estimated || IsEstimated(year - 1) || IsEstimated(year + 1)) ? point.Value : null;

    private bool IsEstimated(int year) => history.TryGetValue(year, out var point) && point.Estimated;

    private JsonObject Line(string id, string name, string colour, double width, string dash, string symbol, Func<int, double?> value) => new()
    {
        ["id"] = id,
        ["type"] = "line",
        ["name"] = name,
        ["data"] = Data(value),
        ["symbol"] = symbol,
        ["symbolSize"] = 5,
        ["z"] = 4,
        ["color"] = colour,
        ["lineStyle"] = new JsonObject { ["color"] = colour, ["width"] = width, ["type"] = dash },
    };

    // A band is a transparent line at its lower end and, stacked on it, the difference up to its upper end.
    private JsonObject BandBase(string id, Func<ForecastPoint, double> lower)
    {
        var line = Band(id, id + ".base", "transparent", lower);
        line["id"] = id + ".base";
        line.Remove("areaStyle");
        return line;
    }

    private JsonObject Band(string id, string name, string colour, Func<ForecastPoint, double> value) => new()
    {
        ["id"] = id,
        ["type"] = "line",
        ["name"] = name,
        ["stack"] = id,
        ["stackStrategy"] = "all",
        ["data"] = Data(year => forecast.TryGetValue(year, out var point) ? value(point) : null),
        ["symbol"] = "none",
        ["silent"] = true,
        ["z"] = id == "band95" ? 1 : 2,
        ["color"] = colour,
        ["lineStyle"] = new JsonObject { ["opacity"] = 0 },
        ["areaStyle"] = new JsonObject { ["color"] = colour, ["opacity"] = 1 },
    };

    private JsonObject Published()
    {
        var byYear = ByYear(chart.Published, point => point.Year, nameof(chart.Published));
        return new()
        {
            ["id"] = "published",
            ["type"] = "scatter",
            ["name"] = Words.Published,
            ["data"] = Data(year => byYear.TryGetValue(year, out var point) ? point.Value : null),
            ["symbol"] = "diamond",
            ["symbolSize"] = 11,
            ["z"] = 5,
            ["color"] = PublishedColour,
            ["itemStyle"] = new JsonObject { ["color"] = "#ffffff", ["borderColor"] = PublishedColour, ["borderWidth"] = 2 },
        };
    }

    private static void AddTarget(JsonObject series, TargetLine target)
    {
        series["markLine"] = new JsonObject
        {
            ["silent"] = true,
            ["symbol"] = "none",
            ["lineStyle"] = new JsonObject { ["color"] = TargetColour, ["type"] = "dashed", ["width"] = 2 },
            ["label"] = new JsonObject
            {
                ["formatter"] = target.Label,
                ["position"] = "insideStartTop",
                ["color"] = TargetColour,
                ["fontSize"] = 13,
                ["fontWeight"] = "bold",
            },
            ["data"] = new JsonArray(new JsonObject { ["yAxis"] = target.Value }),
        };
        if (target.UpperValue is { } upper)
            series["markArea"] = new JsonObject
            {
                ["silent"] = true,
                ["itemStyle"] = new JsonObject { ["color"] = TargetColour, ["opacity"] = 0.08 },
                ["data"] = new JsonArray(new JsonArray(new JsonObject { ["yAxis"] = target.Value }, new JsonObject { ["yAxis"] = upper })),
            };
    }

    private JsonObject ValueAxis()
    {
        var axis = new JsonObject
        {
            ["type"] = "value",
            ["name"] = chart.Unit,
            ["nameTextStyle"] = new JsonObject { ["align"] = "left", ["color"] = SoftInk, ["padding"] = new JsonArray(0, 0, 4, -52) },
            ["axisLabel"] = new JsonObject { ["formatter"] = chart.Language.Number(chart.Decimals), ["color"] = Ink },
            ["splitLine"] = new JsonObject { ["lineStyle"] = new JsonObject { ["color"] = Rule } },
        };
        // A mark line does not stretch the axis, and a target outside the picture would be no target at all.
        if (chart.Target is { } target && (target.UpperValue ?? target.Value) >= Highest())
            axis["max"] = RoundUp((target.UpperValue ?? target.Value) * 1.08);
        return axis;
    }

    private double Highest() =>
        chart.History.Select(p => p.Value).Concat(chart.Published.Select(p => p.Value)).Concat(chart.Forecast.Select(p => p.Upper95)).DefaultIfEmpty().Max();

    // To two significant digits, so that the axis ends on a number one can read.
    private static double RoundUp(double value)
    {
        if (value <= 0) return 0;
        var step = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1) * 5;
        return Math.Ceiling(value / step) * step;
    }

    private JsonObject Legend() => new()
    {
        ["left"] = 8,
        ["top"] = chart.Subtitle is null ? 34 : 54,
        ["itemGap"] = 16,
        ["itemHeight"] = 10,
        ["textStyle"] = new JsonObject { ["color"] = Ink, ["fontFamily"] = Typeface },
        ["data"] = new JsonArray([.. LegendNames()]),
    };

    private IEnumerable<JsonNode> LegendNames()
    {
        yield return Words.History;
        if (HasEstimates) yield return Words.Estimated;
        if (chart.Published.Count > 0) yield return Words.Published;
        if (forecast.Count == 0) yield break;
        yield return Words.Median;
        foreach (var band in (string[])[Words.Band80, Words.Band95])
            yield return new JsonObject { ["name"] = band, ["icon"] = "rect" };
    }

    private string Description()
    {
        var text = chart.Title + ".";
        if (history.Count > 0)
            text += $" {Words.History}: {Text(history.Values.Last().Value)} ({history.Keys.Last()}).";
        if (forecast.Count > 0 && forecast.Values.Last() is var last)
            text += $" {Words.Median} {last.Year}: {Text(last.Median)}; {Words.Band80}: {Text(last.Lower80)} – {Text(last.Upper80)};"
                + $" {Words.Band95}: {Text(last.Lower95)} – {Text(last.Upper95)}.";
        return chart.Target is { } target ? $"{text} {target.Label}." : text;
    }

    private string Text(double value) => chart.Language.Format(value, chart.Decimals);

    private FanWords Words => FanWords.Of(chart);

    private JsonArray Data(Func<int, double?> value) => new([.. years.Select(year => value(year) is { } number ? JsonValue.Create(Math.Round(number, 6)) : null)]);

    private static List<int> Years(FanChart chart)
    {
        var known = chart.History.Select(p => p.Year).Concat(chart.Published.Select(p => p.Year)).Concat(chart.Forecast.Select(p => p.Year)).ToList();
        if (chart.Target is { } target) known.Add(target.Year);
        return known.Count == 0 ? [] : [.. Enumerable.Range(known.Min(), known.Max() - known.Min() + 1)];
    }

    // The fan opens at the last year of the history, with no width, so that it hangs on the line.
    private static IEnumerable<ForecastPoint> Fan(FanChart chart)
    {
        foreach (var p in chart.Forecast)
            if (!(p.Lower95 <= p.Lower80 && p.Lower80 <= p.Median && p.Median <= p.Upper80 && p.Upper80 <= p.Upper95))
                throw new ArgumentException($"The quantiles of {p.Year} must not fall: {p}.", nameof(chart));

        if (chart.Forecast.Count == 0 || chart.History.Count == 0) return chart.Forecast;
        var last = chart.History.MaxBy(point => point.Year);
        return chart.Forecast.Min(point => point.Year) == last.Year + 1
            ? chart.Forecast.Prepend(new(last.Year, last.Value, last.Value, last.Value, last.Value, last.Value))
            : chart.Forecast;
    }

    private static SortedDictionary<int, T> ByYear<T>(IEnumerable<T> points, Func<T, int> year, string what)
    {
        var sorted = new SortedDictionary<int, T>();
        foreach (var point in points)
            if (!sorted.TryAdd(year(point), point))
                throw new ArgumentException($"{what} has the year {year(point)} twice.", nameof(points));

        return sorted;
    }
}
