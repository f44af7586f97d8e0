using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Protection;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Protection;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Protection;

/// <summary>The pages on which officers see what people ask about their data, by when it is due, and decide.</summary>
internal static class RequestPages
{
    private const int LongestDecision = 2000;
    private const int LongestReason = 500;

    public static void MapRequests(this IEndpointRouteBuilder pages)
    {
        var requests = pages.MapGroupFor("/requests", Role.Hr);
        requests.MapGet("", ListAsync);
        requests.MapGet("/new", (PageContext page, PageData data, Guid person, string? kind, string? record, Guid? id, CancellationToken cancellationToken) =>
            FormAsync(person, RequestForm.KindOf(kind), record, id, null, page, data, cancellationToken));
        requests.MapPost("", EnterAsync);
        requests.MapGet("/{id:guid}", (Guid id, string? table, string? format, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
            format is null ? PageAsync(id, null, page, data, time, cancellationToken) : StepsAsync(id, table, format, page, data, cancellationToken));
        requests.MapPost("/{id:guid}/reply", ReplyAsync);
        requests.MapPost("/{id:guid}/extend", ExtendAsync);
        requests.MapPost("/{id:guid}/decide", DecideAsync);
        requests.MapPost("/{id:guid}/lift", LiftAsync);
    }

    private static async Task<IResult> ListAsync(
        PageContext page, PageData data, TimeProvider time, string? state, Guid? person, string? format, CancellationToken cancellationToken)
    {
        var requests = await data.RequestsAsync(state != "all", person, CallerOf(page), cancellationToken);
        var today = VietnamTime.Today(time);
        return format is null
            ? new RazorComponentResult<RequestsView>(new { Page = page, Requests = requests, Today = today, All = state == "all", Person = person })
            : Table(page, requests, today).As(format);
    }

    /// <summary>The form for a request; also for people themselves, about their own data.</summary>
    internal static async Task<IResult> FormAsync(
        Guid person, RequestKind kind, string? record, Guid? id, string? fault, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var caller = CallerOf(page);
        if (await data.NameOfAsync(person, caller, cancellationToken) is not { } name)
            return Missing(page);

        var values = kind == RequestKind.Correction && record is not null && id is { } key
            ? await data.ValuesAsync(person, record, key, caller, cancellationToken)
            : null;
        var draft = new RequestDraft(person, name, kind, values is null ? null : record, values is null ? null : id, values ?? new Dictionary<string, string?>(), fault);
        return new RazorComponentResult<RequestFormView>(new { Page = page, Draft = draft })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static async Task<IResult> EnterAsync(
        IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form["person"], out var person))
            return Results.BadRequest();
        var today = VietnamTime.Today(time);
        var received = DateOnly.TryParseExact(form["received"], "yyyy-MM-dd", out var day) && day <= today && day > today.AddYears(-1) ? day : today;
        return await RaiseAsync(person, form, received, "/requests", page, data, cancellationToken);
    }

    /// <summary>Enters what a form asks and leads to it.</summary>
    internal static async Task<IResult> RaiseAsync(
        Guid person, IFormCollection form, DateOnly received, string under, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var (read, fault) = RequestForm.Read(form, page);
        if (read is null)
            return await FormAsync(person, RequestForm.KindOf(form["kind"]), form["record"], Guid.TryParse(form["id"], out var id) ? id : null, fault, page, data, cancellationToken);
        if (await data.NameOfAsync(person, CallerOf(page), cancellationToken) is null)
            return Missing(page);

        var request = await data.InSessionAsync(CallerOf(page), session =>
            session.RaiseRequestAsync(person, read.Kind, read.Words, read.Correction, received, cancellationToken), cancellationToken);
        return Results.LocalRedirect($"{under}/{request}");
    }

