using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>What is kept of people and why, and the impact assessment made from it: for those who answer for it and may see no person.</summary>
internal static class PersonalDataPages
{
    private const int LongestName = 200;

    public static void MapPersonalData(this IEndpointRouteBuilder pages)
    {
        var personal = pages.MapGroupFor("/personal-data", Role.Admin, Role.Auditor);
        personal.MapGet("", FieldsAsync);
        personal.MapGet("/assessment", AssessmentAsync);
        personal.MapGet("/holidays", HolidaysAsync);
        personal.MapPost("/holidays", ChangeHolidaysAsync);
        personal.MapRetention();
        personal.MapBreaches();
    }

    private static async Task<IResult> FieldsAsync(PageContext page, PageData data, string? format, CancellationToken cancellationToken)
    {
        var fields = await data.InSessionAsync(CallerOf(page), session => session.PersonalFieldsAsync(cancellationToken), cancellationToken);
        return format is null ? new RazorComponentResult<PersonalDataView>(new { Page = page, Fields = fields }) : Table(page, fields).As(format);
    }

    private static async Task<IResult> AssessmentAsync(PageContext page, PageData data, TimeProvider time, [FromServices] RegistryDatabase database, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(time);
        return new RazorComponentResult<AssessmentView>(new
        {
            Page = page,
            Today = today,
            LeastTold = database.LeastTold,
            Data = await data.InSessionAsync(CallerOf(page), session => session.AssessAsync(today, cancellationToken), cancellationToken),
        });
    }

    private static async Task<IResult> HolidaysAsync(PageContext page, PageData data, string? format, CancellationToken cancellationToken)
    {
        var days = await data.InSessionAsync(CallerOf(page), session => session.HolidaysAsync(cancellationToken), cancellationToken);
        return format is null
            ? new RazorComponentResult<HolidaysView>(new { Page = page, Days = days })
            : new TableSheet(
                "holidays", page.T("Ngày nghỉ", "Days off"), [], [page.T("Ngày", "Day"), page.T("Tên", "Name"), page.T("Nguồn", "Source")],
                [.. days.Select(day => new object?[] { day.Day, day.Name, day.Source })]).As(format);
    }

    private static async Task<IResult> ChangeHolidaysAsync(
        IFormCollection form, PageContext page, PageData data, [FromServices] RegistryDatabase database, CancellationToken cancellationToken)
    {
        if (page.Reader!.Role != Role.Admin)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var (name, source) = (form["name"].ToString().Trim(), form["source"].ToString().Trim());
        var removes = form["remove"] == "yes";
        if (!DateOnly.TryParseExact(form["day"], "yyyy-MM-dd", out var day) || (!removes && (name.Length is 0 or > LongestName || source.Length is 0 or > LongestName)))
            return Results.BadRequest();

        var changed = await data.InSessionAsync(CallerOf(page), session => removes
            ? session.RemoveHolidayAsync(day, cancellationToken)
            : session.AddHolidayAsync(new Holiday(day, name, source), cancellationToken), cancellationToken);
        if (changed)
        {
            await new AuditLog(database).WriteAsync(new AuditEvent(
                AuditKind.Configuration, page.Reader.AccountId, "page /personal-data/holidays", page.Http.Connection.RemoteIpAddress?.ToString(), $"holiday {day:yyyy-MM-dd}",
                new Dictionary<string, string> { ["change"] = removes ? "removed" : "added" }), cancellationToken);
        }

        return Results.LocalRedirect("/personal-data/holidays");
    }

    public static string Class(PageContext page, string name) => name switch
    {
        "basic" => page.T("cơ bản", "basic"),
        "sensitive" => page.T("nhạy cảm", "sensitive"),
        _ => page.T("khác", "other"),
    };

    private static TableSheet Table(PageContext page, IReadOnlyList<PersonalField> fields) => new(
        "personal-data", page.T("Dữ liệu cá nhân trong sổ", "Personal data in the registry"), [],
        [
            page.T("Bảng", "Table"), page.T("Trường", "Field"), page.T("Nghĩa", "Meaning"), page.T("Loại (Nghị định 356/2025)", "Class (Decree 356/2025)"), page.T("Mục đích", "Purpose"),
            page.T("Căn cứ", "Legal basis"), page.T("Số năm giữ sau khi mất hoặc ra khỏi sổ", "Years kept after death or removal"), page.T("Vai trò được xem", "Roles that may see it"),
        ],
        [.. fields.Select(field => new object?[]
        {
            field.Relation, field.Field, page.T(field.MeaningVi, field.MeaningEn), Class(page, field.Class), page.T(field.PurposeVi, field.PurposeEn), page.T(field.BasisVi, field.BasisEn),
            field.YearsAfter, string.Join(", ", field.Readers.Select(role => RecordWords.Role(page.Language, role))),
        })]);

    private static Caller CallerOf(PageContext page) => page.Caller with { Door = "page /personal-data" };
}
