using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>The page of people who see their own record: all of it, who read it, what they have asked, and a copy to take away.</summary>
internal static class OwnRecordPages
{
    private const int MostChanges = 10_000;

    public static void MapOwnRecord(this IEndpointRouteBuilder pages)
    {
        var own = pages.MapGroup("/me").AddEndpointFilter(async (call, next) =>
            SignedIn.From(call.HttpContext.User) is { Role: Role.Person } ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));
        own.MapGet("", ShowAsync);
        own.MapGet("/data.zip", (PageContext page, PageData data, [FromServices] CitizenIdReveals reveals, [FromServices] RegistryDatabase database, TimeProvider time, CancellationToken cancellationToken) =>
            OfOwnAsync(page, data, person => FileAsync(person, null, page, data, reveals, database, time, cancellationToken), cancellationToken));
        own.MapGet("/requests/new", (PageContext page, PageData data, string? kind, string? record, Guid? id, CancellationToken cancellationToken) =>
            OfOwnAsync(page, data, person => RequestPages.FormAsync(person, RequestForm.KindOf(kind), record, id, null, page, data, cancellationToken), cancellationToken));
        own.MapPost("/requests", (IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
            OfOwnAsync(page, data, person => RequestPages.RaiseAsync(person, form, VietnamTime.Today(time), "/me/requests", page, data, cancellationToken), cancellationToken));
        own.MapGet("/requests/{id:guid}", RequestAsync);
        own.MapPost("/requests/{id:guid}/take-back", TakeBackAsync);
        pages.MapGet("/people/{id:guid}/data.zip", (Guid id, Guid? request, PageContext page, PageData data, [FromServices] CitizenIdReveals reveals, [FromServices] RegistryDatabase database, TimeProvider time, CancellationToken cancellationToken) =>
            page.Reader!.Role == Role.Hr ? FileAsync(id, request, page, data, reveals, database, time, cancellationToken) : Task.FromResult(Results.StatusCode(StatusCodes.Status403Forbidden)));
    }

    private static async Task<IResult> OfOwnAsync(PageContext page, PageData data, Func<Guid, Task<IResult>> answer, CancellationToken cancellationToken) =>
        await data.OwnPersonAsync(CallerOf(page), cancellationToken) is { } person
            ? await answer(person)
            : new RazorComponentResult<NoOwnRecordView>(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Task<IResult> ShowAsync(
        PageContext page, PageData data, TimeProvider time, [FromQuery(Name = "page")] int? number, string? table, string? format, [FromServices] CitizenIdReveals reveals,
        CancellationToken cancellationToken) => OfOwnAsync(page, data, async person =>
    {
        var caller = CallerOf(page);
        var (offset, limit) = format is null ? ((Math.Clamp(number ?? 1, 1, 100_000) - 1) * PersonHistory.PageSize, PersonHistory.PageSize) : (0, MostChanges);
        if (await data.PersonAsync(person, offset, limit, caller, null, cancellationToken) is not { } record)
            return new RazorComponentResult<NoOwnRecordView>(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

        var mine = new MyRecord(
            record, await reveals.MaskedAsync(person, caller, cancellationToken),
            await data.InSessionAsync(caller, session => session.RequestsAsync(false, person, cancellationToken), cancellationToken),
            await data.InSessionAsync(caller, session => session.ReadsOfAsync(person, cancellationToken), cancellationToken),
            await data.RestrictionOfAsync(person, caller, cancellationToken));
        var today = VietnamTime.Today(time);
        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<MeView>(new { Page = page, Data = mine, Today = today }),
            (_, "career") => PageTables.Career(page, record, today).As(format),
            (_, "degrees") => PageTables.Degrees(page, record).As(format),
            (_, "records") => PageTables.Records(page, record).As(format),
            (_, "history") => PageTables.History(page, record).As(format),
            (_, "reads") => DataFile.Reads(page, mine.Reads).As(format),
            (_, "requests") => RequestPages.Table(page, mine.Requests, today).As(format),
            _ => Results.NotFound(),
        };
    }, cancellationToken);

    private static async Task<IResult> RequestAsync(Guid id, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        await data.RequestAsync(id, CallerOf(page), cancellationToken) is { } request
            ? new RazorComponentResult<RequestView>(new { Page = page, Data = request, Today = VietnamTime.Today(time) })
            : RequestPages.Missing(page);

    private static async Task<IResult> TakeBackAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        await data.InSessionAsync(CallerOf(page), session => session.TakeBackAsync(id, cancellationToken), cancellationToken);
        return Results.LocalRedirect($"/me/requests/{id}");
    }

    // For the person, or for the officer who answers their request: the same file, and on record before it is sent. Of somebody who is restricted
    // the officer has it through the request alone.
    private static async Task<IResult> FileAsync(
        Guid person, Guid? request, PageContext page, PageData data, CitizenIdReveals reveals, RegistryDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        var isOwn = page.Reader!.Role == Role.Person;
        var caller = page.Caller with
        {
            Door = isOwn ? "page /me/data.zip" : "page /people/{id}/data.zip",
            Purpose = isOwn ? page.T("Nhận bản sao dữ liệu của chính mình", "A copy of the own data") : page.T("Xuất dữ liệu của một người theo yêu cầu", "One person's data, on their request"),
        };
        if (await data.PersonAsync(person, 0, MostChanges, caller, request, cancellationToken) is not { } record)
            return RequestPages.Missing(page);

        var (content, number, requests, reads) = await data.InSessionAsync(caller, async session =>
        {
            if (request is { } handled)
                await session.HandleRequestAsync(handled, cancellationToken);
            return (
                await session.EverythingOfAsync(person, cancellationToken),
                await reveals.ReadAsync(session, person, cancellationToken),
                await session.RequestsAsync(false, person, cancellationToken),
                await session.ReadsOfAsync(person, cancellationToken));
        }, cancellationToken);
        await new AuditLog(database).WriteAsync(
            new AuditEvent(AuditKind.Export, caller.AccountId, caller.Door, page.Http.Connection.RemoteIpAddress?.ToString(), "person " + person), cancellationToken);
        var file = await DataFile.MakeAsync(page, record, content, number?.ToString(), requests, reads, VietnamTime.Today(time), cancellationToken);
        return Results.File(file, "application/zip", $"data-{person.ToString()[..8]}.zip");
    }

    private static Caller CallerOf(PageContext page) => page.Caller with { Door = "page /me", Purpose = page.T("Xem hồ sơ của chính mình", "Looking at the own record") };
}
