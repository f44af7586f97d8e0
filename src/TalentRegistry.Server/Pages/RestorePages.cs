using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>The page on which an officer restores what a record was before a change: seen first, then done with a reason.</summary>
internal static class RestorePages
{
    private const string Address = "/people/{id:guid}/restore/{change:long}";

    public static void MapRestoring(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, ShowAsync);
        pages.MapPost(Address, RestoreAsync);
    }

    private static Task<IResult> ShowAsync(Guid id, long change, PageContext page, PageData data, CancellationToken cancellationToken) =>
        page.Reader!.Role == Role.Hr
            ? PageAsync(id, change, null, page, data, cancellationToken)
            : Task.FromResult(Results.StatusCode(StatusCodes.Status403Forbidden));

    private static async Task<IResult> RestoreAsync(
        Guid id, long change, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        if (page.Reader!.Role != Role.Hr)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var reason = form["reason"].ToString().Trim();
        if (reason.Length > EditTerms.LongestReason)
            return Results.BadRequest();

        try
        {
            var version = int.TryParse(form["version"], CultureInfo.InvariantCulture, out var read) ? read : (int?)null;
            var terms = new EditTerms(page.Language.Tag(), reason, [.. form["confirm"].OfType<string>()]);
            return await data.RestoreAsync(edits, id, change, version, terms, CallerOf(page), cancellationToken) is { } refused
                ? await PageAsync(id, change, refused, page, data, cancellationToken)
                : Results.LocalRedirect($"/people/{id}#history");
        }
        catch (RecordNotFoundException)
        {
            return Missing(page);
        }
    }

    private static async Task<IResult> PageAsync(
        Guid id, long change, RestoreRefused? refused, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.PastStateAsync(id, change, CallerOf(page), cancellationToken) is { } state
            ? new RazorComponentResult<RestoreView>(new { Page = page, Data = state, Refused = refused })
            {
                StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : Missing(page);

    private static RazorComponentResult<PersonMissing> Missing(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /people/{id}/restore", Purpose = page.T("Khôi phục trạng thái trước của hồ sơ", "Restoring a past state of a record") };
}
