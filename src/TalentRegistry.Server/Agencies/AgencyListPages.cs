using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Agencies;

/// <summary>The pages on which an administrator founds the first agencies by a list: template, preview, then all of it in one operation.</summary>
internal static class AgencyListPages
{
    private const string Address = "/agencies/load";
    private const long MostBytes = 8L << 20;

    public static void MapAgencyLists(this IEndpointRouteBuilder pages)
    {
        var lists = pages.MapGroupFor(Address, Role.Admin);
        lists.MapGet("", (PageContext page) => Form(page, null, null));
        lists.MapGet("/template", TemplateAsync);
        lists.MapPost("", PreviewAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        lists.MapPost("/commit", CommitAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes), new RequestFormLimitsAttribute { ValueLengthLimit = (int)MostBytes });
    }

    private static async Task<IResult> PreviewAsync(
        IFormFile? file, IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (GroundOf(form) is not { } ground)
            return Results.BadRequest();
        if (file is not { Length: > 0 })
            return Form(page, ground, page.T("Hãy chọn một tệp .xlsx, .xls hoặc .csv.", "Choose a file: .xlsx, .xls or .csv."));

        try
        {
            var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            content.Position = 0;
            var rows = await data.InSessionAsync(
                page.Caller, session => session.ReadAgenciesAsync(content, ImportVocabulary.Read(RegistryFiles.Reference), VietnamTime.Today(time), cancellationToken), cancellationToken);
            return Preview(page, file.FileName, ground, rows, Guid.CreateVersion7());
        }
        catch (ImportRefusedException refused)
        {
            return Form(page, ground, $"{refused.Sentence.In(page.Language.Tag())} ({refused.Code})");
        }
    }

    private static async Task<IResult> CommitAsync(IFormCollection form, PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (GroundOf(form) is not { } ground || !Guid.TryParse(form["operation"], out var operation) || SentRows.Read(form["rows"].ToString()) is not { Count: > 0 and <= AgencyList.MostRows } sent)
            return Results.BadRequest();

        var done = $"/agencies/reorganisations/{operation}";
        // Sent twice it is recorded once.
        if (await data.ReorganisationAsync(operation, page.Caller, cancellationToken) is not null)
            return Results.LocalRedirect(done);

        var vocabulary = ImportVocabulary.Read(RegistryFiles.Reference);
        var rows = await data.InSessionAsync(page.Caller, CheckAsync, cancellationToken);
        var founded = rows.All(row => row.Agency is not null)
            && await data.InSessionAsync(page.Caller, session => session.FoundAgenciesAsync(operation, rows.Select(row => row.Agency!), ground, cancellationToken), cancellationToken);
        return founded
            ? Results.LocalRedirect(done)
            : Preview(page, form["name"].ToString(), ground, await data.InSessionAsync(page.Caller, CheckAsync, cancellationToken), operation, StatusCodes.Status422UnprocessableEntity);

        Task<IReadOnlyList<AgencyListRow>> CheckAsync(RegistrySession session) => session.CheckAgenciesAsync(sent, vocabulary, VietnamTime.Today(time), cancellationToken);
    }

    // The words that are taken stand above the headings: whoever fills the list in has them before their eyes.
    private static async Task<IResult> TemplateAsync(PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var sectors = await data.InSessionAsync(page.Caller, session => session.Context.Sectors.OrderBy(sector => sector.Code).ToListAsync(cancellationToken), cancellationToken);
        string Listed(Bilingual heading, IEnumerable<string> words) => $"{heading.In(page.Language.Tag())}: {string.Join("; ", words)}";
        return new TableSheet(
            "agencies-template", page.T("Danh sách cơ quan, đơn vị", "List of agencies"),
            [
                Listed(AgencyList.Headings[2], AgencyKinds.Names.Values.Select(kind => kind.In(page.Language.Tag()))),
                Listed(AgencyList.Headings[3], sectors.Select(sector => page.T(sector.NameVi, sector.NameEn))),
                Listed(AgencyList.Headings[4], [page.T("trung ương; cấp tỉnh; cấp xã (cấp huyện đến 30/6/2025); để trống nếu ngoài nhà nước", "central; province; commune (district until 30 June 2025); empty outside the state")]),
                Listed(AgencyList.Headings[5], [page.T("Đảng; nhà nước; công lập; hợp tác xã; tư nhân; hội", "party; state; public; cooperative; private; association")]),
            ],
            [.. AgencyList.Headings.Select(heading => heading.In(page.Language.Tag()))], []).As("xlsx");
    }

    private static RazorComponentResult<AgencyListView> Form(PageContext page, string? ground, string? fault) =>
        new(new { Page = page, Ground = ground, Fault = fault }) { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };

    private static RazorComponentResult<AgencyListPreviewView> Preview(
        PageContext page, string name, string ground, IReadOnlyList<AgencyListRow> rows, Guid operation, int status = StatusCodes.Status200OK) =>
        new(new { Page = page, Name = name, Ground = ground, Rows = rows, Pending = SentRows.Of(rows), Operation = operation }) { StatusCode = status };

    private static string? GroundOf(IFormCollection form) => form["ground"].ToString().Trim() is { Length: > 0 and <= AgencyFounding.LongestGround } ground ? ground : null;

    // What the preview has read goes with its confirmation: the file need not be chosen again.
    private static class SentRows
    {
        public static string Of(IReadOnlyList<AgencyListRow> rows) => JsonSerializer.Serialize(rows.Select(row => new SentRow(row.Number, row.Texts)));

        public static IReadOnlyList<(int Number, IReadOnlyList<string> Texts)>? Read(string text)
        {
            try
            {
                var rows = JsonSerializer.Deserialize<List<SentRow>>(text);
                return rows?.All(row => row?.Texts?.Count == AgencyList.Headings.Count && row.Texts.All(cell => cell is not null)) == true ? [.. rows.Select(row => (row.Number, row.Texts))] : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private sealed record SentRow(int Number, IReadOnlyList<string> Texts);
    }
}
