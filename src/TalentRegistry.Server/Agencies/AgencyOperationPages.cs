using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Agencies;

/// <summary>The pages on which an officer reorganises agencies: filled in, previewed with heads before and after, then recorded; and what a recorded operation did.</summary>
internal static class AgencyOperationPages
{
    private const string Address = "/agencies/{id:guid}/reorganise/{kind}";
    private const int MostFields = 1000;

    public static void MapAgencyOperations(this IEndpointRouteBuilder pages)
    {
        var officers = pages.MapGroupFor("", Role.Hr);
        officers.MapGet(Address, BeginAsync);
        officers.MapPost(Address, SendAsync);
        pages.MapGet("/agencies/reorganisations/{id:guid}", DoneAsync);
    }

    private static async Task<IResult> BeginAsync(Guid id, string kind, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ReorganisationForm.KindOf(kind, Enum.GetValues<ReorganisationKind>()) is not { } operation)
            return Results.NotFound();

        var (form, today) = (new AgencyForm(operation), VietnamTime.Today(time));
        form.Begin(today);
        form.Set("remainder", "0");
        if (await data.AgencySheetAsync(id, form, today, CallerOf(page), cancellationToken) is not { } sheet)
            return Results.NotFound();

        form.Set("version", sheet.Version.ToString(CultureInfo.InvariantCulture));
        return Form(page, form, sheet);
    }

    private static async Task<IResult> SendAsync(
        Guid id, string kind, IFormCollection sent, PageContext page, PageData data, TimeProvider time, [FromServices] AgencyOperations operations, CancellationToken cancellationToken)
    {
        if (ReorganisationForm.KindOf(kind, Enum.GetValues<ReorganisationKind>()) is not { } operation || ReadForm(operation, sent) is not { } form)
            return Results.BadRequest();

        var today = VietnamTime.Today(time);
        var step = sent["do"].ToString();
        if (step == "more")
            form.AddRow();
        if (await data.AgencySheetAsync(id, form, today, CallerOf(page), cancellationToken) is not { } sheet)
            return Results.NotFound();
        if (step is not ("preview" or "commit"))
            return Form(page, form, sheet);

        form.CheckDay();
        if (form.Faults.Count > 0)
            return Form(page, form, sheet);

        var confirmed = sent["confirm"].OfType<string>().ToArray();
        var key = Guid.TryParse(sent["operation"], out var given) ? given : Guid.CreateVersion7();
        if (step == "commit")
        {
            if (await ReorganiseAsync(isPreview: false) is not null || await data.ReorganisationAsync(key, CallerOf(page), cancellationToken) is not null)
                return Results.LocalRedirect($"/agencies/reorganisations/{key}");
            if (form.Faults.Any(fault => fault.Severity == FindingSeverity.Error))
                return await AgainAsync();
        }

        return await ReorganiseAsync(isPreview: true) is { } preview
            ? new RazorComponentResult<AgencyPreviewView>(new { Page = page, Form = form, Sheet = sheet, Report = preview, Operation = key, Confirmed = confirmed, Today = today })
            {
                StatusCode = form.StatusCode,
            }
            : await AgainAsync();

        Task<ReorganisationReport?> ReorganiseAsync(bool isPreview) => data.ReorganiseAsync(
            operations, key, id, form, isPreview, new EditTerms(page.Language.Tag(), null, isPreview ? [] : confirmed), CallerOf(page), cancellationToken);

        async Task<IResult> AgainAsync()
        {
            if (form.Faults.Any(fault => fault.Code == "STALE"))
            {
                foreach (var picker in form.AgencyPickers)
                    form.Unpick(picker);
                sheet = await data.AgencySheetAsync(id, form, today, CallerOf(page), cancellationToken) ?? sheet;
                form.Set("version", sheet.Version.ToString(CultureInfo.InvariantCulture));
            }

            return Form(page, form, sheet);
        }
    }

    private static async Task<IResult> DoneAsync(Guid id, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.ReorganisationAsync(id, page.Caller, cancellationToken) is { } operation
            ? new RazorComponentResult<ReorganisationView>(new
            {
                Page = page, Data = operation,
                Report = operation.Subject == ReorganisationSubject.Agency ? await data.ReorganisationReportAsync(id, page.Caller, cancellationToken) : null,
                Units = operation.Subject == ReorganisationSubject.Unit ? await data.UnitReportAsync(id, page.Caller, cancellationToken) : null,
            })
            : Results.NotFound();

    private static RazorComponentResult<AgencyOperationView> Form(PageContext page, AgencyForm form, AgencySheet sheet) => new(new { Page = page, Form = form, Sheet = sheet }) { StatusCode = form.StatusCode };

    private static AgencyForm? ReadForm(ReorganisationKind kind, IFormCollection sent)
    {
        var form = new AgencyForm(kind);
        return form.Read(sent, MostFields, (name, text) =>
        {
            var last = name[(name.LastIndexOf('.') + 1)..];
            return text.Length == 0 || (name, last) switch
            {
                _ when name.StartsWith("person.", StringComparison.Ordinal) || name.StartsWith("child.", StringComparison.Ordinal) => Guid.TryParse(last, out _),
                (_, "id") => name.Contains("seat", StringComparison.Ordinal) || Guid.TryParse(text, out _),
                (_, "level") => Enum.GetValues<GovernmentLevel>().Any(level => SnakeCase.Of(level) == text),
                (_, "ownership") => Enum.GetValues<Ownership>().Any(ownership => SnakeCase.Of(ownership) == text),
                _ => true,
            };
        }) ? form : null;
    }

    private static Caller CallerOf(PageContext page) =>
        page.Caller with { Door = "page /agencies/{id}/reorganise", Purpose = page.T("Sắp xếp cơ quan, đơn vị", "Reorganising agencies") };
}
