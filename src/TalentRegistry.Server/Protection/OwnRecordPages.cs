using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>The page of people who see their own record: all of it, who read it, what they have asked, and a copy to take away.</summary>
internal static class OwnRecordPages
{
    private const int MostChanges = 10_000;

    private static readonly Dictionary<string, PersonParts> Parts = new(StringComparer.Ordinal)
    {
        ["career"] = PersonParts.Postings | PersonParts.Degrees | PersonParts.Records, ["degrees"] = PersonParts.Degrees, ["records"] = PersonParts.Records,
        // What was changed is named as it reads today.
        ["history"] = PersonParts.All,
    };

    public static void MapOwnRecord(this IEndpointRouteBuilder pages)
    {
        var own = pages.MapGroupFor("/me", Role.Person);
        own.MapGet("", ShowAsync);
        own.MapGet("/data.zip", (PageContext page, PageData data, [FromServices] CitizenIdReveals reveals, [FromServices] AuditTrail trail, TimeProvider time, CancellationToken cancellationToken) =>
            FileAsync(null, null, page, data, reveals, trail, time, cancellationToken));
        own.MapGet("/requests/new", (PageContext page, PageData data, string? kind, string? record, Guid? id, CancellationToken cancellationToken) =>
            OfOwnAsync(page, data, person => RequestPages.FormAsync(person, RequestForm.KindOf(kind), record, id, null, page, data, cancellationToken), cancellationToken));
        own.MapPost("/requests", (IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
            OfOwnAsync(page, data, person => RequestPages.RaiseAsync(person, form, VietnamTime.Today(time), "/me/requests", page, data, cancellationToken), cancellationToken));
        own.MapGet("/requests/{id:guid}", RequestAsync);
        own.MapPost("/requests/{id:guid}/take-back", TakeBackAsync);
        pages.MapGroupFor("/people", Role.Hr).MapGet("/{id:guid}/data.zip", (Guid id, Guid? request, PageContext page, PageData data, [FromServices] CitizenIdReveals reveals, [FromServices] AuditTrail trail, TimeProvider time, CancellationToken cancellationToken) =>
            FileAsync(id, request, page, data, reveals, trail, time, cancellationToken));
    }

    private static async Task<IResult> OfOwnAsync(PageContext page, PageData data, Func<Guid, Task<IResult>> answer, CancellationToken cancellationToken) =>
        await data.OwnPersonAsync(CallerOf(page), cancellationToken) is { } person ? await answer(person) : NoRecord(page);

    // One transaction reads all that is shown: the log of reads in it tells of this read too.
    private static Task<IResult> ShowAsync(
        PageContext page, PageData data, TimeProvider time, [FromQuery(Name = "page")] int? number, string? table, string? format, [FromServices] CitizenIdReveals reveals,
        CancellationToken cancellationToken) => data.InSessionAsync<IResult>(CallerOf(page), async session =>
    {
        var today = VietnamTime.Today(time);
        if (await session.OwnPersonAsync(cancellationToken) is not { } person)
            return NoRecord(page);
        if (format is not null)
            return await TableAsync(session, person, table, page, today, cancellationToken) is { } sheet ? sheet.As(format) : Results.NotFound();

        var offset = (Math.Clamp(number ?? 1, 1, 100_000) - 1) * PersonHistory.PageSize;
        if (await PageData.PersonAsync(session, person, PersonParts.All, offset, PersonHistory.PageSize, cancellationToken) is not { } record)
            return NoRecord(page);

        var mine = new MyRecord(
            record, (await reveals.ReadAsync(session, person, cancellationToken))?.Masked, await session.RequestsAsync(false, person, cancellationToken), await session.ReadsOfAsync(person, cancellationToken),
            await session.RestrictionOfAsync(person, cancellationToken));
        return new RazorComponentResult<MeView>(new { Page = page, Data = mine, Today = today });
    }, cancellationToken);

    // No more is read than the table shows; that it was is logged all the same.
    private static async Task<TableSheet?> TableAsync(
        RegistrySession session, Guid person, string? table, PageContext page, DateOnly today, CancellationToken cancellationToken)
    {
        switch (table)
        {
            case "reads":
                await session.LogReadAsync([person], cancellationToken);
                return DataFile.Reads(page, await session.ReadsOfAsync(person, cancellationToken));
            case "requests":
                await session.LogReadAsync([person], cancellationToken);
                return RequestPages.Table(page, await session.RequestsAsync(false, person, cancellationToken), today);
            default:
                return Parts.TryGetValue(table ?? "", out var parts)
                    && await PageData.PersonAsync(session, person, parts, 0, MostChanges, cancellationToken) is { } record
                        ? Sheet(table!, page, record, today)
                        : null;
        }
    }

    private static TableSheet Sheet(string table, PageContext page, PersonPage record, DateOnly today) => table switch
    {
        "career" => PageTables.Career(page, record, today),
        "degrees" => PageTables.Degrees(page, record),
        "records" => PageTables.Records(page, record),
        _ => PageTables.History(page, record),
    };

    private static async Task<IResult> RequestAsync(
        Guid id, string? table, string? format, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        format is not null ? await RequestPages.StepsAsync(id, table, format, page, data, cancellationToken)
        : await data.RequestAsync(id, CallerOf(page), cancellationToken) is { } request
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
        Guid? asked, Guid? request, PageContext page, PageData data, CitizenIdReveals reveals, AuditTrail trail, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = page.Caller with
        {
            Door = AuditTrail.DoorOf(page.Http),
            Purpose = asked is null ? page.T("Nhận bản sao dữ liệu của chính mình", "A copy of the own data") : page.T("Xuất dữ liệu của một người theo yêu cầu", "One person's data, on their request"),
        };
        var (person, file) = await data.InSessionAsync<(Guid Person, byte[]? File)>(caller, async session =>
        {
            if (request is { } handled)
                await session.HandleRequestAsync(handled, cancellationToken);
            if ((asked ?? await session.OwnPersonAsync(cancellationToken)) is not { } whose
                || await PageData.PersonAsync(session, whose, PersonParts.All, 0, MostChanges, cancellationToken) is not { } record)
                return (Guid.Empty, null);

            var content = await session.EverythingOfAsync(whose, cancellationToken);
            var number = await reveals.ReadAsync(session, whose, cancellationToken);
            return (whose, await DataFile.MakeAsync(
                page, record, content, number?.ToString(), await session.RequestsAsync(false, whose, cancellationToken), await session.ReadsOfAsync(whose, cancellationToken),
                VietnamTime.Today(time), cancellationToken));
        }, cancellationToken);
        if (file is null)
            return asked is null ? NoRecord(page) : RequestPages.Missing(page);

        await trail.ExportedAsync(page.Http, $"person {person}", DataFile.Tables, "zip", rows: 1, whole: true);
        return Results.File(file, "application/zip", $"data-{person.ToString()[..8]}.zip");
    }

    private static RazorComponentResult<NoOwnRecordView> NoRecord(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Caller CallerOf(PageContext page) => page.Caller with { Door = "page /me", Purpose = page.T("Xem hồ sơ của chính mình", "Looking at the own record") };
}
