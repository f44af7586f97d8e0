using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Pages;

/// <summary>The pages of agencies: the tree of a day, one agency over time, and the undoing of what was done to them.</summary>
internal static class AgencyPages
{
    private const string Undo = "/agencies/reorganisations/{id:guid}/undo";
    private const int LongestGround = 300;

    public static void MapAgencies(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/agencies", TreeAsync);
        pages.MapGet("/agencies/{id:guid}", AgencyAsync);
        pages.MapGet(Undo, (Guid id, PageContext page, PageData data, CancellationToken cancellationToken) => UndoPageAsync(id, null, [], page, data, cancellationToken));
        pages.MapPost(Undo, UndoAsync);
        pages.MapAgencyOperations();
        pages.MapAgencyLists();
        pages.MapTrees();
    }

    /// <summary>Whether the reader may try to undo an operation: PostgreSQL decides.</summary>
    public static bool MayUndo(PageContext page, ReorganisationRow operation) => operation.UndoneAt is null
        && (page.Reader?.Role == Role.Admin || (page.Reader?.Role == Role.Hr && operation.Subject == ReorganisationSubject.Agency));

    private static async Task<IResult> TreeAsync(
        PageContext page, PageData data, TimeProvider time, DateOnly? asOf, [FromQuery(Name = "under")] string? underId, string? table, string? format, CancellationToken cancellationToken)
    {
        // The form sends an empty text for none.
        var under = Guid.TryParse(underId, out var picked) ? picked : (Guid?)null;
        if (under is null && !string.IsNullOrEmpty(underId))
            return Results.BadRequest();

        if (format is not null && table == "operations")
            return PageTables.Operations(page, "reorganisations", null, await data.ReorganisationsAsync(page.Caller, cancellationToken)).As(format);

        var day = asOf ?? VietnamTime.Today(time);
        string? settled = null;
        var picks = await TreePages.ChoicesAsync(page, data, ["under"], day, address => settled = address, cancellationToken);
        if (settled is not null)
            return Results.LocalRedirect(settled);

        var tree = await data.AgencyTreeAsync(day, under, page.Caller, cancellationToken);
        if (under is not null && tree.UnderName is null)
            return Results.NotFound();

        return format is not null ? PageTables.Agencies(page, tree).As(format) : new RazorComponentResult<AgenciesView>(new
        {
            Page = page, Data = tree, Pick = picks["under"], Operations = under is null ? await data.ReorganisationsAsync(page.Caller, cancellationToken) : [],
        });
    }

    private static async Task<IResult> AgencyAsync(
        Guid id, PageContext page, PageData data, TimeProvider time, string? table, string? format, CancellationToken cancellationToken)
    {
        if (await data.AgencyAsync(id, VietnamTime.Today(time), page.Caller, cancellationToken) is not { } agency)
            return Results.NotFound();

        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<AgencyView>(new { Page = page, Data = agency, Today = VietnamTime.Today(time) }),
            (_, "names") => PageTables.AgencyNames(page, agency).As(format),
            (_, "classes") => PageTables.AgencyClasses(page, agency).As(format),
            (_, "seats") => PageTables.AgencySeats(page, agency).As(format),
            (_, "operations") => PageTables.Operations(page, $"agency-{agency.Code}-reorganisations", agency.Name, agency.Operations).As(format),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> UndoAsync(Guid id, IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var ground = form["ground"].ToString().Trim();
        if (ground.Length > LongestGround)
            return Results.BadRequest();
        if (page.Reader!.Role is not (Role.Hr or Role.Admin))
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        var refused = await data.UndoReorganisationAsync(id, ground, new EditTerms(page.Language.Tag(), null, []), CallerOf(page), cancellationToken);
        return refused.Count == 0 ? Results.LocalRedirect($"/agencies/reorganisations/{id}") : await UndoPageAsync(id, ground, refused, page, data, cancellationToken);
    }

    private static async Task<IResult> UndoPageAsync(
        Guid id, string? ground, IReadOnlyList<ReorganisationRefusedException> refused, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        if (await data.ReorganisationAsync(id, page.Caller, cancellationToken) is not { } operation)
            return Results.NotFound();
        if (!MayUndo(page, operation) && refused.Count == 0)
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        return new RazorComponentResult<UndoView>(new { Page = page, Data = operation, Ground = ground, Refused = refused })
        {
            StatusCode = refused.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /agencies/reorganisations/{id}/undo", Purpose = page.T("Hoàn tác một việc sắp xếp", "Undoing a reorganisation") };
}
