using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Charts;

/// <summary>
/// An indicator's history, its forecast with 80 % and 95 % bands, and the target. Drawn by <see cref="ToOption"/>.
/// Years may come in any order and with gaps; a gap breaks the line. All values are in <see cref="Unit"/>.
/// </summary>
/// <param name="Title">What is shown and where: "Bác sĩ trên 10.000 dân, tỉnh Điện Biên".</param>
/// <param name="Unit">Of the value axis, and of every value.</param>
/// <param name="History">What the registry counts, one point a year.</param>
/// <param name="Forecast">One point a year after the history; empty when there is no forecast.</param>
public sealed record FanChart(string Title, string Unit, IReadOnlyList<HistoryPoint> History, IReadOnlyList<ForecastPoint> Forecast)
{
    /// <summary>A second line under the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Where the numbers come from, and whether they are synthetic; stands under the chart.</summary>
    public string? Source { get; init; }

    /// <summary>Published figures, drawn as separate markers so that they can be held against the registry's own line.</summary>
    public IReadOnlyList<PublishedPoint> Published { get; init; } = [];

    /// <summary>Whether the history itself is of published figures, and nothing of it was counted in the registry.</summary>
    public bool IsHistoryPublished { get; init; }

    /// <summary>The plan's target; null when the chart is of an indicator without one.</summary>
    public TargetLine? Target { get; init; }

    /// <summary>Decimals of the numbers shown, 0 to 9.</summary>
    public int Decimals { get; init; } = 1;

    /// <summary>The language of the chart's own words; titles and labels come in the caller's.</summary>
    public Language Language { get; init; } = Language.Vietnamese;

    /// <summary>The chart for the page and for <see cref="ChartRenderer"/>.</summary>
    /// <exception cref="ArgumentException">A year comes twice, or a forecast's quantiles are not in order.</exception>
    public ChartOption ToOption() => new(new FanOption(this).Build());
}

/// <summary>One year of an indicator's history.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Value">In the chart's unit.</param>
/// <param name="Estimated">Not counted from records or published, but estimated; drawn dashed.</param>
public readonly record struct HistoryPoint(int Year, double Value, bool Estimated = false);

/// <summary>A figure that somebody published.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Value">In the chart's unit.</param>
public readonly record struct PublishedPoint(int Year, double Value);

/// <summary>Quantiles of one year's forecast, each at least as great as the one before it.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Lower95">The 2.5 % quantile.</param>
/// <param name="Lower80">The 10 % quantile.</param>
/// <param name="Median">The 50 % quantile.</param>
/// <param name="Upper80">The 90 % quantile.</param>
/// <param name="Upper95">The 97.5 % quantile.</param>
public readonly record struct ForecastPoint(int Year, double Lower95, double Lower80, double Median, double Upper80, double Upper95);

/// <summary>A target: a line, or with an upper value a strip.</summary>
/// <param name="Value">In the chart's unit; the lower end of a range.</param>
/// <param name="Year">The year it is due.</param>
/// <param name="Label">Stands on the line: "Chỉ tiêu 2030: 14".</param>
/// <param name="UpperValue">The upper end of a range; null when the target is one value.</param>
public readonly record struct TargetLine(double Value, int Year, string Label, double? UpperValue = null);
