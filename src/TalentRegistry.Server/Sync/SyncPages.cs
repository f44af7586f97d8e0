using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Sync;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Sync;

/// <summary>
/// The pages of the clock of Decree 27/2026/ND-CP: what is to be passed on by agency, packages that are signed off, and what went. No interface of the national database is
/// known, so that an officer carries the file over and says so.
/// </summary>
internal static class SyncPages
{
    private const int LongestNote = 500;

    public static void MapSync(this IEndpointRouteBuilder pages)
    {
        Only(pages.MapGroup("/sync"), Role.Hr, Role.Planner, Role.Leader, Role.Admin).MapGet("", ClockAsync);
        var officers = Only(pages.MapGroup("/sync"), Role.Hr);
        officers.MapGet("/sign", DraftAsync);
        officers.MapPost("/packages", SignAsync);
        officers.MapGet("/packages/{id:guid}", (Guid id, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
            PackageAsync(id, null, page, data, time, cancellationToken));
        officers.MapGet("/packages/{id:guid}/file.csv", FileAsync);
        officers.MapPost("/packages/{id:guid}/sent", SentAsync);
        Only(pages.MapGroup("/sync"), Role.Admin).MapPost("/setting", SetAsync);
    }

    private static RouteGroupBuilder Only(RouteGroupBuilder pages, params Role[] roles) => pages.AddEndpointFilter(async (call, next) =>
        SignedIn.From(call.HttpContext.User) is { } reader && roles.Contains(reader.Role) ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));

