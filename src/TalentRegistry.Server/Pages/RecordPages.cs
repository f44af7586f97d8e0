using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

/// <summary>
/// Whole records on pages: somebody is registered, a degree or any other record is added, corrected as a whole or removed, a death is recorded. While the officer types, the
/// rules are asked without writing anything.
/// </summary>
internal static class RecordPages
{
    public static void MapRecords(this IEndpointRouteBuilder pages)
    {
        var officers = pages.MapGroupFor("/people", Role.Hr);
        officers.MapGet("/new", NewPersonAsync);
        officers.MapPost("/new", RegisterAsync);
        officers.MapGet("/{id:guid}/records/{part}", NewAsync);
        officers.MapPost("/{id:guid}/records/{part}", AddAsync);
        officers.MapGet("/{id:guid}/records/{part}/{record:guid}", WholeAsync);
        officers.MapPost("/{id:guid}/records/{part}/{record:guid}", CorrectAsync);
        officers.MapPost("/{id:guid}/records/{part}/{record:guid}/remove", RemoveAsync);
        officers.MapGet("/{id:guid}/death", DeathAsync);
        officers.MapPost("/{id:guid}/death", RecordDeathAsync);
    }

    /// <summary>As which a form sends the value of a column.</summary>
    public static string NameOf(string column) => $"value-{column}";

    private static async Task<IResult> NewPersonAsync(PageContext page, PageData data, CancellationToken cancellationToken) =>
        Shown(page, await data.NewPersonAsync(CallerOf(page), cancellationToken));

    private static Task<IResult> RegisterAsync(IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken) =>
        WriteAsync(null, [.. DossierEdits.FieldsOf(DossierPart.Person), "agency_id"], form, page, data, async () => await data.NewPersonAsync(CallerOf(page), cancellationToken), (session, values, terms) =>
        {
            var id = Guid.CreateVersion7();
            return Then(edits.RegisterPersonAsync(session, id, Guid.TryParse(values["agency_id"], out var agency) ? agency : null, Without(values, "agency_id"), terms, cancellationToken), $"/people/{id}");
        }, cancellationToken);

    private static async Task<IResult> NewAsync(Guid id, string part, PageContext page, PageData data, CancellationToken cancellationToken) =>
        PartOf(part) is { } kind ? Shown(page, await data.NewRecordAsync(id, kind, CallerOf(page), cancellationToken)) : Missing(page);

    private static async Task<IResult> AddAsync(
        Guid id, string part, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        if (PartOf(part) is not { } kind)
            return Missing(page);

        return await WriteAsync(id, DossierEdits.FieldsOf(kind), form, page, data, () => data.NewRecordAsync(id, kind, CallerOf(page), cancellationToken), (session, values, terms) =>
        {
            var record = Guid.CreateVersion7();
            return Then(edits.AddAsync(session, id, kind, record, values, terms, cancellationToken), $"/people/{id}?record={part}.{record}&saved=true");
        }, cancellationToken);
    }

    private static async Task<IResult> WholeAsync(Guid id, string part, Guid record, PageContext page, PageData data, CancellationToken cancellationToken) =>
        PartOf(part) is { } kind ? Shown(page, await data.WholeRecordAsync(id, kind, record, CallerOf(page), cancellationToken)) : Missing(page);

    private static async Task<IResult> CorrectAsync(
        Guid id, string part, Guid record, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        if (PartOf(part) is not { } kind)
            return Missing(page);
        if (VersionOf(form) is not { } version)
            return Results.BadRequest();

        return await WriteAsync(id, DossierEdits.FieldsOf(kind), form, page, data, () => data.WholeRecordAsync(id, kind, record, CallerOf(page), cancellationToken), (session, values, terms) =>
            Then(edits.CorrectFieldsAsync(session, id, kind, record, version, values, terms, cancellationToken), $"/people/{id}?record={part}.{record}&saved=true"), cancellationToken);
    }

    private static async Task<IResult> RemoveAsync(
        Guid id, string part, Guid record, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        if (PartOf(part) is not { } kind)
            return Missing(page);
        if (VersionOf(form) is not { } version)
            return Results.BadRequest();

        return await WriteAsync(id, [], form, page, data, () => data.WholeRecordAsync(id, kind, record, CallerOf(page), cancellationToken), (session, _, terms) =>
            Then(edits.RemoveAsync(session, id, kind, record, version, terms, cancellationToken), $"/people/{id}#history"), cancellationToken);
    }

    private static async Task<IResult> DeathAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken) =>
        Shown(page, await data.DeathAsync(id, CallerOf(page), cancellationToken));

    private static async Task<IResult> RecordDeathAsync(Guid id, IFormCollection form, PageContext page, PageData data, [FromServices] DossierEdits edits, CancellationToken cancellationToken)
    {
        if (VersionOf(form) is not { } version || !DateOnly.TryParseExact(form[NameOf("deceased_on")], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Results.BadRequest();

        return await WriteAsync(id, ["deceased_on"], form, page, data, () => data.DeathAsync(id, CallerOf(page), cancellationToken), (session, _, terms) =>
            Then(edits.RecordDeathAsync(session, id, version, day, terms, cancellationToken), $"/people/{id}"), cancellationToken);
    }

    private static async Task<IResult> WriteAsync(
        Guid? person, IReadOnlyList<string> columns, IFormCollection form, PageContext page, PageData data, Func<Task<RecordFormPage?>> again,
        Func<RegistrySession, IReadOnlyDictionary<string, string?>, EditTerms, Task<string>> write, CancellationToken cancellationToken)
    {
        var reason = form["reason"].ToString().Trim();
        if (reason.Length > EditTerms.LongestReason)
            return Results.BadRequest();

        var isTrial = form.ContainsKey("check");
        var terms = new EditTerms(page.Language.Tag(), reason.Length == 0 ? null : reason, [.. form["confirm"].OfType<string>()]);
        var entered = columns.ToDictionary(column => column, column => (string?)EditedField.SentIn(form, NameOf(column)));
        try
        {
            var (refused, goOn) = await data.WriteFormAsync(person, entered, keep: !isTrial, terms, CallerOf(page), (session, values) => write(session, values, terms), cancellationToken);
            if (isTrial)
                return Results.Json(refused is null ? [] : EditPages.Told(page, refused.Refused));
            if (refused is null)
                return Results.LocalRedirect(goOn!);
            return await again() is { } shown
                ? new RazorComponentResult<RecordForm>(new { Page = page, Data = shown, Refused = refused }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
                : Missing(page);
        }
        catch (RecordNotFoundException)
        {
            return Missing(page);
        }
        catch (OperatorException)
        {
            return EditPages.NoKey(page);
        }
    }

    private static async Task<string> Then(Task write, string goOn)
    {
        await write;
        return goOn;
    }

    private static Dictionary<string, string?> Without(IReadOnlyDictionary<string, string?> values, string column) => values.Where(value => value.Key != column).ToDictionary();

    private static int? VersionOf(IFormCollection form) => int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version) ? version : null;

    private static DossierPart? PartOf(string text) => DossierKinds.Entries.Keys.Where(part => SnakeCase.Of(part) == text).Select(part => (DossierPart?)part).SingleOrDefault();

    private static IResult Shown(PageContext page, RecordFormPage? form) => form is null ? Missing(page) : new RazorComponentResult<RecordForm>(new { Page = page, Data = form });

    private static RazorComponentResult<PersonMissing> Missing(PageContext page) => new(new { Page = page }) { StatusCode = StatusCodes.Status404NotFound };

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /people/{id}/records", Purpose = page.T("Ghi hồ sơ một người", "Entering a person's records") };
}