    private static async Task<IResult> PageAsync(
        Guid id, DecisionFault? fault, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        await data.RequestAsync(id, CallerOf(page), cancellationToken) is { } request
            ? new RazorComponentResult<RequestView>(new { Page = page, Data = request, Today = VietnamTime.Today(time), Fault = fault })
            {
                StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : Missing(page);

    /// <summary>The steps of a request as a file; also for people themselves, of their own.</summary>
    internal static async Task<IResult> StepsAsync(Guid id, string? table, string format, PageContext page, PageData data, CancellationToken cancellationToken) =>
        table == "steps" && await data.RequestAsync(id, CallerOf(page), cancellationToken) is { } request ? Steps(page, request).As(format) : Results.NotFound();

    private static TableSheet Steps(PageContext page, RequestPage data) => new(
        $"request-{data.Request.Id.ToString()[..8]}-steps",
        $"{RequestWords.Kind(page.Language, data.Request.Kind)}: {page.T("các bước", "steps")}",
        [],
        [page.T("Khi nào", "When"), page.T("Bước", "Step"), page.T("Ai", "Who"), page.T("Nội dung", "Note")],
        [.. data.Steps.Select(step => new object?[] { PersonHistory.Moment(step.At), RequestWords.Step(page.Language, step.Step), RequestWords.Who(page.Language, step), step.Note })]);

    private static async Task<IResult> ReplyAsync(Guid id, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        await data.InSessionAsync(CallerOf(page), session => session.ReplyAsync(id, VietnamTime.Today(time), cancellationToken), cancellationToken);
        return Results.LocalRedirect($"/requests/{id}");
    }

    private static async Task<IResult> ExtendAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var reason = form["reason"].ToString().Trim();
        if (!int.TryParse(form["days"], CultureInfo.InvariantCulture, out var days) || days is < 1 or > RequestClock.MostDaysOfExtension
            || reason.Length is 0 or > LongestReason || RequestForm.HasCitizenId(reason))
            return await PageAsync(id, new DecisionFault([], page.T("Gia hạn 1 đến 15 ngày, có lý do.", "An extension has 1 to 15 days and a reason."), null, null), page, data, time, cancellationToken);

        await data.InSessionAsync(CallerOf(page), async session =>
            await session.RequestAsync(id, cancellationToken) is { } request && await session.ExtendAsync(request, days, reason, cancellationToken), cancellationToken);
        return Results.LocalRedirect($"/requests/{id}");
    }

    // What is granted and that it was stand in one transaction.
    private static async Task<IResult> DecideAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, TimeProvider time, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        var (granted, decision, value) = (form["granted"] == "yes", form["decision"].ToString().Trim(), form["value"].ToString().Trim());
        DecisionFault? fault = decision.Length switch
        {
            0 => new([], page.T("Hãy ghi đã làm gì, hoặc vì sao từ chối.", "Say what was done, or why it is refused."), decision, value),
            > LongestDecision => new([], page.T("Nội dung quá dài.", "That is too long."), decision, value),
            _ when RequestForm.HasCitizenId(decision) => new([], page.T("Đừng ghi số định danh ở đây.", "Do not write citizen IDs here."), decision, null),
            _ => null,
        };
        try
        {
            if (fault is null)
            {
                await data.InSessionAsync(CallerOf(page), async session =>
                {
                    await session.HandleRequestAsync(id, cancellationToken);
                    if (await session.RequestAsync(id, cancellationToken) is not { IsOpen: true } request)
                        return false;
                    if (granted && request.Correction is { } wish)
                    {
                        var why = $"Yêu cầu chỉnh sửa {id} ngày {LanguageText.Day(request.ReceivedOn)}: {decision}";
                        var terms = new EditTerms(page.Language.Tag(), why.Length > LongestReason ? why[..LongestReason] : why, [.. form["confirm"].OfType<string>()]);
                        var version = int.TryParse(form["version"], CultureInfo.InvariantCulture, out var read) ? read : 0;
                        await edits.CorrectFieldAsync(
                            session, request.PersonId, SnakeCase.Parse<DossierPart>(wish.Record), wish.RecordId, version, wish.Field, value.Length == 0 ? null : value, terms, cancellationToken);
                    }

                    return await session.DecideAsync(id, granted, decision, VietnamTime.Today(time), cancellationToken);
                }, cancellationToken);
                return Results.LocalRedirect($"/requests/{id}");
            }
        }
        catch (StaleRecordException stale)
        {
            fault = new([], stale.Message, decision, value);
        }
        catch (RecordNotFoundException missing)
        {
            fault = new([], missing.Message, decision, value);
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(each => each is RuleBrokenException))
        {
            fault = new([.. refused.InnerExceptions.Cast<RuleBrokenException>()], null, decision, value);
        }

        return await PageAsync(id, fault, page, data, time, cancellationToken);
    }

    private static async Task<IResult> LiftAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var decision = form["lifting"].ToString().Trim();
        if (decision.Length is 0 or > LongestDecision || RequestForm.HasCitizenId(decision))
            return await PageAsync(id, new DecisionFault([], page.T("Hãy ghi quyết định bỏ hạn chế, không ghi số định danh.", "Say why the restriction ends, without citizen IDs."), decision, null), page, data, time, cancellationToken);

        await data.InSessionAsync(CallerOf(page), session => session.LiftAsync(id, decision, VietnamTime.Today(time), cancellationToken), cancellationToken);
        return Results.LocalRedirect($"/requests/{id}");
    }

    internal static TableSheet Table(PageContext page, IReadOnlyList<DataRequest> requests, DateOnly today) => new(
        $"requests-{today:yyyy-MM-dd}",
        page.T($"Yêu cầu về dữ liệu cá nhân, ngày {LanguageText.Day(today)}", $"Requests about personal data on {LanguageText.Day(today)}"),
        [],
        [
            page.T("Người", "Person"), page.T("Yêu cầu", "What is asked"), page.T("Nội dung", "In words"), page.T("Ngày nhận", "Received"), page.T("Hạn phản hồi", "Reply due"),
            page.T("Hạn giải quyết", "Due"), page.T("Tình trạng", "State"), page.T("Quá hạn", "Overdue"), page.T("Kết quả", "Decision"),
        ],
        [.. requests.Select(request => new object?[]
        {
            RequestWords.Person(page.Language, request), RequestWords.Kind(page.Language, request.Kind), $"{RequestWords.Wish(page.Language, request)} {request.Words}".Trim(), request.ReceivedOn,
            request.Clock.ReplyDue, request.Due, RequestWords.State(page.Language, request.State), request.IsOverdue(today), request.Decision,
        })]);

    internal static RazorComponentResult<PersonMissing> Missing(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Caller CallerOf(PageContext page) => page.Caller with
    {
        Door = page.Reader!.Role == Role.Person ? "page /me" : "page /requests",
        Purpose = page.Reader.Role == Role.Person ? page.T("Xem hồ sơ của chính mình", "Looking at the own record")
            : page.T("Giải quyết yêu cầu về dữ liệu cá nhân", "Answering a request about personal data"),
    };
}
