using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Importing;

/// <summary>The pages on which an officer brings in a list: uploaded, seen row by row, committed, taken back.</summary>
internal static class ImportPages
{
    private const long MostBytes = 50L << 20;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapImporting(this IEndpointRouteBuilder pages)
    {
        var imports = pages.MapGroup("/import").AddEndpointFilter(async (call, next) =>
            SignedIn.From(call.HttpContext.User) is { Role: Role.Hr } ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));
        imports.MapGet("", IndexAsync);
        imports.MapGet("/template.xlsx", Template);
        imports.MapPost("", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        imports.MapGet("/{upload:guid}", PreviewAsync);
        imports.MapGet("/{upload:guid}/rejected.{format}", RejectedAsync);
        imports.MapPost("/{upload:guid}/commit", CommitAsync);
        imports.MapPost("/past/{import:guid}/undo", UndoAsync);
    }

    private static async Task<IResult> IndexAsync(PageContext page, [FromServices] ImportDesk desk, Guid? done, int? taken, CancellationToken cancellationToken) =>
        new RazorComponentResult<ImportView>(new { Page = page, Past = await desk.PastAsync(page.Caller, cancellationToken), Done = done, Taken = taken });

    private static async Task<IResult> UploadAsync(
        IFormFile? file, [FromForm] string? mode, [FromForm] string? agency, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 })
            return await FailedAsync(page, desk, page.T("Hãy chọn một tệp .xlsx, .xls hoặc .csv.", "Choose a file: .xlsx, .xls or .csv."), cancellationToken);

        await using var content = file.OpenReadStream();
        var upload = await uploads.KeepAsync(page.Reader!.AccountId, file.FileName, content, cancellationToken);
        return Results.LocalRedirect($"/import/{upload}" + QueryOf(mode, string.IsNullOrWhiteSpace(agency) ? null : agency.Trim()));
    }

    private static async Task<IResult> PreviewAsync(
        Guid upload, string? mode, string? agency, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (uploads.Find(page.Reader!.AccountId, upload) is not var (file, name))
            return await GoneAsync(page, desk, cancellationToken);

        try
        {
            var preview = await desk.PreviewAsync(page.Caller, file, name, WishOf(mode, agency), cancellationToken);
            return new RazorComponentResult<ImportPreviewView>(new { Page = page, Upload = upload, Shown = preview });
        }
        catch (Exception fault) when (ReasonOf(fault, page) is { } reason)
        {
            return await FailedAsync(page, desk, reason, cancellationToken);
        }
    }

    private static async Task<IResult> CommitAsync(
        Guid upload, [FromForm] string? mode, [FromForm] string? agency, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (uploads.Find(page.Reader!.AccountId, upload) is not var (file, name))
            return await GoneAsync(page, desk, cancellationToken);

        try
        {
            var committed = await desk.CommitAsync(page.Caller, file, name, WishOf(mode, agency), cancellationToken);
            uploads.Forget(page.Reader.AccountId, upload);
            return Results.LocalRedirect($"/import?done={committed.Id ?? Guid.Empty}&taken={committed.Counts.New + committed.Counts.Changed}");
        }
        catch (Npgsql.PostgresException fault) when (fault.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            return await FailedAsync(page, desk, page.T(
                "Dữ liệu đã thay đổi trong lúc nhập nên không dòng nào được ghi. Hãy xem trước lại rồi nhập lần nữa.",
                "The registry changed meanwhile, and no row was written. Look at the preview again and commit once more."), cancellationToken);
        }
        catch (Exception fault) when (ReasonOf(fault, page) is { } reason)
        {
            return await FailedAsync(page, desk, reason, cancellationToken);
        }
    }

    private static async Task<IResult> RejectedAsync(
        Guid upload, string format, string? mode, string? agency, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (format is not ("csv" or "xlsx") || uploads.Find(page.Reader!.AccountId, upload) is not var (file, name))
            return Results.NotFound();

        // Both writers close what they write to.
        var path = Path.GetTempFileName();
        try
        {
            await desk.WriteRejectedAsync(
                page.Caller, file, WishOf(mode, agency), new FileStream(path, FileMode.Create, FileAccess.ReadWrite), format == "csv", cancellationToken);
        }
        catch (Exception fault)
        {
            File.Delete(path);
            if (ReasonOf(fault, page) is { } reason)
                return await FailedAsync(page, desk, reason, cancellationToken);
            throw;
        }

        var written = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        return Results.File(written, format == "csv" ? "text/csv" : Workbook, $"{Path.GetFileNameWithoutExtension(name)} - {page.T("không nhận", "not taken")}.{format}");
    }

    private static async Task<IResult> UndoAsync(Guid import, PageContext page, [FromServices] ImportDesk desk, CancellationToken cancellationToken)
    {
        try
        {
            await desk.UndoAsync(page.Caller, import, cancellationToken);
            return Results.LocalRedirect("/import");
        }
        catch (OperatorException refusal)
        {
            return await FailedAsync(page, desk, refusal.Message, cancellationToken);
        }
    }

    private static IResult Template()
    {
        var file = new MemoryStream();
        ImportTemplate.Write(file, ImportVocabulary.Read(RegistryFiles.Reference));
        return Results.File(file.ToArray(), Workbook, "mau-danh-sach.xlsx");
    }

    /// <summary>The query by which an upload is read the same way again.</summary>
    internal static QueryString QueryOf(string? mode, string? agency) =>
        QueryString.Create(new KeyValuePair<string, string?>[] { new("mode", mode), new("agency", agency) }.Where(pair => pair.Value is not null));

    private static ImportWish WishOf(string? mode, string? agency) => new(mode switch
    {
        "insert" => ImportMode.Insert,
        "update" => ImportMode.Update,
        _ => ImportMode.InsertOrUpdate,
    }, string.IsNullOrWhiteSpace(agency) ? null : agency);

    private static string? ReasonOf(Exception fault, PageContext page) => fault switch
    {
        ImportRefusedException refusal => $"{refusal.Sentence.In(page.Language.Tag())} ({refusal.Code})",
        OperatorException refusal => refusal.Message,
        _ => null,
    };

    private static Task<IResult> GoneAsync(PageContext page, ImportDesk desk, CancellationToken cancellationToken) => FailedAsync(
        page, desk, page.T("Tệp này không còn: tệp tải lên được giữ một ngày. Hãy tải lên lại.", "This file is gone: uploads are kept for a day. Upload it again."), cancellationToken, StatusCodes.Status404NotFound);

    private static async Task<IResult> FailedAsync(
        PageContext page, ImportDesk desk, string reason, CancellationToken cancellationToken, int status = StatusCodes.Status422UnprocessableEntity) =>
        new RazorComponentResult<ImportView>(new { Page = page, Past = await desk.PastAsync(page.Caller, cancellationToken), Fault = reason }) { StatusCode = status };
}
