using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Units;

/// <summary>
/// The pages on which an administrator changes the map of administrative units (đơn vị hành chính): filled in, previewed with heads before and after, then recorded. The map
/// is that of the whole province and no officer's (docs/decisions/0025).
/// </summary>
internal static class UnitOperationPages
{
    private const string Address = "/units/{id}/reorganise/{kind}";
    private const int MostFields = 5000;

    public static void MapUnitOperations(this IEndpointRouteBuilder pages)
    {
        var administrators = pages.MapGroupFor("", Role.Admin);
        administrators.MapGet(Address, BeginAsync);
        administrators.MapPost(Address, SendAsync);
    }

    private static async Task<IResult> BeginAsync(string id, string kind, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ReorganisationForm.KindOf(kind, UnitOperation.Kinds) is not { } operation)
            return Results.NotFound();

        var (form, today) = (new UnitForm(operation), VietnamTime.Today(time));
        form.Begin(today);
        return await data.UnitSheetAsync(id, form, today, CallerOf(page), cancellationToken) is { } sheet ? Form(page, form, sheet) : Results.NotFound();
    }

    private static async Task<IResult> SendAsync(
        string id, string kind, IFormCollection sent, PageContext page, PageData data, TimeProvider time, [FromServices] UnitOperations operations, CancellationToken cancellationToken)
    {
        if (ReorganisationForm.KindOf(kind, UnitOperation.Kinds) is not { } operation || ReadForm(operation, sent) is not { } form)
            return Results.BadRequest();

        var today = VietnamTime.Today(time);
        var step = sent["do"].ToString();
        var key = Guid.TryParse(sent["operation"], out var given) ? given : Guid.CreateVersion7();
        // Who sends it twice finds what was recorded at first, even where the unit has ended by it.
        if (step == "commit" && await data.ReorganisationAsync(key, CallerOf(page), cancellationToken) is not null)
            return Results.LocalRedirect($"/agencies/reorganisations/{key}");
        if (step == "more")
            form.AddRow();
        if (await data.UnitSheetAsync(id, form, today, CallerOf(page), cancellationToken) is not { } sheet)
            return Results.NotFound();
        if (step is not ("preview" or "commit"))
            return Form(page, form, sheet);

        form.CheckDay();
        form.CheckWeights();
        if (form.Faults.Count > 0)
            return Form(page, form, sheet);

        var confirmed = sent["confirm"].OfType<string>().ToArray();
        if (step == "commit")
        {
            if (await ReorganiseAsync(isPreview: false) is not null)
                return Results.LocalRedirect($"/agencies/reorganisations/{key}");
            if (form.Faults.Any(fault => fault.Severity == FindingSeverity.Error))
                return Form(page, form, sheet);
        }

        return await ReorganiseAsync(isPreview: true) is { } preview
            ? new RazorComponentResult<UnitPreviewView>(new { Page = page, Form = form, Sheet = sheet, Report = preview, Operation = key, Confirmed = confirmed, Today = today })
            {
                StatusCode = form.StatusCode,
            }
            : Form(page, form, sheet);

        Task<UnitReport?> ReorganiseAsync(bool isPreview) => data.ReorganiseUnitsAsync(
            operations, key, id, form, isPreview, new EditTerms(page.Language.Tag(), null, isPreview ? [] : confirmed), CallerOf(page), cancellationToken);
    }

    private static RazorComponentResult<UnitOperationView> Form(PageContext page, UnitForm form, UnitSheet sheet) => new(new { Page = page, Form = form, Sheet = sheet }) { StatusCode = form.StatusCode };

    private static UnitForm? ReadForm(ReorganisationKind kind, IFormCollection sent)
    {
        var form = new UnitForm(kind);
        return form.Read(
            sent, MostFields,
            (name, text) => !text.Contains('\0', StringComparison.Ordinal) && (!name.StartsWith("agency.", StringComparison.Ordinal) || Guid.TryParse(name["agency.".Length..], out _)))
            ? form
            : null;
    }

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /units/{id}/reorganise", Purpose = page.T("Sắp xếp đơn vị hành chính", "Reorganising administrative units") };
}
