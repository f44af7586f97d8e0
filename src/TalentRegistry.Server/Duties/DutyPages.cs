using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Duties;

/// <summary>The pages on which the duties of the plans are followed: what is due, what was done, what shows it, who answers.</summary>
internal static class DutyPages
{
    // The form around the file takes a little more.
    private const long MostBytes = EvidenceKind.MostBytes + (64 << 10);

    public static void MapDuties(this IEndpointRouteBuilder pages)
    {
        var duties = pages.MapGroup("/duties").Only(Role.Hr, Role.Planner, Role.Leader, Role.Admin);
        duties.MapGet("", ListAsync);
        duties.MapGet("/{code}", (string code, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
            PageAsync(code, null, page, data, time, cancellationToken));
        duties.MapGet("/{code}/evidence/{id:guid}", EvidenceAsync);
        var officers = pages.MapGroup("/duties/{code}").Only(Role.Hr);
        officers.MapPost("/notes", NoteAsync);
        officers.MapPost("/notes/withdraw", WithdrawAsync);
        officers.MapPost("/evidence", AddEvidenceAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        officers.MapPost("/answers", AnswerAsync);
        var planners = pages.MapGroup("/duties/{code}").Only(Role.Planner, Role.Admin);
        planners.MapPost("/owner", AssignAsync);
        planners.MapPost("/reporters", NameReportersAsync);
    }

    private static RouteGroupBuilder Only(this RouteGroupBuilder pages, params Role[] roles) => pages.AddEndpointFilter(async (call, next) =>
        SignedIn.From(call.HttpContext.User) is { } reader && roles.Contains(reader.Role) ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));

    private static async Task<IResult> ListAsync(
        PageContext page, PageData data, TimeProvider time, string? plan, string? status, string? agency, string? format, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(time);
        var (all, plans) = await data.InSessionAsync(
            page.Caller, async session => (await session.DutiesAsync(today, cancellationToken), await session.FollowedPlansAsync(cancellationToken)), cancellationToken);
        var question = new DutyQuestion(plan, status ?? "open", agency);
        List<FollowedDuty> shown = [.. all.Where(duty => question.Takes(duty, today))];
        return format is null
            ? new RazorComponentResult<DutiesView>(new { Page = page, All = all, Shown = (IReadOnlyList<FollowedDuty>)shown, Plans = plans, Question = question, Today = today })
            : Table(page, shown, today).As(format);
    }

    private static async Task<IResult> PageAsync(string code, string? fault, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(time);
        var maps = page.Reader!.Role is Role.Planner or Role.Admin;
        var (duty, officers) = await data.InSessionAsync(
            page.Caller, async session => (await session.DutyAsync(code, today, cancellationToken), maps ? await session.OfficersAsync(cancellationToken) : []), cancellationToken);
        return duty is null
            ? Results.NotFound()
            : new RazorComponentResult<DutyPageView>(new { Page = page, Data = duty, Officers = officers, Today = today, Fault = fault })
            {
                StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            };
    }

    private static Task<IResult> NoteAsync(string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        WriteAsync(code, page, data, time, (session, today) => session.AddNoteAsync(DraftOf(code, form), today, page.Language.Tag(), cancellationToken), cancellationToken);

    private static Task<IResult> WithdrawAsync(string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        WriteAsync(code, page, data, time, (session, today) => session.WithdrawNoteAsync(DraftOf(code, form), today, page.Language.Tag(), cancellationToken), cancellationToken);

    private static async Task<IResult> AddEvidenceAsync(
        string code, IFormFile? file, [FromForm] string? year, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (file is null)
            return await PageAsync(code, page.T("Hãy chọn một tệp.", "Choose a file."), page, data, time, cancellationToken);

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        var draft = new EvidenceDraft(Guid.CreateVersion7(), code, Number(year), file.FileName, content.ToArray());
        return await WriteAsync(code, page, data, time, (session, today) => session.AddEvidenceAsync(draft, today, page.Language.Tag(), cancellationToken), cancellationToken);
    }

    private static async Task<IResult> EvidenceAsync(string code, Guid id, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        if (await data.InSessionAsync(page.Caller, session => session.EvidenceAsync(code, id, cancellationToken), cancellationToken) is not var (name, kind, content))
            return Results.NotFound();

        // Saved, never shown in the page's own right, whatever is in it.
        page.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(content, kind, name);
    }

    private static async Task<IResult> AssignAsync(string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(form["from"], "yyyy-MM-dd", out var from))
            return await PageAsync(code, page.T("Hãy ghi ngày bắt đầu.", "Say from which day on."), page, data, time, cancellationToken);

        var agency = Text(form["agency"]);
        return await WriteAsync(code, page, data, time, async (session, _) =>
        {
            // Nobody is meant only where nothing is written: a code that is none is refused.
            var id = agency is null ? (Guid?)null : await session.AgencyOfCodeAsync(agency, from, cancellationToken) ?? Guid.Empty;
            await session.AssignAsync(
                new OwnerDraft(Guid.CreateVersion7(), code, Number(form["version"]), id, Text(form["officer"]), from, Text(form["why"])), page.Language.Tag(), cancellationToken);
        }, cancellationToken);
    }

    private static async Task<IResult> NameReportersAsync(string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(form["from"], "yyyy-MM-dd", out var from))
            return await PageAsync(code, page.T("Hãy ghi ngày bắt đầu.", "Say from which day on."), page, data, time, cancellationToken);

        var codes = form["agencies"].ToString().Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return await WriteAsync(code, page, data, time, async (session, _) =>
        {
            var agencies = new List<Guid>();
            foreach (var agency in codes.Distinct(StringComparer.Ordinal))
            {
                // A code that is none is refused, as an agency that is not there.
                agencies.Add(await session.AgencyOfCodeAsync(agency, from, cancellationToken) ?? Guid.Empty);
            }

            await session.NameReportersAsync(
                new ReportersDraft(Guid.CreateVersion7(), code, Number(form["version"]), agencies, from, Text(form["why"])), page.Language.Tag(), cancellationToken);
        }, cancellationToken);
    }

    private static Task<IResult> AnswerAsync(string code, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        WriteAsync(code, page, data, time, (session, today) => session.AnswerAsync(
            new AnswerDraft(Guid.TryParse(form["agency"], out var agency) ? agency : Guid.Empty, DraftOf(code, form)), today, page.Language.Tag(), cancellationToken), cancellationToken);

    // What is refused is told on the page, and what was sent is not lost on the way back: the browser keeps the form.
    private static async Task<IResult> WriteAsync(
        string code, PageContext page, PageData data, TimeProvider time, Func<RegistrySession, DateOnly, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await data.InSessionAsync(page.Caller, async session =>
            {
                await session.ExplainChangesAsync(null, cancellationToken);
                await write(session, VietnamTime.Today(time));
                return true;
            }, cancellationToken);
            return Results.LocalRedirect($"/duties/{Uri.EscapeDataString(code)}");
        }
        catch (DutyNotFoundException)
        {
            return Results.NotFound();
        }
        catch (Exception refused) when (refused is DutyRefusedException or StaleDutyException)
        {
            return await PageAsync(code, refused.Message, page, data, time, cancellationToken);
        }
    }

    private static NoteDraft DraftOf(string code, IFormCollection form) => new(
        Guid.CreateVersion7(), code, Number(form["year"]), Number(form["version"]),
        Enum.GetValues<DutyStage>().FirstOrDefault(stage => SnakeCase.Of(stage) == form["stage"]),
        form["stage"] == SnakeCase.Of(DutyStage.Done) && DateOnly.TryParseExact(form["doneOn"], "yyyy-MM-dd", out var day) ? day : null, form["words"].ToString());

    private static TableSheet Table(PageContext page, IReadOnlyList<FollowedDuty> duties, DateOnly today) => new(
        $"duties-{today:yyyy-MM-dd}",
        page.T($"Nhiệm vụ của các kế hoạch, ngày {LanguageText.Day(today)}", $"Duties of the plans on {LanguageText.Day(today)}"),
        [],
        [
            page.T("Kế hoạch", "Plan"), page.T("Mã", "Code"), page.T("Mục", "Section"), page.T("Nhiệm vụ", "Duty"), page.T("Chủ trì (theo văn bản)", "Lead (as the text names it)"),
            page.T("Cơ quan chịu trách nhiệm", "Agency that answers"), page.T("Năm", "Year"), page.T("Hạn", "Last day"), page.T("Số ngày còn lại", "Days left"),
            page.T("Tình trạng", "Status"), page.T("Ngày hoàn thành", "Done on"), page.T("Số ghi nhận", "Notes"), page.T("Số tài liệu", "Documents"), page.T("Còn trong kế hoạch", "In force"),
        ],
        [.. duties.Select(duty => new object?[]
        {
            duty.PlanCode, duty.Code, duty.Section, page.T(duty.Meaning.Vi, duty.Meaning.En), duty.Lead, duty.Holder is null ? null : DutyWords.Holder(page.Language, duty.Holder),
            duty.Year == 0 ? null : duty.Year, duty.DueOn, duty.DaysLeft(today), DutyWords.Of(page.Language, duty.Status), duty.DoneOn, duty.Version, duty.Evidence, duty.InForce,
        })]);

    private static int Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } kept ? kept : null;
}

/// <summary>Which duties a list is to show.</summary>
/// <param name="Plan">Code of the plan; null for all.</param>
/// <param name="Status">open, overdue, soon, all, or a status as the database writes it.</param>
/// <param name="Agency">Code of the agency that answers, "none" for nobody; null for all.</param>
public sealed record DutyQuestion(string? Plan, string Status, string? Agency)
{
    internal bool Takes(FollowedDuty duty, DateOnly today) =>
        (string.IsNullOrEmpty(Plan) || duty.PlanCode == Plan)
        && (string.IsNullOrEmpty(Agency) || (Agency == "none" ? duty.Holder is null : duty.Holder?.Code == Agency))
        && Status switch
        {
            "all" => true,
            "open" => duty.IsOpen,
            "soon" => duty.IsComingUp(today),
            _ => SnakeCase.Of(duty.Status) == Status,
        };
}
