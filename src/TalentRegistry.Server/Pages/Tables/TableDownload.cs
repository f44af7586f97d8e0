using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>Sends a table as a file.</summary>
internal static class TableDownload
{
    /// <summary>The table in the format of the address, csv or xlsx; 400 for any other.</summary>
    public static IResult As(this TableSheet sheet, string format) =>
        new TableHead(sheet.Name, sheet.Title, sheet.Notes, sheet.Header).As(sheet.Rows.ToAsyncEnumerable(), format);

    /// <summary>
    /// Rows as they come. The answer has begun before the last of them is known: where they break off, so does the connection, and no reader takes the
    /// file for a whole one.
    /// </summary>
    public static IResult As(this TableHead head, IAsyncEnumerable<IReadOnlyList<object?>> rows, string format) => format is "csv" or "xlsx"
        ? new StreamedTable(head, rows, format)
        : Results.StatusCode(StatusCodes.Status400BadRequest);

    /// <summary>
    /// The header that names a file: one line whatever the name, with the name in UTF-8 (RFC 6266, filename*) and without accents for those who do not read that.
    /// </summary>
    public static string DispositionOf(string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Concat(fileName.Select(letter => char.IsControl(letter) || letter is '/' or '\\' ? '_' : letter)));
        return disposition.ToString();
    }

    private sealed class StreamedTable(TableHead head, IAsyncEnumerable<IReadOnlyList<object?>> rows, string format) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            // The first row shows whether there will be any: until then a fault is an answer of its own.
            await using var coming = rows.GetAsyncEnumerator(httpContext.RequestAborted);
            var more = await coming.MoveNextAsync();

            response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            response.Headers.ContentDisposition = DispositionOf($"{head.Name}.{format}");
            response.Headers.CacheControl = "no-store";
            // What is compressed on the way is gathered; a workbook is compressed already.
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            ITableRows file = format == "csv" ? new CsvRows(response.Body, head) : new XlsxRows(response.Body, head);
            var (sent, whole) = (0L, false);
            try
            {
                for (; more; more = await coming.MoveNextAsync(), sent++)
                    await file.WriteAsync(coming.Current, httpContext.RequestAborted);
                whole = true;
            }
            finally
            {
                // Before the end of the file is sent, and also where the reader has broken off with what they have.
                await httpContext.RequestServices.GetRequiredService<Audit.AuditTrail>().ExportedAsync(httpContext, head.Name, head.Header, format, sent, whole);
            }

            await file.DisposeAsync();
        }
    }
}
