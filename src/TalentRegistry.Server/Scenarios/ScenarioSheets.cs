using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The tables of scenarios, to be downloaded, and their words.</summary>
internal static class ScenarioSheets
{
    /// <summary>Severities, mildest first, and how many flags have each.</summary>
    public static IReadOnlyList<(string Severity, Func<ScenarioFlags, int> Count)> Severities { get; } =
        [("none", flags => flags.None), ("watch", flags => flags.Watch), ("shortage", flags => flags.Shortage), ("severe", flags => flags.Severe)];

    public static string NameOf(PageContext page, ScenarioCase each) => each.Scenario?.Name ?? page.T("Dự báo", "Forecast");

    public static string OwnerOf(PageContext page, Scenario scenario) =>
        scenario.OwnerName is null ? page.T("theo kế hoạch", "of the plans") : scenario.IsOwn ? page.T("của tôi", "mine") + (scenario.IsShared ? page.T(", đã chia sẻ", ", shared") : "") : scenario.OwnerName;

    public static string WordOf(PageContext page, string severity) => ShortageWords.Of(page.Language, severity);

    public static TableSheet List(PageContext page, IReadOnlyList<Scenario> scenarios, ScenarioNames names) => new(
        "scenarios", page.T("Kịch bản", "Scenarios"), Notes(page),
        [page.T("Kịch bản", "Scenario"), page.T("Thay đổi", "What it changes"), page.T("Ghi chú", "Note"), page.T("Của ai", "Whose")],
        [.. scenarios.Select(object?[] (each) => [each.Name, string.Join("; ", each.Levers.Select(lever => names.Of(page.Language, lever))), each.Note, OwnerOf(page, each)])]);

    public static TableSheet Versions(PageContext page, Scenario scenario, IReadOnlyList<ScenarioVersion> versions, ScenarioNames names) => new(
        "scenario-versions", page.T($"Các phiên bản: {scenario.Name}", $"Versions: {scenario.Name}"), Notes(page),
        [page.T("Phiên bản", "Version"), page.T("Lưu lúc", "Saved"), page.T("Tên", "Name"), page.T("Ghi chú", "Note"), page.T("Thay đổi so với dự báo", "What it changes"), page.T("Khác phiên bản trước", "Against the version before")],
        [
            .. versions.Select(object?[] (each, index) =>
            [
                each.Number, AccountWords.Moment(each.SavedAt), each.Name, each.Note, string.Join("; ", each.Levers.Select(lever => names.Of(page.Language, lever))),
                index + 1 < versions.Count ? string.Join("; ", ScenarioDifference.Words(page.Language, names, versions[index + 1], each)) : null,
            ]),
        ]);

    /// <summary>A table of a comparison by its name; null where there is none of that name.</summary>
    public static TableSheet? Of(PageContext page, ScenarioComparison data, ScenarioNames names, string? table) => table switch
    {
        "supply" => Sheet(page, data, table, page.T("Số người cuối năm", "People at the end of the year"),
            [
                page.T("Kịch bản", "Scenario"), page.T("Năm", "Year"), page.T("Trung bình", "Mean"), page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"),
                page.T("Chênh lệch", "Difference"), page.T("Chênh lệch, cận dưới 80 %", "Difference, lower 80 %"), page.T("Chênh lệch, cận trên 80 %", "Difference, upper 80 %"),
            ],
            data.Cases.SelectMany(each => each.Supply.Select(object?[] (year) =>
                [NameOf(page, each), year.Year, year.Mean, year.Low80, year.High80, year.Difference, year.DifferenceLow80, year.DifferenceHigh80]))),
        "targets" => Sheet(page, data, table, page.T($"Chỉ tiêu năm {data.Year}", $"Targets, {data.Year}"),
            [page.T("Kịch bản", "Scenario"), page.T("Chỉ tiêu", "Target"), page.T("Đơn vị", "Unit"), page.T("Giá trị", "Value"), page.T("Xác suất đạt", "P(met)")],
            data.Cases.SelectMany(each => each.Targets.Select(object?[] (target) =>
                [NameOf(page, each), target.TargetCode, names.Of(page.Language, target.UnitId), target.Value, target.ProbabilityMet]))),
        "flags" => Sheet(page, data, table, page.T($"Cảnh báo thiếu người năm {data.Year}", $"Shortage flags, {data.Year}"),
            [page.T("Kịch bản", "Scenario"), .. Severities.Select(each => WordOf(page, each.Severity))],
            data.Cases.Select(object?[] (each) => [NameOf(page, each), .. Severities.Select(severity => (object?)severity.Count(each.Flags))])),
        "changes" => Sheet(page, data, table, page.T($"Cảnh báo thay đổi, năm {data.Year}", $"Flags that change, {data.Year}"),
            [
                page.T("Kịch bản", "Scenario"), page.T("Đơn vị", "Unit"), page.T("Ai", "Who"), page.T("Nhu cầu theo", "Requirement"), page.T("Dự báo", "Forecast"),
                page.T("Xác suất thiếu", "P(short)"), page.T("Theo kịch bản", "Under the scenario"), page.T("Xác suất thiếu theo kịch bản", "P(short) under the scenario"),
            ],
            data.Cases.SelectMany(each => each.Changes.Select(object?[] (change) =>
            [
                NameOf(page, each), names.Of(page.Language, change.UnitId), names.Of(page.Language, change.ProfessionCode ?? change.SectorCode),
                change.TargetCode ?? page.T("số người hiện có", "today’s staff"), WordOf(page, SnakeCase.Of(change.Baseline)), change.BaselineProbability,
                WordOf(page, SnakeCase.Of(change.Severity)), change.ProbabilityShort,
            ]))),
        _ => null,
    };

    private static TableSheet Sheet(PageContext page, ScenarioComparison data, string table, string title, IReadOnlyList<string> header, IEnumerable<object?[]> rows) => new(
        $"scenarios-{table}", title,
        [page.T($"Dự báo từ số liệu đến {LanguageText.Day(data.BaseDate)}, {data.Draws} lần mô phỏng", $"Forecast from data up to {LanguageText.Day(data.BaseDate)}, {data.Draws} draws"), .. Notes(page)],
        header, [.. rows]);

    private static string[] Notes(PageContext page) => page.Synthetic ? [page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.")] : [];
}
