using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Reference;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.People;

/// <summary>What officers do to several people at once: filled in, seen person by person, confirmed, and taken back as a whole.</summary>
internal static class BulkPages
{
    public static void MapBulk(this IEndpointRouteBuilder pages)
    {
        var bulk = pages.MapGroupFor("/people/bulk", Role.Hr);
        bulk.MapGet("", AskAsync);
        bulk.MapPost("", RunAsync);
        bulk.MapGet("/{id:guid}", DoneAsync);
        bulk.MapPost("/{id:guid}/undo", UndoAsync);
    }

    private static async Task<IResult> AskAsync(string? what, Guid[] id, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken) =>
        BulkAction.KindOf(what) is { } kind && id.Length <= PeopleView.PageSize
            ? new RazorComponentResult<BulkView>(new
            {
                Page = page, Kind = kind, Operation = Guid.CreateVersion7(), People = (IReadOnlyList<Guid>)id, Today = VietnamTime.Today(time),
                Levels = await LevelsAsync(kind, page, data, cancellationToken),
            })
            : Results.BadRequest();

    private static async Task<IResult> RunAsync(
        IFormCollection form, PageContext page, PageData data, TimeProvider time, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        List<Guid> people = [.. form["id"].Select(text => Guid.TryParse(text, out var key) ? key : Guid.Empty).Where(key => key != Guid.Empty).Distinct()];
        var reason = form["reason"].ToString().Trim();
        if (!Guid.TryParse(form["operation"], out var operation) || people.Count is 0 or > PeopleView.PageSize || reason.Length > EditTerms.LongestReason)
            return Results.BadRequest();

        var today = VietnamTime.Today(time);
        var typed = form[TreePages.TextOf("agency")].ToString().Trim();
        var pick = await data.TreeChoiceAsync(TreeSubject.Agency, today, form["agency"].FirstOrDefault(text => !string.IsNullOrEmpty(text)), typed.Length > 0 ? typed : null, page.Caller, cancellationToken);
        if (BulkAction.Of(form, Guid.TryParse(pick.Id, out var agency) ? agency : null) is not { } action)
            return Results.BadRequest();

        var terms = new EditTerms(page.Language.Tag(), reason, [.. form["confirm"].OfType<string>()]);
        var caller = CallerOf(page, operation);
        // Who sends the same form twice has done it once.
        if (await data.BulkDoneAsync(caller.Door, DoorBack(operation), page.Caller, cancellationToken) is not null)
            return Results.LocalRedirect($"/people/bulk/{operation}");

        var isComplete = action.IsComplete && reason.Length > 0;
        var result = isComplete ? await data.RunBulkAsync(edits, action, people, keep: form["do"] == "commit", terms, caller, cancellationToken) : null;
        if (result is { IsDone: true })
            return Results.LocalRedirect($"/people/bulk/{operation}");

        return new RazorComponentResult<BulkView>(new
        {
            Page = page, action.Kind, Operation = operation, People = (IReadOnlyList<Guid>)people, Today = today, Action = action, Pick = pick, Reason = reason, Result = result,
            Confirmed = terms.Confirmed, IsIncomplete = !isComplete, Levels = await LevelsAsync(action.Kind, page, data, cancellationToken),
        })
        {
            StatusCode = isComplete && form["do"] != "commit" ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static async Task<IReadOnlyList<DegreeLevel>> LevelsAsync(BulkKind kind, PageContext page, PageData data, CancellationToken cancellationToken) =>
        kind == BulkKind.AddCertificate
            ? await data.InSessionAsync(page.Caller, session => session.Context.DegreeLevels.ToListAsync(cancellationToken), cancellationToken)
            : [];

    private static async Task<IResult> DoneAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await PageAsync(id, null, page, data, cancellationToken);

    private static async Task<IResult> UndoAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        var reason = form["reason"].ToString().Trim();
        if (reason.Length is 0 or > EditTerms.LongestReason)
            return Results.BadRequest();
        if (await data.BulkDoneAsync(Door(id), DoorBack(id), page.Caller, cancellationToken) is not { } done)
            return Results.NotFound();

        var refused = done.IsTakenBack ? null : await data.TakeBackAsync(
            edits, Door(id), new EditTerms(page.Language.Tag(), reason, []),
            page.Caller with { Door = DoorBack(id), Purpose = page.T("Hoàn tác một việc làm cho nhiều người", "Taking back what was done to several people") }, cancellationToken);
        return refused is null ? Results.LocalRedirect($"/people/bulk/{id}") : await PageAsync(id, refused, page, data, cancellationToken);
    }

    private static async Task<IResult> PageAsync(Guid id, string? refused, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.BulkDoneAsync(Door(id), DoorBack(id), page.Caller, cancellationToken) is { } done
            ? new RazorComponentResult<BulkDoneView>(new { Page = page, Operation = id, Data = done, Refused = refused })
            {
                StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : Results.NotFound();

    // By its door the history tells what belongs to an action.
    private static string Door(Guid operation) => $"page /people/bulk/{operation}/commit";

    private static string DoorBack(Guid operation) => $"page /people/bulk/{operation}/undo of all";

    private static Caller CallerOf(PageContext page, Guid operation) =>
        page.Caller with { Door = Door(operation), Purpose = page.T("Làm một việc cho nhiều người", "Doing something to several people") };
}
