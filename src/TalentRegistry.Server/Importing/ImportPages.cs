using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Output;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Importing;

/// <summary>The pages on which an officer brings in a list: uploaded, seen row by row, committed, taken back.</summary>
internal static class ImportPages
{
    private const long MostBytes = 50L << 20;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapImporting(this IEndpointRouteBuilder pages)
    {
        var imports = pages.MapGroupFor("/import", Role.Hr).AddEndpointFilter(OthersUploadsAsync);
        imports.MapGet("", IndexAsync);
        imports.MapGet("/template.xlsx", Template);
        imports.MapPost("", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        imports.MapGet("/{upload:guid}", PreviewAsync);
        imports.MapGet("/{upload:guid}/rejected.{format}", RejectedAsync);
        imports.MapGet("/{upload:guid}/preview.{format}", TableAsync);
        imports.MapPost("/{upload:guid}/reading", CorrectAsync);
        imports.MapPost("/{upload:guid}/commit", CommitAsync);
        imports.MapPost("/past/{import:guid}/undo", UndoAsync);
        imports.MapGet("/work/{id:guid}", WorkAsync);
        imports.MapPost("/work/{id:guid}/cancel", CancelAsync);
    }

    // Who asks for what another has uploaded is answered as for one that is gone, and the auditor is told.
    private static async ValueTask<object?> OthersUploadsAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (http, services) = (call.HttpContext, call.HttpContext.RequestServices);
        if (Guid.TryParse(http.GetRouteValue("upload") as string, out var upload) && services.GetRequiredService<ImportUploads>().IsOfAnother(SignedIn.From(http.User)!.AccountId, upload))
            services.GetRequiredService<UnseenRecords>().Note("import", table: null, upload);
        return await next(call);
    }

