using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>The tables of the pages, to be taken away.</summary>
internal static partial class PageTables
{
    public static TableSheet Targets(
        PageContext page, IReadOnlyList<TargetListItem> targets, DateOnly? day = null, IReadOnlyDictionary<string, TargetCount>? counted = null) => new(
        "targets",
        page.T("Kế hoạch và chỉ tiêu", "Plans and targets"),
        day is { } asked ? [.. Notes(page), page.T($"Giá trị vào ngày {LanguageText.Day(asked)}", $"Values on {LanguageText.Day(asked)}")] : Notes(page),
        [
            page.T("Kế hoạch", "Plan"), page.T("Mã", "Code"), page.T("Chỉ tiêu", "Target"), page.T("Phải đạt", "Bound"), page.T("Năm", "Due"),
            page.T("Năm đếm", "Counted in"), page.T("Giá trị", "Value"), page.T("Năm dự báo", "Forecast for"), page.T("Dự báo", "Forecast"),
            page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"), page.T("Xác suất không đạt", "P(missed)"), page.T("Còn thiếu gì để tính", "Missing"),
            page.T("Câu trong kế hoạch", "Sentence"), .. FlagHeader(page), page.T("Độ tin cậy của dự báo", "Grade of the forecast"), page.T("Không hơn dự báo giữ nguyên", "No better than no change"),
            .. day is null ? Array.Empty<string>() : [page.T("Vào ngày", "As of"), page.T("Giá trị ngày đó", "Value that day")],
        ],
        [.. targets.Select(object?[] (target) =>
        [
            target.PlanCode, target.Code, target.Meaning(page.Language), target.Bound.In(page.Language), target.DueYear,
            target.Standing?.Year, target.Standing?.Value, target.Standing?.ForecastYear, target.Standing?.Median,
            target.Standing?.Low80, target.Standing?.High80, target.Standing?.ProbabilityMissed, target.Needs(page.Language), target.Sentence,
            .. FlagRow(page, target.Standing?.Flag), target.Standing?.Past?.Grade, target.Standing?.Past?.IsNoChange,
            .. day is null ? Array.Empty<object?>() : [day, counted?.GetValueOrDefault(target.Code)?.Value],
        ])]);

    public static TableSheet Numbers(PageContext page, TargetPage data) => new(
        $"{data.Target.Code}-numbers",
        $"{data.Target.Code}: {data.Target.Meaning(page.Language)}, {data.Plan.UnitName}",
        Notes(page, data.Run),
        [
            page.T("Năm", "Year"), page.T("Loại", "Kind"), page.T("Số người", "People"), page.T("Mẫu số", "Denominator"), page.T("Mẫu số từ đâu", "Denominator status"),
            page.T("Giá trị", "Value"), page.T("Cận dưới 95 %", "Lower 95 %"), page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"),
            page.T("Cận trên 95 %", "Upper 95 %"), page.T("Xác suất không đạt", "P(missed)"), page.T("Số người đã công bố", "Published headcount"),
        ],
        [.. data.Path.Select(year => new object?[]
        {
            year.Year, TargetNumbers.KindText(page.Language, data.Target, year), data.Target.Computable ? year.Numerator : null, year.Denominator,
            TargetNumbers.StatusText(page.Language, year.DenominatorStatus), year.Value, year.Low95, year.Low80, year.High80, year.High95,
            year.ProbabilityMissed, year.Published,
        })]);

    public static TableSheet TargetFlows(PageContext page, TargetPage data) => new(
        $"{data.Target.Code}-flows",
        page.T($"{data.Target.Code}: người đến và đi theo năm", $"{data.Target.Code}: who comes and goes by year"),
        Notes(page, data.Run),
        [page.T("Năm", "Year"), .. TargetFlowsTable.Lines(page.Language).Select(line => line.Name)],
        [.. data.FlowsUntilDue.Select(object?[] (year) => [year.Year, .. TargetFlowsTable.Lines(page.Language).Select(line => (object)line.Of(year))])]);

