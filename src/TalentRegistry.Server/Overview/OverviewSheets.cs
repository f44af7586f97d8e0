using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Overview;

/// <summary>The tables behind the leader's screen, to be taken away.</summary>
internal static class OverviewSheets
{
    /// <summary>The table of a name; null where there is none.</summary>
    public static TableSheet? Of(PageContext page, OverviewPage data, string? table) => table switch
    {
        "worst" => Worst(page, data),
        "districts" => Districts(page, data),
        "grid" => Grid(page, data),
        "retirements" => Retirements(page, data),
        "changes" => Changes(page, data),
        _ => null,
    };

    private static TableSheet Worst(PageContext page, OverviewPage data) => new(
        "overview-shortages", page.T($"Thiếu người nặng nhất, năm {data.Year}", $"Worst shortages, {data.Year}"), Notes(page, data),
        [
            page.T("Đơn vị", "Unit"), page.T("Nghề", "Profession"), page.T("Chỉ tiêu", "Target"), page.T("Mức độ", "Severity"), page.T("Cần", "Needed"), page.T("Dự báo có", "Forecast"),
            page.T("Thiếu (trung bình)", "Short (mean)"), page.T("Xác suất thiếu", "P(short)"), page.T("Cần tuyển thêm mỗi năm", "More recruits a year"), page.T("Độ tin cậy", "Confidence"),
        ],
        [.. data.Worst.Select(flag => new object?[]
        {
            NameOf(data, flag.UnitId), page.T(flag.Of.NameVi, flag.Of.NameEn), flag.TargetCode, ShortageWords.Of(page.Language, flag.Severity), flag.Requirement, flag.SupplyMedian, flag.ExpectedGap,
            flag.ProbabilityShort, flag.ExtraRecruits, flag.Grade,
        })]);

    private static TableSheet Districts(PageContext page, OverviewPage data) => new(
        "overview-districts", page.T($"Mức độ thiếu người theo huyện, năm {data.Year}", $"Severity of shortages by district, {data.Year}"), Notes(page, data),
        [page.T("Đơn vị", "Unit"), page.T("Mức độ", "Severity"), page.T("Số nghề thiếu người", "Professions short"), page.T("Nặng nhất", "Worst"), page.T("Thiếu (trung bình)", "Short (mean)")],
        [.. OverviewTile.Of(data).Select(tile => new object?[]
        {
            tile.Unit.Name, ShortageWords.Of(page.Language, tile.Severity), tile.Short, tile.Worst is { } worst ? page.T(worst.Of.NameVi, worst.Of.NameEn) : null, tile.Worst?.ExpectedGap,
        })]);

    private static TableSheet Grid(PageContext page, OverviewPage data)
    {
        var grid = OverviewGrid.Of(data);
        return new(
            "overview-grid", page.T($"Thiếu người theo lĩnh vực và huyện, năm {data.Year}", $"Shortages by sector and district, {data.Year}"), Notes(page, data),
            [
                page.T("Lĩnh vực hoặc nghề", "Sector or profession"), page.T("Chỉ tiêu", "Target"), page.T("Đơn vị", "Unit"), page.T("Mức độ", "Severity"), page.T("Cần", "Needed"),
                page.T("Dự báo có", "Forecast"), page.T("Thiếu (trung bình)", "Short (mean)"), page.T("Xác suất thiếu", "P(short)"),
            ],
            [.. from row in grid.Rows
                from unit in grid.Units
                where row.Cells.ContainsKey(unit.Id)
                let flag = row.Cells[unit.Id]
                select (object?[])
                [
                    page.T(row.Of.NameVi, row.Of.NameEn), row.TargetCode, unit.Name, ShortageWords.Of(page.Language, flag.Severity), flag.Requirement, flag.SupplyMedian, flag.ExpectedGap,
                    flag.ProbabilityShort,
                ]]);
    }

    private static TableSheet Retirements(PageContext page, OverviewPage data) => new(
        "overview-retirements", page.T($"Người nghỉ hưu theo năm, {data.WaveOf?.Name}", $"People who retire by year, {data.WaveOf?.Name}"), Notes(page, data),
        [
            page.T("Năm", "Year"), page.T("Nghỉ hưu (trung bình)", "Retire (mean)"), page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"), page.T("Số người đầu năm", "People at the start"),
        ],
        [.. data.Wave.Select(year => new object?[] { year.Year, year.Mean, year.Low80, year.High80, year.Opening })]);

    private static TableSheet Changes(PageContext page, OverviewPage data) => new(
        "overview-changes", page.T($"Cảnh báo thay đổi, năm {data.Year}", $"Flags that changed, {data.Year}"),
        data.Trend is { Comparison: var comparison }
            ? [.. Notes(page, data), ForecastWords.Of(page.Language, comparison.From), ForecastWords.Of(page.Language, comparison.To), ForecastWords.Why(page.Language, comparison)]
            : Notes(page, data),
        [
            page.T("Đơn vị", "Unit"), page.T("Lĩnh vực hoặc nghề", "Sector or profession"), page.T("Chỉ tiêu", "Target"), page.T("Thay đổi", "Change"), page.T("Vì sao", "Why"),
            page.T("Xác suất trước", "P before"), page.T("Xác suất", "P(short)"), page.T("Thiếu trước", "Short before"), page.T("Thiếu", "Short"),
        ],
        [.. (data.Trend?.Changes ?? []).Select(change => new object?[]
        {
            change.UnitName, page.T(change.Of.NameVi, change.Of.NameEn), change.TargetCode, ForecastWords.Of(page.Language, change.Kind), ForecastWords.Of(page.Language, change.Cause),
            change.ProbabilityBefore, change.Probability, change.GapBefore, change.Gap,
        })]);

    private static List<string> Notes(PageContext page, OverviewPage data) =>
    [
        .. page.Synthetic ? [page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.")] : Array.Empty<string>(),
        .. data.Plan is { } plan ? [$"{plan.Code} – {plan.UnitName}"] : Array.Empty<string>(),
        .. data.Run is { } run
            ? [page.T($"Dự báo từ số liệu đến {LanguageText.Day(run.BaseDate)}, {run.Draws} lần mô phỏng.", $"Forecast from data up to {LanguageText.Day(run.BaseDate)}, {run.Draws} draws.")]
            : Array.Empty<string>(),
    ];

    private static string NameOf(OverviewPage data, string unit) => data.Shown.First(each => each.Id == unit).Name;
}
