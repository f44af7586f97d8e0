using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.People;

/// <summary>Officers remove who was registered by mistake, see whom they have removed, and bring them back.</summary>
internal static class RemovalPages
{
    /// <summary>Address of the list of people removed.</summary>
    public const string Removed = "/people/removed";

    public static void MapRemoving(this IEndpointRouteBuilder pages)
    {
        var officers = pages.MapGroupFor("/people", Role.Hr);
        officers.MapGet("/{id:guid}/remove", AskAsync);
        officers.MapPost("/{id:guid}/remove", RemoveAsync);
        officers.MapGet("/removed", ListAsync);
        officers.MapPost("/removed/{id:guid}", BringBackAsync);
    }

    private static Task<IResult> AskAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken) => AskedAsync(id, null, page, data, cancellationToken);

    private static async Task<IResult> AskedAsync(Guid id, RestoreRefused? refused, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.RemovalAsync(id, CallerOf(page), cancellationToken) is { } removal
            ? new RazorComponentResult<RemovalView>(new { Page = page, Data = removal, Refused = refused })
            {
                StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : Missing(page);

    private static async Task<IResult> RemoveAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        var reason = form["reason"].ToString().Trim();
        if (reason.Length > EditTerms.LongestReason || !int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version))
            return Results.BadRequest();

        try
        {
            return await data.RemoveAsync(edits, id, version, new EditTerms(page.Language.Tag(), reason, []), CallerOf(page), cancellationToken) is { } refused
                ? await AskedAsync(id, refused, page, data, cancellationToken)
                : Results.LocalRedirect($"{Removed}?done={id}");
        }
        catch (RecordNotFoundException)
        {
            return Missing(page);
        }
    }

    private static Task<IResult> ListAsync(PageContext page, PageData data, string? format, Guid? done, CancellationToken cancellationToken) =>
        ListedAsync(done, null, format, page, data, cancellationToken);

    private static async Task<IResult> ListedAsync(Guid? done, RestoreRefused? refused, string? format, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var people = await data.RemovedAsync(CallerOf(page), cancellationToken);
        return format is not null
            ? PageTables.Removed(page, people).As(format)
            : new RazorComponentResult<RemovedView>(new { Page = page, People = people, Done = done, Refused = refused })
            {
                StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            };
    }

    private static async Task<IResult> BringBackAsync(Guid id, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        try
        {
            var terms = new EditTerms(page.Language.Tag(), page.T("Khôi phục hồ sơ đã gỡ bỏ", "A removed dossier was brought back"), []);
            return await data.BringBackAsync(edits, id, terms, CallerOf(page), cancellationToken) is { } refused
                ? await ListedAsync(null, refused, null, page, data, cancellationToken)
                : Results.LocalRedirect($"/people/{id}");
        }
        catch (RecordNotFoundException)
        {
            return Missing(page);
        }
    }

    private static RazorComponentResult<PersonMissing> Missing(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /people/{id}/remove", Purpose = page.T("Gỡ bỏ hồ sơ lập nhầm", "Removing a person registered by mistake") };
}