    public static TableSheet Areas(PageContext page, TargetPage data) => new(
        $"{data.Target.Code}-units",
        page.T($"{data.Target.Code} theo đơn vị hành chính", $"{data.Target.Code} by administrative unit"),
        Notes(page, data.Run),
        [
            page.T("Đơn vị", "Unit"), page.T("Năm đếm", "Counted in"), page.T("Số người", "People"), page.T("Giá trị", "Value"), page.T("Năm dự báo", "Forecast for"),
            page.T("Dự báo", "Forecast"), page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"), page.T("Thiếu so với chỉ tiêu", "Short of the target"),
        ],
        [.. data.Areas.Select(area => new object?[]
        {
            area.UnitName, area.Standing.Year, area.Numerator, area.Standing.Value, area.Standing.ForecastYear, area.Standing.Median,
            area.Standing.Low80, area.Standing.High80, area.Standing.GapPeople,
        })]);

    public static TableSheet Shortages(PageContext page, TargetPage data) => new(
        $"{data.Target.Code}-shortages-{data.Shortages.Year}",
        page.T($"Thiếu người theo lĩnh vực và đơn vị, năm {data.Shortages.Year}", $"Shortages by sector and unit, {data.Shortages.Year}"),
        Notes(page, data.Run),
        [
            page.T("Đơn vị", "Unit"), page.T("Lĩnh vực hoặc nghề", "Sector or profession"), page.T("Mức cần theo", "Need from"), page.T("Cần", "Needed"),
            page.T("Dự báo có", "Forecast"), page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Cận trên 80 %", "Upper 80 %"),
            page.T("Thiếu (trung bình)", "Short (mean)"), page.T("Xác suất thiếu", "P(short)"), page.T("Mức độ", "Severity"), .. FlagHeader(page),
        ],
        [.. from row in data.Shortages.Rows
            from column in data.Shortages.Columns
            where data.Shortages.Cells.ContainsKey((row.UnitId, column.Key))
            let cell = data.Shortages.Cells[(row.UnitId, column.Key)]
            select (object?[])
            [
                row.UnitName, page.T(column.NameVi, column.NameEn), column.ByPlan ? page.T("chỉ tiêu của kế hoạch", "the plan's target") : page.T("số người hiện có", "today's headcount"),
                cell.Requirement, cell.SupplyMedian, cell.SupplyLow80, cell.SupplyHigh80, cell.ExpectedGap, cell.ProbabilityShort, ShortageWords.Of(page.Language, cell.Severity),
                .. FlagRow(page, cell.Notes),
            ]]);

    private static string[] FlagHeader(PageContext page) =>
    [
        page.T("Thiếu: cận dưới 80 %", "Short: lower 80 %"), page.T("Thiếu: cận trên 80 %", "Short: upper 80 %"), page.T("Thiếu từ năm", "Short from"), page.T("Nguyên nhân chính", "Main driver"),
        page.T("Mức độ lần trước", "Severity before"), page.T("Xác suất lần trước", "P before"), page.T("Độ tin cậy", "Confidence"),
    ];

    private static object?[] FlagRow(PageContext page, FlagNotes? flag) =>
    [
        flag?.GapLow80, flag?.GapHigh80, flag?.FirstYear, flag?.Driver is { } driver ? ShortageWords.Driver(page.Language, driver) : null,
        flag?.SeverityBefore is { } before ? ShortageWords.Of(page.Language, before) : null, flag?.ProbabilityBefore, flag?.Grade,
    ];

