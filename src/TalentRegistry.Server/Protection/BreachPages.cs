using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentRegistry.Data;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>The register of breaches: administrators keep it, auditors read it. The clock of 72 hours stands on each.</summary>
internal static class BreachPages
{
    private const string Under = "/personal-data/breaches";

    /// <summary>Maps them into the pages of those who answer for personal data.</summary>
    public static void MapBreaches(this IEndpointRouteBuilder personal)
    {
        var breaches = personal.MapGroup("/breaches");
        breaches.MapGet("", ListAsync);
        breaches.MapGet("/{id:guid}", ShowAsync);
        breaches.MapGet("/{id:guid}/notice.txt", NoticeAsync);
        var keeping = breaches.MapGroup("").AddEndpointFilter(async (call, next) =>
            SignedIn.From(call.HttpContext.User) is { Role: Role.Admin } ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));
        keeping.MapGet("/new", (PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
            FormAsync(null, BreachForm.New(time.GetUtcNow()), null, page, data, cancellationToken));
        keeping.MapPost("", EnterAsync);
        keeping.MapGet("/{id:guid}/edit", EditAsync);
        keeping.MapPost("/{id:guid}/edit", ReviseAsync);
    }

    private static async Task<IResult> ListAsync(PageContext page, PageData data, TimeProvider time, string? format, CancellationToken cancellationToken)
    {
        var breaches = await data.InSessionAsync(CallerOf(page), session => session.BreachesAsync(cancellationToken), cancellationToken);
        var now = time.GetUtcNow();
        return format is null ? new RazorComponentResult<BreachesView>(new { Page = page, Breaches = breaches, Now = now }) : Table(page, breaches, now).As(format);
    }

    private static async Task<IResult> ShowAsync(Guid id, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var (breach, fields) = await BreachAsync(id, page, data, cancellationToken);
        return breach is null ? Results.NotFound() : new RazorComponentResult<BreachView>(new { Page = page, Data = breach, Fields = fields, Now = time.GetUtcNow() });
    }

    private static async Task<IResult> NoticeAsync(Guid id, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var (breach, fields) = await BreachAsync(id, page, data, cancellationToken);
        if (breach is null)
            return Results.NotFound();

        var text = BreachNotice.Of(page, breach, fields, time.GetUtcNow());
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/plain; charset=utf-8", $"thong-bao-vi-pham-{breach.Facts.FoundAt:yyyyMMdd}.txt");
    }

    private static async Task<IResult> FormAsync(
        Guid? id, BreachForm form, string? fault, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var fields = await data.InSessionAsync(CallerOf(page), session => session.PersonalFieldsAsync(cancellationToken), cancellationToken);
        return new RazorComponentResult<BreachFormView>(new { Page = page, Id = id, Form = form, Fields = fields, Fault = fault })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static async Task<IResult> EnterAsync(IFormCollection sent, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = BreachForm.From(sent);
        var (facts, fault) = await ReadAsync(form, page, data, time, cancellationToken);
        if (facts is null)
            return await FormAsync(null, form, fault, page, data, cancellationToken);

        var id = await data.InSessionAsync(CallerOf(page), session => session.EnterBreachAsync(facts, cancellationToken), cancellationToken);
        return Results.LocalRedirect($"{Under}/{id}");
    }

    private static async Task<IResult> EditAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.InSessionAsync(CallerOf(page), session => session.BreachAsync(id, cancellationToken), cancellationToken) is { } breach
            ? await FormAsync(id, BreachForm.Of(breach), null, page, data, cancellationToken)
            : Results.NotFound();

    private static async Task<IResult> ReviseAsync(Guid id, IFormCollection sent, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = BreachForm.From(sent);
        var (facts, fault) = await ReadAsync(form, page, data, time, cancellationToken);
        if (facts is not null)
        {
            var version = int.TryParse(form["version"], CultureInfo.InvariantCulture, out var read) ? read : 0;
            if (await data.InSessionAsync(CallerOf(page), session => session.ReviseBreachAsync(id, version, facts, cancellationToken), cancellationToken))
                return Results.LocalRedirect($"{Under}/{id}");
            fault = page.T("Người khác đã sửa mục này: hãy mở lại.", "Somebody else has changed this entry: open it again.");
        }

        return await FormAsync(id, form, fault, page, data, cancellationToken);
    }

    private static async Task<(BreachFacts? Facts, string? Fault)> ReadAsync(BreachForm form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var fields = await data.InSessionAsync(CallerOf(page), session => session.PersonalFieldsAsync(cancellationToken), cancellationToken);
        return form.Read(page, fields.Select(BreachNotice.Key).ToHashSet(StringComparer.Ordinal), time.GetUtcNow());
    }

    private static Task<(Breach? Breach, IReadOnlyList<PersonalField> Fields)> BreachAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken) =>
        data.InSessionAsync(CallerOf(page), async session => (await session.BreachAsync(id, cancellationToken), await session.PersonalFieldsAsync(cancellationToken)), cancellationToken);

    private static TableSheet Table(PageContext page, IReadOnlyList<Breach> breaches, DateTimeOffset now) => new(
        "breaches", page.T("Sổ theo dõi vi phạm bảo vệ dữ liệu cá nhân", "Register of breaches of the protection of personal data"), [],
        [
            page.T("Phát hiện lúc", "Found at"), page.T("Xảy ra lúc", "Happened at"), page.T("Điều đã xảy ra", "What happened"), page.T("Số người", "People"), page.T("Của ai", "Whose"),
            page.T("Dữ liệu", "Data"), page.T("Hậu quả", "Consequence"), page.T("Biện pháp", "Measures"), page.T("Hạn thông báo", "Authority to be told by"), page.T("Thông báo lúc", "Told at"),
            page.T("Văn bản", "Letter"), page.T("Quá 72 giờ", "Over 72 hours"),
        ],
        [.. breaches.Select(breach => new object?[]
        {
            PersonHistory.Moment(breach.Facts.FoundAt), Moment(breach.Facts.HappenedAt), breach.Facts.What, breach.Facts.People, breach.Facts.Whose, string.Join(", ", breach.Facts.Fields),
            breach.Facts.Consequence, breach.Facts.Measures, PersonHistory.Moment(breach.NotifyBy), Moment(breach.Facts.NotifiedAt), breach.Facts.Notice, breach.IsLate(now),
        })]);

    private static string? Moment(DateTimeOffset? moment) => moment is { } at ? PersonHistory.Moment(at) : null;

    private static Data.Access.Caller CallerOf(PageContext page) => page.Caller with { Door = $"page {Under}" };
}