    private static async Task<IResult> IndexAsync(
        PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, Guid? done, string? table, string? format, CancellationToken cancellationToken)
    {
        var past = await desk.PastAsync(page.Caller, cancellationToken);
        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<ImportView>(new
            {
                Page = page,
                Waiting = uploads.Waiting(page.Reader!.AccountId),
                Past = past,
                Done = done is { } work ? await desk.WorkAsync(page.Caller, work, cancellationToken) : null,
            }),
            (_, "imports") => Past(page, past).As(format),
            _ => Results.NotFound(),
        };
    }

    private static TableSheet Past(PageContext page, IReadOnlyList<PastImport> past) => new(
        "imports",
        page.T("Các lần nhập", "Imports"),
        [],
        [page.T("Lúc", "When"), page.T("Tệp", "File"), page.T("Người nhập", "By"), page.T("Người mới", "New"), page.T("Người sửa", "Changed"), page.T("Hủy lúc", "Undone")],
        [.. past.Select(each => new object?[]
        {
            PersonHistory.Moment(each.CommittedAt), each.FileName, each.By, each.New, each.Changed, each.UndoneAt is { } undone ? PersonHistory.Moment(undone) : null,
        })]);

    private static async Task<IResult> UploadAsync(
        IFormFile? file, [FromForm] string? mode, [FromForm] string? agency, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 })
            return await FailedAsync(page, desk, page.T("Hãy chọn một tệp .xlsx, .xls hoặc .csv.", "Choose a file: .xlsx, .xls or .csv."), cancellationToken);

        await using var content = file.OpenReadStream();
        var upload = await uploads.KeepAsync(page.Reader!.AccountId, file.FileName, content, WishOf(mode, agency?.Trim()), cancellationToken);
        return Results.LocalRedirect($"/import/{upload}");
    }

    private static async Task<IResult> PreviewAsync(
        Guid upload, bool? corrected, string? code, [FromQuery(Name = "page")] int? number, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (uploads.Find(page.Reader!.AccountId, upload) is not var (file, name, wish))
            return await GoneAsync(page, desk, cancellationToken);

        try
        {
            var preview = await desk.PreviewAsync(page.Caller, file, name, wish, cancellationToken, check: uploads.CheckOf(page.Reader.AccountId, upload), faults: new FaultsFound(string.IsNullOrEmpty(code) ? null : code, number ?? 1));
            return new RazorComponentResult<ImportPreviewView>(new { Page = page, Upload = upload, Shown = preview, Corrected = corrected ?? false });
        }
        catch (Exception fault) when (ReasonOf(fault, page) is { } reason)
        {
            return await FailedAsync(page, desk, reason, cancellationToken);
        }
    }

    private static async Task<IResult> CorrectAsync(
        Guid upload, IFormCollection form, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (uploads.Find(page.Reader!.AccountId, upload) is not var (_, _, wish))
            return await GoneAsync(page, desk, cancellationToken);

        uploads.Keep(page.Reader.AccountId, upload, ImportCorrections.Apply(form, wish));
        return Results.LocalRedirect($"/import/{upload}");
    }

    private static async Task<IResult> CommitAsync(
        Guid upload, IFormCollection form, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportWork work, [FromServices] ImportUploads uploads,
        CancellationToken cancellationToken)
    {
        if (uploads.Find(page.Reader!.AccountId, upload) is not var (file, name, wish))
            return await GoneAsync(page, desk, cancellationToken);

        // Nobody commits what they have not seen.
        if (ImportCorrections.Apply(form, wish) is var corrected && corrected != wish)
        {
            uploads.Keep(page.Reader.AccountId, upload, corrected);
            return Results.LocalRedirect($"/import/{upload}?corrected=true");
        }

        return Results.LocalRedirect($"/import/work/{await work.CommitAsync(page.Caller, upload, file, name, wish, cancellationToken)}");
    }

    private static async Task<IResult> RejectedAsync(
        Guid upload, string format, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (format is not ("csv" or "xlsx") || uploads.Find(page.Reader!.AccountId, upload) is not var (file, name, wish))
            return Results.NotFound();

        return await FileAsync(
            page, desk, format, "import-rejected", $"{Path.GetFileNameWithoutExtension(name)} - {page.T("không nhận", "not taken")}",
            async to => await desk.WriteRejectedAsync(page.Caller, file, wish, to, format == "csv", cancellationToken), cancellationToken);
    }

    private static async Task<IResult> TableAsync(
        Guid upload, string format, PageContext page, [FromServices] ImportDesk desk, [FromServices] ImportUploads uploads, CancellationToken cancellationToken)
    {
        if (format is not ("csv" or "xlsx") || uploads.Find(page.Reader!.AccountId, upload) is not var (file, name, wish))
            return Results.NotFound();

        return await FileAsync(page, desk, format, "import-preview", $"{Path.GetFileNameWithoutExtension(name)} - {page.T("xem trước", "preview")}", async to =>
        {
            var written = 0L;
            var table = new ImportTable(page.Language);
            await using ITableRows rows = format == "csv" ? new CsvRows(to, table.Head(name)) : new XlsxRows(to, table.Head(name));
            async ValueTask WriteAsync(IEnumerable<object?[]> lines)
            {
                foreach (var line in lines)
                {
                    await rows.WriteAsync(line, cancellationToken);
                    written++;
                }
            }

            await desk.PreviewAsync(
                page.Caller, file, name, wish, cancellationToken,
                new ImportTelling { OnRow = verdict => WriteAsync(table.Lines(verdict)), OnRejected = row => WriteAsync(table.Lines(row)) });
            return written;
        }, cancellationToken);
    }

    // Through a file: rows come from a transaction, and a reader may take long. Writers may close what they write to.
    private static async Task<IResult> FileAsync(
        PageContext page, ImportDesk desk, string format, string table, string name, Func<Stream, Task<long>> write, CancellationToken cancellationToken)
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var target = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
            // Its columns are those of the officer's own list: what their headings say is not for a log.
            await page.Http.RequestServices.GetRequiredService<AuditTrail>().ExportedAsync(page.Http, table, [], format, await write(target), whole: true);
        }
        catch (Exception fault)
        {
            File.Delete(path);
            if (ReasonOf(fault, page) is { } reason)
                return await FailedAsync(page, desk, reason, cancellationToken);
            throw;
        }

        var written = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        return Results.File(written, format == "csv" ? "text/csv" : Workbook, $"{name}.{format}");
    }

    private static async Task<IResult> UndoAsync(Guid import, PageContext page, [FromServices] ImportWork work, CancellationToken cancellationToken) =>
        Results.LocalRedirect($"/import/work/{await work.UndoAsync(page.Caller, import, cancellationToken)}");

    private static async Task<IResult> WorkAsync(Guid id, PageContext page, [FromServices] ImportDesk desk, CancellationToken cancellationToken) =>
        await desk.WorkAsync(page.Caller, id, cancellationToken) switch
        {
            null => Results.NotFound(),
            { EndedAt: not null } => Results.LocalRedirect($"/import?done={id}"),
            var running => new RazorComponentResult<WorkView>(new
            {
                Page = page,
                Work = running,
                Title = page.T("Đang nhập danh sách", "Bringing in a list"),
                Address = $"/import/work/{id}",
                Cancel = page.T("Dừng lại, không ghi gì", "Cancel; nothing is written"),
                Note = page.T("Tất cả được ghi cùng một lúc ở cuối, hoặc không có gì được ghi.", "Everything is written at once at the end, or nothing is."),
                CountsPeople = true,
            }),
        };

    private static async Task<IResult> CancelAsync(
        Guid id, PageContext page, [FromServices] ImportDesk desk, [FromServices] WorkBoard board, CancellationToken cancellationToken)
    {
        if (await desk.WorkAsync(page.Caller, id, cancellationToken) is null)
            return Results.NotFound();

        await board.CancelAsync(id, cancellationToken);
        return Results.LocalRedirect($"/import/work/{id}");
    }

    private static IResult Template()
    {
        var file = new MemoryStream();
        ImportTemplate.Write(file, ImportVocabulary.Read(RegistryFiles.Reference));
        return Results.File(file.ToArray(), Workbook, "mau-danh-sach.xlsx");
    }

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