    public static TableSheet Flows(PageContext page, SupplyFlows data) => new(
        $"supply-{data.UnitId}",
        page.T($"Dòng người theo năm: {data.UnitName}", $"Flows by year: {data.UnitName}"),
        Notes(page, data.Run),
        [
            page.T("Lĩnh vực", "Sector"), page.T("Nghề", "Profession"), page.T("Trình độ", "Degree"), page.T("Năm", "Year"), page.T("Đầu năm", "Start"), page.T("Tuyển mới", "Recruits"),
            page.T("Chuyển đến trong tỉnh", "Moves in"), page.T("Chuyển đi trong tỉnh", "Moves out"), page.T("Nâng trình độ đến", "Upgrades in"), page.T("Nâng trình độ đi", "Upgrades out"), page.T("Nghỉ hưu", "Retirements"),
            page.T("Thôi việc, ra khỏi tỉnh", "Leavers"), page.T("Trong đó ra khỏi tỉnh", "Of them, to other provinces"), page.T("Mất", "Deaths"), page.T("Cuối năm", "End"), page.T("Cận dưới 95 %", "Lower 95 %"),
            page.T("Cận dưới 80 %", "Lower 80 %"), page.T("Trung vị", "Median"), page.T("Cận trên 80 %", "Upper 80 %"), page.T("Cận trên 95 %", "Upper 95 %"),
            page.T("Cách dự báo", "Method"), page.T("Độ tin cậy", "Confidence"), page.T("Sai số so với giữ nguyên", "Error against no change"), page.T("Sai số so với xu thế", "Error against drift"),
        ],
        [.. data.Groups.SelectMany(group => group.Years, (group, year) => new object?[]
        {
            page.T(group.Sector.NameVi, group.Sector.NameEn), group.Profession is { } profession ? page.T(profession.NameVi, profession.NameEn) : null,
            group.Degree is { } degree ? DegreeChoice.Words(page.Language, degree) : page.T("mọi trình độ", "all degrees"), year.Year,
            year.Opening, year.Recruits, year.MovesIn, year.MovesOut, year.UpgradesIn, year.UpgradesOut, year.Retirements, year.Leavers, year.TransfersOut, year.Deaths, year.Mean,
            year.Low95, year.Low80, year.Median, year.High80, year.High95,
            group.Past is { } past ? past.IsNoChange ? page.T("giữ nguyên", "no change") : page.T("mô hình", "model") : null, group.Past?.Grade, group.Past?.AgainstNoChange, group.Past?.AgainstDrift,
        })]);

    public static TableHead People(PageContext page, PeopleList data) => new(
        data.Question.Sought is null ? $"people-{data.Question.AsOf:yyyy-MM-dd}" : "people-found",
        data.Question.Sought is { } sought
            ? page.T($"Tìm “{sought.Text}”, ngày {LanguageText.Day(data.Question.AsOf)}", $"Search for “{sought.Text}”, on {LanguageText.Day(data.Question.AsOf)}")
            : page.T($"Danh sách người, ngày {LanguageText.Day(data.Question.AsOf)}", $"People on {LanguageText.Day(data.Question.AsOf)}"),
        data.LookedAt is { } looked
            ? [.. Notes(page), page.T($"Chỉ xét {looked} người phù hợp nhất với ô tìm.", $"Only the {looked} best matches of the search were looked at.")]
            : Notes(page),
        [
            .. data.WithNames ? [page.T("Họ và tên", "Name")] : Array.Empty<string>(), .. PeopleColumn.Chosen(page).Select(column => page.T(column.Vi, column.En)),
        ]);

    public static object?[] Row(PageContext page, PeopleList data, PersonRow person) =>
    [
        .. data.WithNames ? [person.Name] : Array.Empty<object?>(), .. PeopleColumn.Chosen(page).Select(column => column.Of(page, person)),
    ];

    public static TableSheet Duplicates(PageContext page, DuplicateList data) => new(
        "duplicates",
        page.T("Hồ sơ có thể trùng", "Possible duplicates"),
        Notes(page),
        [
            page.T("Khả năng", "Probability"), page.T("Hồ sơ thứ nhất", "One"), page.T("Sinh", "Born"), page.T("Cơ quan", "Agency"),
            page.T("Hồ sơ thứ hai", "The other"), page.T("Sinh (2)", "Born (2)"), page.T("Cơ quan (2)", "Agency (2)"), page.T("Vì sao", "Why"),
            page.T("Người quyết định", "Decided by"), page.T("Lý do", "Reason"),
        ],
        [.. data.Rows.Select(pair => new object?[]
        {
            pair.Probability, pair.One.Name, Born(pair.One), pair.One.Keeper, pair.Other.Name, Born(pair.Other), pair.Other.Keeper,
            string.Join("; ", DuplicateWords.Reasons(page.Language, pair.Reasons).Select(reason => reason.Text)), pair.DecidedBy, pair.Why,
        })]);

    private static object Born(PersonHead head) => head.BornOn is { } born ? born : head.BirthYear;

    private static List<string> Notes(PageContext page, ForecastRun? run = null)
    {
        var notes = new List<string>();
        if (page.Synthetic)
            notes.Add(page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real."));
        if (run is not null)
            notes.Add(page.T($"Dự báo từ số liệu đến {LanguageText.Day(run.BaseDate)}, {run.Draws} lần mô phỏng.", $"Forecast from data up to {LanguageText.Day(run.BaseDate)}, {run.Draws} draws."));
        return notes;
    }
}
