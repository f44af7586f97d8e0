using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>Corrections of single values on the page of a person. While the officer types, the same rules are asked without writing anything.</summary>
internal static class EditPages
{
    public static void MapEditing(this IEndpointRouteBuilder pages) => pages.MapGroupFor("/people/{id:guid}/field", Role.Hr).MapPost("", EditAsync);

    private static async Task<IResult> EditAsync(
        Guid id, IFormCollection form, PageContext page, PageData data, TimeProvider time, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        var reason = form["reason"].ToString().Trim();
        if (SentOf(form) is not { } sent || reason.Length > EditTerms.LongestReason)
            return Results.BadRequest();

        var isTrial = form.ContainsKey("check");
        var terms = new EditTerms(page.Language.Tag(), reason.Length == 0 ? null : reason, [.. form["confirm"].OfType<string>()]);
        var caller = page.Caller with { Door = "page /people/{id}/field", Purpose = page.T("Sửa hồ sơ một người", "Correcting a person's record") };
        try
        {
            var (refused, change) = await data.CorrectFieldAsync(edits, id, sent, keep: !isTrial, terms, caller, cancellationToken);
            if (isTrial)
                return Results.Json(refused is null ? [] : Told(page, refused.Refused));
            if (refused is null)
                return Results.LocalRedirect(change is { } made ? $"/people/{id}?edited={made}" : $"/people/{id}");

            var today = VietnamTime.Today(time);
            return await data.PersonAsync(id, 0, PersonHistory.PageSize, caller, null, cancellationToken) is { } record
                ? new RazorComponentResult<PersonView>(new { Page = page, Data = record, Today = today, Edits = await EditedAsync(id, sent.Part, sent.Record, data, caller, cancellationToken), Refused = refused })
                {
                    StatusCode = StatusCodes.Status422UnprocessableEntity,
                }
                : Missing(page);
        }
        catch (RecordNotFoundException)
        {
            return Missing(page);
        }
        catch (OperatorException)
        {
            return NoKey(page);
        }
    }

    /// <summary>The answer where a citizen ID was given that this server cannot protect.</summary>
    internal static IResult NoKey(PageContext page) =>
        Results.Problem(page.T("Máy chủ này không có khóa để giữ số định danh.", "This server lacks the key by which citizen IDs are kept."), statusCode: StatusCodes.Status409Conflict);

    /// <summary>What may be corrected on a person's page: the person, and the record that was chosen.</summary>
    internal static async Task<IReadOnlyList<EditedRecord>> EditedAsync(
        Guid person, DossierPart? part, Guid? record, PageData data, Caller caller, CancellationToken cancellationToken)
    {
        List<EditedRecord?> found = [await data.EditedAsync(person, DossierPart.Person, person, caller, cancellationToken)];
        if (part is { } chosen and not DossierPart.Person && record is { } key)
            found.Add(await data.EditedAsync(person, chosen, key, caller, cancellationToken));
        return [.. found.OfType<EditedRecord>()];
    }

    /// <summary>Which record an address names, as degree.KEY; null for none.</summary>
    internal static (DossierPart Part, Guid Id)? RecordOf(string? text) =>
        text?.Split('.') is [var kind, var key] && PartOf(kind) is { } part && Guid.TryParse(key, out var id) ? (part, id) : null;

    private static SentField? SentOf(IFormCollection form) =>
        PartOf(form["part"].ToString()) is { } part && Guid.TryParse(form["record"], out var record)
            && int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version)
            && form["field"].ToString() is var field && DossierEdits.FieldsOf(part).Contains(field, StringComparer.Ordinal)
            ? new SentField(part, record, version, field, EditedField.SentIn(form, "value"))
            : null;

    private static DossierPart? PartOf(string text) => Enum.GetValues<DossierPart>().Where(part => SnakeCase.Of(part) == text).Select(part => (DossierPart?)part).SingleOrDefault();

    /// <summary>What speaks against a change, for a script that asks while somebody types.</summary>
    internal static IEnumerable<object> Told(PageContext page, RestoreRefused refused) =>
    [
        .. refused.Stale is { } stale ? new[] { new { isWarning = false, text = stale } } : [],
        .. refused.Refusals.Select(rule => new { isWarning = rule.Severity == FindingSeverity.Warning, text = page.T(rule.MessageVi, rule.MessageEn) }),
    ];

    private static RazorComponentResult<PersonMissing> Missing(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };
}