    private static async Task<IResult> ClockAsync(PageContext page, PageData data, TimeProvider time, string? table, string? format, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(time);
        var (clock, term, packages) = await data.InSessionAsync(CallerOf(page), async session => (
            await session.SyncClockAsync(today, cancellationToken), await session.SyncTermAsync(cancellationToken),
            session.Role == Role.Hr ? await session.PackagesAsync(cancellationToken) : []), cancellationToken);
        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<SyncView>(new { Page = page, Clock = clock, Term = term, Packages = packages, Today = today }),
            (_, "packages") => PackageTable(page, packages, today).As(format),
            _ => ClockTable(page, clock, today).As(format),
        };
    }

    private static Task<IResult> DraftAsync(Guid agency, PageContext page, PageData data, CancellationToken cancellationToken) => ShowDraftAsync(agency, false, page, data, cancellationToken);

    private static async Task<IResult> ShowDraftAsync(Guid agency, bool changed, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var draft = await data.InSessionAsync(CallerOf(page), async session =>
        {
            var found = await session.DraftPackageAsync(agency, cancellationToken);
            await session.LogReadAsync(found is null ? [] : [.. found.People.Select(person => person.Id)], cancellationToken);
            return found;
        }, cancellationToken);
        return draft is null
            ? Results.NotFound()
            : new RazorComponentResult<SyncDraftView>(new { Page = page, Draft = draft, Changed = changed })
            {
                StatusCode = changed ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
            };
    }

    private static async Task<IResult> SignAsync(IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form["agency"], out var agency))
            return Results.BadRequest();

        var package = await data.InSessionAsync(CallerOf(page), session => session.SignAsync(agency, form["digest"].ToString(), cancellationToken), cancellationToken);
        return package is { } id ? Results.LocalRedirect($"/sync/packages/{id}") : await ShowDraftAsync(agency, true, page, data, cancellationToken);
    }

    private static async Task<IResult> PackageAsync(Guid id, string? fault, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = await data.InSessionAsync(CallerOf(page), async session =>
        {
            var package = await session.PackageAsync(id, cancellationToken);
            await session.LogReadAsync(package is null ? [] : [.. package.Value.People.Where(person => person.Name is not null).Select(person => person.Id)], cancellationToken);
            return package;
        }, cancellationToken);
        return found is not var (package, people)
            ? Results.NotFound()
            : new RazorComponentResult<SyncPackageView>(new { Page = page, Package = package, People = people, Today = VietnamTime.Today(time), Fault = fault })
            {
                StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            };
    }

    // Told to the auditor before it leaves, as every file; the people in it are noted as read.
    private static async Task<IResult> FileAsync(Guid id, PageContext page, PageData data, [Microsoft.AspNetCore.Mvc.FromServices] AuditTrail audit, CancellationToken cancellationToken)
    {
        var (content, people) = await data.InSessionAsync(CallerOf(page), async session =>
        {
            var found = await session.PackageAsync(id, cancellationToken);
            await session.LogReadAsync(found is null ? [] : [.. found.Value.People.Select(person => person.Id)], cancellationToken);
            return (await session.PackageContentAsync(id, cancellationToken), found?.Package.People ?? 0);
        }, cancellationToken);
        if (content is null)
            return Results.NotFound();

        await audit.ExportedAsync(page.Http, $"sync-{id}", SyncSigning.KnownFields, "csv", people, true);
        return Results.File(content, "text/csv; charset=utf-8", $"sync-{id}.csv");
    }

    private static async Task<IResult> SentAsync(Guid id, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var note = form["note"].ToString().Trim();
        if (!DateOnly.TryParseExact(form["sentOn"], "yyyy-MM-dd", out var day) || day > VietnamTime.Today(time) || note.Length > LongestNote)
            return await PackageAsync(id, page.T("Ngày gửi không thể ở tương lai; ghi chú không quá 500 ký tự.", "The day is not in the future; a note has 500 characters at most."), page, data, time, cancellationToken);

        await data.InSessionAsync(CallerOf(page), session => session.NoteSentAsync(id, day, note.Length == 0 ? null : note, cancellationToken), cancellationToken);
        return Results.LocalRedirect($"/sync/packages/{id}");
    }

    private static async Task<IResult> SetAsync(
        IFormCollection form, PageContext page, PageData data, [Microsoft.AspNetCore.Mvc.FromServices] AuditTrail audit, CancellationToken cancellationToken)
    {
        if (!int.TryParse(form["days"], CultureInfo.InvariantCulture, out var days) || days is < 1 or > 10)
            return Results.BadRequest();

        await data.InSessionAsync(CallerOf(page), async session =>
        {
            await session.SetSyncTermAsync(days, cancellationToken);
            return true;
        }, cancellationToken);
        await audit.ConfiguredAsync(page.Http, "sync term", new Dictionary<string, string> { ["working days"] = $"{days}" });
        return Results.LocalRedirect("/sync");
    }

    private static TableSheet ClockTable(PageContext page, IReadOnlyList<SyncClockOfAgency> clock, DateOnly today) => new(
        $"sync-{today:yyyy-MM-dd}",
        page.T($"Thay đổi chưa đồng bộ, ngày {LanguageText.Day(today)}", $"Changes not passed on, {LanguageText.Day(today)}"),
        [],
        [
            page.T("Mã", "Code"), page.T("Cơ quan", "Agency"), page.T("Số người", "People"), page.T("Đã ký, chưa gửi", "Signed, not sent"), page.T("Quá hạn", "Late"),
            page.T("Số thay đổi", "Changes"), page.T("Thay đổi cũ nhất", "Oldest change"), page.T("Hạn", "Last day"),
        ],
        [.. clock.Select(agency => new object?[]
        {
            agency.AgencyCode, agency.AgencyName, agency.People, agency.Signed, agency.Late, agency.Changes, agency.OldestChange, agency.DueOn,
        })]);

    private static TableSheet PackageTable(PageContext page, IReadOnlyList<SyncPackage> packages, DateOnly today) => new(
        $"sync-packages-{today:yyyy-MM-dd}",
        page.T("Các gói đã ký", "Packages that were signed"),
        [],
        [
            page.T("Ký lúc", "Signed at"), page.T("Người ký", "Signed by"), page.T("Cơ quan", "Agency"), page.T("Số người", "People"), page.T("Số thay đổi", "Changes"), "SHA-256",
            page.T("Ngày gửi", "Sent on"), page.T("Người gửi", "Sent by"),
        ],
        [.. packages.Select(package => new object?[]
        {
            PersonHistory.Moment(package.SignedAt), package.SignedBy, package.AgencyName, package.People, package.Changes, package.Digest, package.SentOn, package.SentBy,
        })]);

    private static Caller CallerOf(PageContext page) => page.Caller with
    {
        Door = "page /sync",
        Purpose = page.T("Đồng bộ dữ liệu cán bộ, công chức, viên chức", "Passing on data of state staff"),
    };
}
