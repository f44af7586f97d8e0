using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Targets;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Targets;

/// <summary>Who goes on with a target whose unit has ended, and what was reported of it: seen by all who see targets, decided by planners.</summary>
internal static class TargetPages
{
    // Each is a count over the registry.
    private const int MostCountedAgain = 12;

    public static void MapTargetCourses(this IEndpointRouteBuilder pages)
    {
        pages.MapGroupFor("/targets/{code}/course", Role.Hr, Role.Planner, Role.Leader, Role.Admin).MapGet("", ShowAsync);
        var planners = pages.MapGroupFor("/targets/{code}", Role.Planner);
        planners.MapPost("/steps", DecideAsync);
        planners.MapPost("/steps/take-back", TakeBackAsync);
        planners.MapPost("/reports", ReportAsync);
    }

    private static async Task<IResult> ShowAsync(
        string code, string? again, string? format, PageContext page, PageData data, TimeProvider time, [FromServices] TargetRecount? recount, CancellationToken cancellationToken)
    {
        if (await SheetAsync(code, page, data, time, cancellationToken) is not { } sheet)
            return Results.NotFound();

        var counted = again is null || recount is null || page.Reader!.Role is not Role.Planner ? null : new Dictionary<int, TargetCount?>();
        foreach (var report in counted is null ? [] : sheet.Dossier.Reported.Take(MostCountedAgain))
            counted![report.Number] = await recount!.CountAsync(report.PlanId, code, report.AsOf, cancellationToken);
        return format is null ? View(page, new TargetCoursePage(sheet, Again: counted)) : Table(page, sheet, counted).As(format);
    }

    private static async Task<IResult> DecideAsync(
        string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var typed = StepForm.Of(form);
        var isPreview = form["do"] != "confirm";
        return await TryAsync(code, page, data, time, async session =>
        {
            var draft = await typed.DraftAsync(session, code, page.Language.Tag(), cancellationToken);
            var after = await session.DecideAsync(draft, isPreview, page.Language.Tag(), cancellationToken);
            if (!isPreview)
                return null;
            var today = VietnamTime.Today(time);
            var sheet = (await TargetSheet.ReadAsync(session.Connection, code, today, cancellationToken))!;
            return new TargetCoursePage(sheet, typed, await TargetSheet.OfAsync(session.Connection, after, draft.EffectiveOn > today ? draft.EffectiveOn : today, cancellationToken));
        }, typed, null, cancellationToken);
    }

    private static Task<IResult> TakeBackAsync(string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        TryAsync(code, page, data, time, async session =>
        {
            await session.TakeBackAsync(
                Guid.CreateVersion7(), code, int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0, form["ground"].ToString(),
                page.Language.Tag(), cancellationToken);
            return null;
        }, null, null, cancellationToken);

    private static async Task<IResult> ReportAsync(
        string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, [FromServices] TargetRecount recount, CancellationToken cancellationToken)
    {
        var (occasion, today) = (form["occasion"].ToString(), VietnamTime.Today(time));
        var day = DateOnly.TryParseExact(form["asOf"], "yyyy-MM-dd", out var asked) ? asked : today;
        return await TryAsync(code, page, data, time, async session =>
        {
            if (form["do"] == "confirm")
            {
                await TargetReporting.KeepAsync(session, recount, Guid.CreateVersion7(), code, occasion, day, today, page.Language.Tag(), cancellationToken);
                return null;
            }

            var (_, count) = await TargetReporting.CountAsync(session, recount, code, day, today, page.Language.Tag(), cancellationToken);
            return new TargetCoursePage((await TargetSheet.ReadAsync(session.Connection, code, today, cancellationToken))!, Occasion: occasion, Counted: count);
        }, null, occasion, cancellationToken);
    }

    // Does it and goes back to the page; or shows what would come of it, or what speaks against it, with what was typed.
    private static async Task<IResult> TryAsync(
        string code, PageContext page, PageData data, TimeProvider time, Func<RegistrySession, Task<TargetCoursePage?>> act, StepForm? form, string? occasion,
        CancellationToken cancellationToken)
    {
        try
        {
            var preview = await data.InSessionAsync(page.Caller, async session =>
            {
                await session.ExplainChangesAsync(form?.Ground ?? occasion, cancellationToken);
                return await act(session);
            }, cancellationToken);
            return preview is null ? Results.LocalRedirect($"/targets/{Uri.EscapeDataString(code)}/course") : View(page, preview);
        }
        catch (TargetNotFoundException)
        {
            return Results.NotFound();
        }
        catch (Exception refused) when (refused is TargetRefusedException or StaleTargetException)
        {
            return await SheetAsync(code, page, data, time, cancellationToken) is { } sheet
                ? View(page, new TargetCoursePage(sheet, form is { } typed ? typed with { Version = sheet.Dossier.Version } : null, Occasion: occasion, Fault: refused.Message))
                : Results.NotFound();
        }
    }

    private static Task<TargetSheet?> SheetAsync(string code, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) => data.InSessionAsync(
        page.Caller, session => TargetSheet.ReadAsync(session.Connection, code, VietnamTime.Today(time), cancellationToken), cancellationToken);

    private static RazorComponentResult<TargetCourseView> View(PageContext page, TargetCoursePage data) => new(new { Page = page, Data = data })
    {
        StatusCode = data.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };

    private static TableSheet Table(PageContext page, TargetSheet sheet, Dictionary<int, TargetCount?>? again) => new(
        $"reported-{sheet.Dossier.Target.Code}", page.T($"Số đã báo cáo của {sheet.Dossier.Target.Code}", $"Numbers of {sheet.Dossier.Target.Code} as reported"), [],
        [
            page.T("Báo cáo", "Report"), page.T("Ngày đếm", "Counted on"), page.T("Giá trị", "Value"), page.T("Tử số", "Numerator"), page.T("Mẫu số", "Base"), page.T("Chưa rõ", "Unknown"),
            page.T("Đạt", "Met"), page.T("Phiên bản kế hoạch", "Version of the plan"), page.T("Định nghĩa đã đổi", "Definition changed since"), page.T("Thiết lập khi đó", "Settings then"),
            page.T("Lưu lúc", "Kept at"), page.T("Tính lại hôm nay", "Computed again today"),
        ],
        [.. sheet.Dossier.Reported.Select(report => new object?[]
        {
            report.Occasion, report.AsOf, report.Value, report.Numerator, report.Denominator, report.Unknown, report.IsMet, report.PlanVersion, report.IsDefinitionChanged,
            string.Join("; ", report.Settings.Select(setting => $"{setting.Key} = {setting.Value}")), PersonHistory.Moment(report.At), again?.GetValueOrDefault(report.Number)?.Value,
        })]);
}
