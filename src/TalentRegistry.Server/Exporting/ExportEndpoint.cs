using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Domain.Dates;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.SavedDocuments;
using ErrorCodes = TalentRegistry.GraphQL.ErrorCodes;

namespace TalentRegistry.Server.Exporting;

/// <summary>What is to become a file.</summary>
/// <param name="Query">A document; left out where a saved one is named.</param>
/// <param name="DocumentId">Id or name of a saved document.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="OperationName">Which query of the document.</param>
/// <param name="Path">Response keys to the list, joined by dots; unless given the first field.</param>
/// <param name="Format">csv or xlsx.</param>
internal sealed record ExportRequest(string? Query, string? DocumentId, JsonElement? Variables, string? OperationName, string? Path, string? Format);

/// <summary>
/// <c>/export</c>: the whole of any list that a query can ask for, as CSV or XLSX, by the rights of whoever asks. It is read page by page in one view of the
/// registry and sent as it is read; each person in it is in the log of reads before.
/// </summary>
internal static class ExportEndpoint
{
    /// <summary>Maps it: POST with a document or the name of a saved one, GET with the name only.</summary>
    public static void MapExport(this IEndpointRouteBuilder routes)
    {
        // What is not JSON another site's page could send; no browser sends JSON there without asking first.
        routes.MapPost("/export", (HttpContext http, ExportRequest request) => ExportAsync(http, request)).DisableAntiforgery().RequireAuthorization();
        routes.MapGet("/export", (HttpContext http, string documentId, string? operationName, string? path, string? format) => IsOwn(http.Request)
            ? ExportAsync(http, new ExportRequest(null, documentId, null, operationName, path, format))
            : RefuseAsync(http, StatusCodes.Status403Forbidden, "Another site's page cannot ask for files.", ErrorCodes.CsrfPrevented)).RequireAuthorization();
    }

    private static bool IsOwn(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none" or "";

    private static async Task ExportAsync(HttpContext http, ExportRequest request)
    {
        var language = http.LanguageOf();
        if (SignedIn.From(http.User) is not { } reader)
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (request.Format is not ("csv" or "xlsx"))
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "\"format\" is csv or xlsx.", ErrorCodes.BadUserInput);
        else if (await TextAsync(http, request) is not { } text)
            await RefuseAsync(http, StatusCodes.Status404NotFound, "There is no such saved document that you may run, and your account may send none of its own here.", ErrorCodes.DocumentNotFound);
        else
            await http.RequestServices.GetRequiredService<ExportLimits>().MakeAsync(http, () => ExportAsync(http, request, text, reader, language));
    }

    private static async Task<string?> TextAsync(HttpContext http, ExportRequest request)
    {
        var saved = http.RequestServices.GetRequiredService<SavedDocumentDoor>();
        if (request.DocumentId is { } id)
            return await saved.FindAsync(http, new DocumentReference(id, null), http.RequestAborted);

        return saved.MaySendOwn(http) ? request.Query ?? "" : null;
    }

    private static async Task ExportAsync(HttpContext http, ExportRequest request, string text, SignedIn reader, Language language)
    {
        var services = http.RequestServices;
        var executor = services.GetRequiredService<IRequestExecutor>();
        if (executor.Check(text) is [var fault, ..])
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, fault.Message, fault.Code);
            return;
        }

        ExportDocument document;
        try
        {
            document = ExportDocument.Of(Parser.Parse(text), request.OperationName, request.Path, new ExportTitles(language));
        }
        catch (ExportRefusedException refusal)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, refusal.Message, refusal.Code);
            return;
        }

        var caller = reader.At("export", document.Path[^1]);
        await using var held = new HeldSnapshot(await services.GetRequiredService<RegistryDatabase>().OpenSnapshotAsync(caller, http.RequestAborted), caller);
        services.GetRequiredService<FieldSession>().Snapshot = held;
        var pages = new ExportPages(document, request.Variables, executor, services, http.User);
        var (first, answer) = await pages.FirstAsync(http.RequestAborted);
        if (first is null)
            await RefuseAsync(http, answer);
        else if (services.GetRequiredService<ExportLimits>().RefusalOf(reader.Role, first.Total ?? first.Rows.Count, language) is { } tooMany)
            await tooMany.ExecuteAsync(http);
        else
            await (await HeadAsync(services, document, language, http.RequestAborted)).As(pages.RowsAsync(first, http.RequestAborted), request.Format!).ExecuteAsync(http);
    }

    private static async Task<TableHead> HeadAsync(IServiceProvider services, ExportDocument document, Language language, CancellationToken cancellationToken)
    {
        var name = string.Concat(document.Path[^1].Where(char.IsAsciiLetterOrDigit));
        var taken = VietnamTime.At(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var notes = new List<string> { language.In($"Lấy lúc {taken:HH:mm} ngày {LanguageText.Day(DateOnly.FromDateTime(taken.Date))}.", $"Taken at {taken:HH:mm} on {LanguageText.Day(DateOnly.FromDateTime(taken.Date))}.") };
        if (await services.GetRequiredService<RegistryNature>().IsSyntheticAsync(cancellationToken))
            notes.Add(language.In("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real."));
        return new TableHead(name.Length == 0 ? "export" : name, string.Join(" · ", document.Path), notes, [.. document.Columns.Select(column => column.Title)]);
    }

    private static Task RefuseAsync(HttpContext http, ExecutionResult answer)
    {
        http.Response.StatusCode = answer.Errors.Any(error => error.Code == ErrorCodes.Forbidden) ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;
        return http.Response.WriteAsJsonAsync(new { errors = answer.Errors.Select(error => new { error.Message, extensions = new { error.Code } }) }, http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, int status, string message, string code)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { errors = new[] { new { message, extensions = new { code } } } }, http.RequestAborted);
    }
}
