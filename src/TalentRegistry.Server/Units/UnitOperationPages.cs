using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
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
    private const int LongestText = 300;

    public static void MapUnitOperations(this IEndpointRouteBuilder pages)
    {
        var administrators = pages.MapGroupFor("", Role.Admin);
        administrators.MapGet(Address, BeginAsync);
        administrators.MapPost(Address, SendAsync);
    }

    private static async Task<IResult> BeginAsync(string id, string kind, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (KindOf(kind) is not { } operation)
            return Results.NotFound();

        var (form, today) = (new UnitForm(operation), VietnamTime.Today(time));
        form.Set("effectiveOn", today.ToString("O", CultureInfo.InvariantCulture));
        form.Set("target", "this");
        form.Set("part.0.what", "this");
        form.Set("part.1.what", "new");
        return await data.UnitSheetAsync(id, form, today, CallerOf(page), cancellationToken) is { } sheet ? Form(page, form, sheet) : Results.NotFound();
    }

    private static async Task<IResult> SendAsync(
        string id, string kind, IFormCollection sent, PageContext page, PageData data, TimeProvider time, [FromServices] UnitOperations operations, CancellationToken cancellationToken)
    {
        if (KindOf(kind) is not { } operation || ReadForm(operation, sent) is not { } form)
            return Results.BadRequest();

        var today = VietnamTime.Today(time);
        var step = sent["do"].ToString();
        var key = Guid.TryParse(sent["operation"], out var given) ? given : Guid.CreateVersion7();
        // Who sends it twice finds what was recorded at first, even where the unit has ended by it.
        if (step == "commit" && await data.ReorganisationAsync(key, CallerOf(page), cancellationToken) is not null)
            return Results.LocalRedirect($"/agencies/reorganisations/{key}");
        if (step == "more")
            form.Set("rows", (form.Rows + 1).ToString(CultureInfo.InvariantCulture));
        if (await data.UnitSheetAsync(id, form, today, CallerOf(page), cancellationToken) is not { } sheet)
            return Results.NotFound();
        if (step is not ("preview" or "commit"))
            return Form(page, form, sheet);

        if (form.Day is null)
            form.Fault("VALUE_MISSING", "effectiveOn", "Hãy chọn ngày có hiệu lực.", "Choose the day on which it takes effect.");
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
                StatusCode = form.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : Form(page, form, sheet);

        Task<UnitReport?> ReorganiseAsync(bool isPreview) => data.ReorganiseUnitsAsync(
            operations, key, id, form, isPreview, new EditTerms(page.Language.Tag(), null, isPreview ? [] : confirmed), CallerOf(page), cancellationToken);
    }

    private static RazorComponentResult<UnitOperationView> Form(PageContext page, UnitForm form, UnitSheet sheet) => new(new { Page = page, Form = form, Sheet = sheet })
    {
        StatusCode = form.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };

    private static ReorganisationKind? KindOf(string kind) =>
        Enum.GetValues<ReorganisationKind>().Cast<ReorganisationKind?>().FirstOrDefault(each => SnakeCase.Of(each!.Value) == kind);

    // A page of ours sends no other names and values; who sends others is told so at once.
    private static UnitForm? ReadForm(ReorganisationKind kind, IFormCollection sent)
    {
        if (sent.Count > MostFields)
            return null;

        var form = new UnitForm(kind);
        foreach (var (name, value) in sent.Where(field => field.Key is not ("do" or "confirm" or "operation") && !field.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            var text = value.ToString().Trim();
            if (text.Length > LongestText || text.Contains('\0', StringComparison.Ordinal)
                || (name.StartsWith("agency.", StringComparison.Ordinal) && !Guid.TryParse(name["agency.".Length..], out _)))
                return null;

            form.Set(name, text);
        }

        return form;
    }

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /units/{id}/reorganise", Purpose = page.T("Sắp xếp đơn vị hành chính", "Reorganising administrative units") };
}
