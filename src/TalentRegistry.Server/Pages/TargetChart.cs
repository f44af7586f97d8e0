using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>The chart of a target: the same for the page, its downloads and the command line.</summary>
public static class TargetChart
{
    /// <summary>Width in CSS pixels that the chart is drawn with outside a page.</summary>
    public const int Width = 1000;

    /// <summary>Height in CSS pixels, in a page too.</summary>
    public const int Height = 500;

    /// <summary>History, forecast and target line; null when there is nothing to draw.</summary>
    /// <param name="page">The target with its path.</param>
    /// <param name="language">Language of every word.</param>
    /// <param name="synthetic">Whether to say under the chart that its people are made up.</param>
    public static FanChart? Of(TargetPage page, Language language, bool synthetic)
    {
        if (page.Path.Count == 0)
            return null;

        var target = page.Target;
        return new FanChart(
            $"{target.Meaning(language)}, {page.Plan.UnitName}",
            Capital(target.Bound.AxisUnit(language)),
            [.. page.Path.Where(year => !year.IsForecast).Select(year => new HistoryPoint(year.Year, year.Value, IsEstimated(year)))],
            [.. page.Path.Where(year => year is { IsForecast: true, Low95: not null }).Select(Forecast)])
        {
            Subtitle = language.In($"Chỉ tiêu {target.Code}: {target.Bound.In(language)}", $"Target {target.Code}: {target.Bound.In(language)}")
                + (target.DueYear is { } due ? language.In($" đến năm {due}", $" by {due}") : ""),
            Source = Source(page, language, synthetic),
            Published = [.. page.Path.Where(year => year is { IsForecast: false, PublishedValue: not null, PublishedSuspect: false })
                .Select(year => new PublishedPoint(year.Year, year.PublishedValue!.Value))],
            IsHistoryPublished = !target.Computable,
            Target = Line(target, language, page.Path[^1].Year),
            Decimals = target.Decimals,
            Language = language,
        };
    }

    /// <summary>A base that nobody published for the year, but that was reckoned from the years beside it.</summary>
    internal static bool IsEstimated(PathYear year) => year.DenominatorStatus is "recalled" or "interpolated" or "extrapolated";

    private static ForecastPoint Forecast(PathYear year) =>
        new(year.Year, year.Low95!.Value, year.Low80 ?? year.Value, year.Value, year.High80 ?? year.Value, year.High95 ?? year.Value);

    private static TargetLine? Line(TargetListItem target, Language language, int lastYear)
    {
        if (target.Bound is not { Comparator: not null } bound || (bound.Value ?? bound.Low) is not { } value)
            return null;

        var label = language.In("Chỉ tiêu", "Target") + (target.DueYear is { } due ? $" {due}" : "") + $": {bound.In(language)}";
        return new TargetLine(value, target.DueYear ?? lastYear, label, bound.High);
    }

    private static string Source(TargetPage page, Language language, bool synthetic)
    {
        var text = page.Target.Computable
            ? language.In("Nguồn: sổ đăng ký trí thức", "Source: registry of intellectuals")
            : language.In("Nguồn: số liệu công bố", "Source: published figures");
        if (synthetic)
            text += language.In(" (dữ liệu mô phỏng)", " (synthetic data)");
        if (page.Path.Any(year => year is { IsForecast: false, Published: not null, PublishedSuspect: false }))
            text += language.In("; số đã công bố: Tổng cục Thống kê", "; published figures: General Statistics Office");
        if (page.Run is { } run)
            text += language.In($". Dự báo từ số liệu đến {LanguageText.Day(run.BaseDate)}, {run.Draws} lần mô phỏng.", $". Forecast from data up to {LanguageText.Day(run.BaseDate)}, {run.Draws} draws.");
        return text;
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
