using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Analytics.Allocation;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Scenarios;

/// <summary>The page on which a budget is given out; its address holds the whole question.</summary>
internal static class AllocationPage
{
    public static async Task<IResult> ShowAsync(
        string? posts, string? places, string? moves, string? unit, string? sector, int? year, string? table, string? format, PageContext page, PageData data,
        [FromServices] ShortageAllocations? allocations, CancellationToken cancellationToken)
    {
        var (visible, names) = await data.InSessionAsync(
            page.Caller, async session => (await session.VisibleUnitsAsync(cancellationToken), await ScenarioNames.ReadAsync(session, cancellationToken)), cancellationToken);
        var (where, whose) = (Given(unit), Given(sector));
        if (allocations is null || (where is not null && !visible.Contains(where)) || (whose is not null && !names.Sectors.Any(each => each.Code == whose)))
            return Results.NotFound();

        var question = new AllocationQuestion(new AllocationBudget(Number(posts), Number(places), Number(moves)), year, where, whose);
        if (!question.Budget.IsValid)
            return Show(page, names, question, fault: page.T($"Mỗi số phải từ 0 đến {page.Language.Format(AllocationBudget.Most, 0)}.", $"Each number must be 0 to {page.Language.Format(AllocationBudget.Most, 0)}."));
        if (question.Budget == new AllocationBudget())
            return format is null ? Show(page, names, question) : Results.NotFound();
        if (await allocations.BeginAsync(question, visible, cancellationToken) is not { } work)
            return Results.NotFound();

        if (format is null && await Task.WhenAny(work.Task, Task.Delay(ScenarioPages.Patience, cancellationToken)) != work.Task)
            return Show(page, names, question, share: work.Share);

        try
        {
            if (await work.Task.WaitAsync(cancellationToken) is not { } found)
                return Results.NotFound();

            var told = found.InWords(names);
            return format is null ? Show(page, names, question, told)
                : AllocationSheets.Of(page, told, names, table) is { } sheet ? sheet.As(format)
                : Results.NotFound();
        }
        catch (TooManyNeedsException)
        {
            return Show(page, names, question, fault: page.T("Quá nhiều huyện và nghề cùng lúc: hãy chọn một đơn vị hoặc một lĩnh vực.", "Too many districts and professions at once: choose a unit or a sector."));
        }
    }

    private static RazorComponentResult<AllocationView> Show(
        PageContext page, ScenarioNames names, AllocationQuestion question, ShortageAllocation? found = null, string? fault = null, double? share = null) =>
        new(new { Page = page, Names = names, Question = question, Found = found, Fault = fault, Share = share })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    // What is no number is none that may be given out.
    private static int Number(string? text) => Given(text) is not { } given ? 0 : int.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The tables of an allocation, to be taken away.</summary>
internal static class AllocationSheets
{
    /// <summary>A table by its name; null where there is none of that name.</summary>
    public static TableSheet? Of(PageContext page, ShortageAllocation found, ScenarioNames names, string? table) => table switch
    {
        "steps" => new(
            "allocation-steps", Title(page, found), Notes(page, found),
            [
                page.T("Việc cần làm", "What to do"), page.T("Từ", "From"), page.T("Cho", "For"), page.T("Lĩnh vực", "Sector"), page.T("Nghề", "Profession"), page.T("Số lượng", "Amount"),
                page.T("Bớt thiếu (người)", "Fewer missing (people)"),
            ],
            [
                .. found.Steps.Select(object?[] (step) =>
                [
                    page.T(step.Words.Vi, step.Words.En), step.FromUnitId is { } from ? names.Of(page.Language, from) : null, names.Of(page.Language, step.UnitId), names.Of(page.Language, step.SectorCode),
                    names.Of(page.Language, step.ProfessionCode), step.Amount, step.FewerMissing,
                ]),
            ]),
        "places" => new(
            "allocation-places", Title(page, found), Notes(page, found),
            [
                page.T("Đơn vị", "Unit"), page.T("Lĩnh vực", "Sector"), page.T("Nghề", "Profession"), page.T("Nhu cầu theo", "Requirement"), page.T("Thiếu dự kiến", "Expected to be missing"),
                page.T("Chuyển đến (âm: chuyển đi)", "Come (below 0: go)"), page.T("Tuyển thêm mỗi năm", "Posts a year"), page.T("Chỉ tiêu đào tạo mỗi năm", "Training places a year"), page.T("Còn thiếu", "Still missing"),
            ],
            [
                .. found.Places.Select(object?[] (place) =>
                [
                    names.Of(page.Language, place.UnitId), names.Of(page.Language, place.SectorCode), names.Of(page.Language, place.ProfessionCode), place.TargetCode ?? page.T("số người hiện có", "today’s staff"),
                    place.MissingBefore, place.Moved, place.Posts, place.TrainingPlaces, place.MissingAfter,
                ]),
            ]),
        _ => null,
    };

    private static string Title(PageContext page, ShortageAllocation found) => page.T($"Phân bổ chống thiếu hụt năm {found.Year}", $"Allocation against the shortage of {found.Year}");

    private static string[] Notes(PageContext page, ShortageAllocation found) =>
    [
        page.T(
            $"Mỗi năm {found.Budget.Posts} biên chế, {found.Budget.TrainingPlaces} chỉ tiêu đào tạo; điều động tối đa {found.Budget.Moves} người",
            $"{found.Budget.Posts} posts and {found.Budget.TrainingPlaces} training places a year; {found.Budget.Moves} moves at most"),
        .. page.Synthetic ? new[] { page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.") } : [],
    ];
}
