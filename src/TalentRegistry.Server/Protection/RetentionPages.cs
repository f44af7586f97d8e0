using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.CommandLine;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>What is kept past its term: how much, in numbers alone, and its erasure by the administrator.</summary>
internal static class RetentionPages
{
    private const string Door = "page /personal-data/retention";

    /// <summary>Maps them into the pages of those who answer for personal data.</summary>
    public static void MapRetention(this IEndpointRouteBuilder personal)
    {
        personal.MapGet("/retention", (PageContext page, PageData data, TimeProvider time, string? table, string? format, CancellationToken cancellationToken) =>
            ShowAsync(page, data, time, table, format, null, null, cancellationToken));
        personal.MapPost("/retention", EraseAsync);
    }

    private static async Task<IResult> ShowAsync(
        PageContext page, PageData data, TimeProvider time, string? table, string? format, ErasedRecords? done, string? fault, CancellationToken cancellationToken)
    {
        var caller = page.Caller with { Door = Door };
        var today = VietnamTime.Today(time);
        var (years, due) = await data.InSessionAsync(caller, session => session.DueForErasureAsync(today, cancellationToken), cancellationToken);
        var past = await data.InSessionAsync(caller, session => session.ErasuresAsync(cancellationToken), cancellationToken);
        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<RetentionView>(new { Page = page, Years = years, Due = due, Past = past, Done = done, Fault = fault })
            {
                StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
            },
            (_, "due") => new TableSheet(
                $"retention-{today:yyyy-MM-dd}", page.T("Hồ sơ đã quá thời hạn giữ", "Records past their retention"), [],
                [page.T("Năm mất hoặc ra khỏi sổ", "Year of death or removal"), page.T("Đã mất", "Deceased"), page.T("Đã ra khỏi sổ", "Taken out")],
                [.. due.Select(year => new object?[] { year.Year, year.Deceased, year.Removed })]).As(format),
            (_, "erasures") => new TableSheet(
                "erasures", page.T("Các lần xóa", "Erasures"), [],
                [page.T("Lúc", "When"), page.T("Tài khoản", "Account"), page.T("Số năm giữ", "Years kept"), page.T("Đã mất", "Deceased"), page.T("Đã ra khỏi sổ", "Taken out"), page.T("Mục lịch sử", "Entries of the history")],
                [.. past.Select(each => new object?[] { PersonHistory.Moment(each.At), each.By, each.Years, each.Erased.Deceased, each.Erased.Removed, each.Erased.Changes })]).As(format),
            _ => Results.NotFound(),
        };
    }

    // What is erased is what the page has told: where more has become due meanwhile, it is told anew first.
    private static async Task<IResult> EraseAsync(
        IFormCollection form, PageContext page, PageData data, TimeProvider time, [FromServices] RegistryDatabase database, CancellationToken cancellationToken)
    {
        if (page.Reader!.Role != Role.Admin)
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        var today = VietnamTime.Today(time);
        var (_, due) = await data.InSessionAsync(page.Caller with { Door = Door }, session => session.DueForErasureAsync(today, cancellationToken), cancellationToken);
        var people = due.Sum(year => year.Deceased + year.Removed);
        if (form["confirm"] != "yes" || !long.TryParse(form["people"], CultureInfo.InvariantCulture, out var told) || told != people || people == 0)
            return await ShowAsync(page, data, time, null, null, null, page.T("Chưa xóa gì: hãy xem lại số hồ sơ và xác nhận.", "Nothing was erased: look at the numbers again and confirm."), cancellationToken);

        // Once begun it is not for a browser that goes away to break off.
        var done = await Retention.EraseAsync(database, today, page.Reader.AccountId, Door, CancellationToken.None);
        await new AuditLog(database).WriteAsync(
            new AuditEvent(AuditKind.Configuration, page.Reader.AccountId, Door, page.Http.Connection.RemoteIpAddress?.ToString(), "retention", RetentionCommand.Told(done)), CancellationToken.None);
        return await ShowAsync(page, data, time, null, null, done, null, cancellationToken);
    }
}
