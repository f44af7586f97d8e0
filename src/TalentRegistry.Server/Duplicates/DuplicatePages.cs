using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Views;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Duplicates;

/// <summary>The pages on which officers find duplicates, see two dossiers side by side, and decide.</summary>
internal static class DuplicatePages
{
    private const int LongestReason = 400;

    public static void MapDuplicates(this IEndpointRouteBuilder pages)
    {
        var duplicates = pages.MapGroupFor("/duplicates", Role.Hr);
        duplicates.MapGet("", ListAsync);
        duplicates.MapPost("/find", FindAsync);
        duplicates.MapGet("/work/{id:guid}", WorkAsync);
        duplicates.MapPost("/work/{id:guid}/cancel", CancelAsync);
        duplicates.MapGet("/{id:guid}", (Guid id, PageContext page, PageData data, CancellationToken cancellationToken) => PairAsync(id, null, page, data, cancellationToken));
        duplicates.MapPost("/{id:guid}/merge", MergeAsync);
        duplicates.MapPost("/{id:guid}/reject", RejectAsync);
        duplicates.MapPost("/{id:guid}/reopen", ReopenAsync);
        duplicates.MapPost("/{id:guid}/undo", UndoAsync);
    }

    private static async Task<IResult> ListAsync(
        PageContext page, PageData data, string? state, [FromQuery(Name = "page")] int? number, Guid? done, string? format, [FromServices] RegistryDatabase database,
        [FromServices] ExportLimits limits, CancellationToken cancellationToken)
    {
        var shown = state switch
        {
            "merged" => DuplicateState.Merged,
            "not_duplicate" => DuplicateState.NotDuplicate,
            _ => DuplicateState.Open,
        };
        if (format is not null)
        {
            var all = await data.DuplicatesAsync(shown, 0, limits.Of(page.Reader!.Role), CallerOf(page), cancellationToken);
            return limits.RefusalOf(page.Reader.Role, all.Total, page.Language) ?? limits.Making(PageTables.Duplicates(page, all).As(format));
        }

        var at = Math.Clamp(number ?? 1, 1, 100_000) - 1;
        return new RazorComponentResult<DuplicatesView>(new
        {
            Page = page,
            State = shown,
            Number = at + 1,
            Data = await data.DuplicatesAsync(shown, at * DuplicatesView.PageSize, DuplicatesView.PageSize, CallerOf(page), cancellationToken),
            Done = done is { } work ? await database.FindWorkAsync(page.Caller, work, cancellationToken) : null,
        });
    }

    private static async Task<IResult> FindAsync(PageContext page, [FromServices] DuplicateWork work, CancellationToken cancellationToken)
    {
        try
        {
            return Results.LocalRedirect($"/duplicates/work/{await work.StartAsync(page.Reader!.AccountId, cancellationToken)}");
        }
        catch (WorkUnderWayException)
        {
            // Somebody else's: its end is seen on the list.
            return Results.LocalRedirect("/duplicates");
        }
    }

    private static async Task<IResult> WorkAsync(Guid id, PageContext page, [FromServices] RegistryDatabase database, CancellationToken cancellationToken) =>
        await database.FindWorkAsync(page.Caller, id, cancellationToken) switch
        {
            not { Kind: WorkKind.Duplicates } => Results.NotFound(),
            { EndedAt: not null } => Results.LocalRedirect($"/duplicates?done={id}"),
            var running => new RazorComponentResult<WorkView>(new
            {
                Page = page,
                Work = running,
                Title = page.T("Đang tìm hồ sơ trùng", "Looking for duplicates"),
                Address = $"/duplicates/work/{id}",
                Cancel = page.T("Dừng lại, giữ danh sách cũ", "Cancel; the list stays as it was"),
            }),
        };

    private static async Task<IResult> CancelAsync(
        Guid id, PageContext page, [FromServices] RegistryDatabase database, [FromServices] WorkBoard board, CancellationToken cancellationToken)
    {
        if (await database.FindWorkAsync(page.Caller, id, cancellationToken) is not { Kind: WorkKind.Duplicates })
            return Results.NotFound();

        await board.CancelAsync(id, cancellationToken);
        return Results.LocalRedirect($"/duplicates/work/{id}");
    }

    private static async Task<IResult> PairAsync(Guid id, DecisionRefused? refused, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.DuplicateAsync(id, CallerOf(page), cancellationToken) is { } pair
            ? new RazorComponentResult<DuplicateView>(new { Page = page, Data = pair, Refused = refused })
            {
                StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : Missing(page);

    private static Task<IResult> MergeAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        var keepsOther = form["keep"] == "other";
        var (kept, former) = keepsOther ? ("other", "one") : ("one", "other");
        if (!Guid.TryParse(form[kept + ".id"], out var keptId) || !Guid.TryParse(form[former + ".id"], out var formerId)
            || !int.TryParse(form[kept + ".version"], out var keptVersion) || !int.TryParse(form[former + ".version"], out var formerVersion))
            return Task.FromResult(Results.BadRequest());

        var choices = new MergeChoices(
            [.. Enum.GetValues<MergedField>().Where(field => form[$"field.{field}"] == former)], [.. Records(form, "drop")], [.. Records(form, "secondary")]);
        return DecideAsync(id, form, page, data, (session, terms) =>
            edits.MergeAsync(session, keptId, keptVersion, formerId, formerVersion, choices, terms, cancellationToken), $"/duplicates/{id}", cancellationToken);
    }

    private static Task<IResult> RejectAsync(Guid id, IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken) =>
        DecideAsync(id, form, page, data, (session, terms) => session.RejectDuplicateAsync(id, terms, cancellationToken), "/duplicates", cancellationToken);

    private static Task<IResult> ReopenAsync(Guid id, IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken) =>
        DecideAsync(id, form, page, data, (session, terms) => session.ReopenDuplicateAsync(id, terms, cancellationToken), $"/duplicates/{id}", cancellationToken);

    private static Task<IResult> UndoAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken) =>
        Guid.TryParse(form["former"], out var former)
            ? DecideAsync(id, form, page, data, (session, terms) => edits.UndoMergeAsync(session, former, terms, cancellationToken), $"/duplicates/{id}", cancellationToken)
            : Task.FromResult(Results.BadRequest());

    private static async Task<IResult> DecideAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, Func<RegistrySession, EditTerms, Task> decide, string next, CancellationToken cancellationToken)
    {
        var reason = form["reason"].ToString().Trim();
        if (reason.Length > LongestReason)
            return Results.BadRequest();

        try
        {
            var terms = new EditTerms(page.Language.Tag(), reason, [.. form["confirm"].OfType<string>()]);
            return await data.DecideAsync(session => decide(session, terms), form, CallerOf(page), cancellationToken) is { } refused
                ? await PairAsync(id, refused, page, data, cancellationToken)
                : Results.LocalRedirect(next);
        }
        catch (RecordNotFoundException)
        {
            return Missing(page);
        }
    }

    // Choices about records: "record.KEY" with what becomes of it.
    private static IEnumerable<Guid> Records(IFormCollection form, string choice) =>
        form.Where(field => field.Key.StartsWith("record.", StringComparison.Ordinal) && field.Value == choice)
            .Select(field => Guid.TryParse(field.Key.AsSpan("record.".Length), out var id) ? id : Guid.Empty);

    private static RazorComponentResult<PersonMissing> Missing(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /duplicates", Purpose = page.T("Xem hồ sơ có thể trùng nhau", "Looking at records that may be of one person") };
}
