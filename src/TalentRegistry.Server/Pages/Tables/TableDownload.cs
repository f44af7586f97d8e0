namespace TalentRegistry.Server.Pages.Tables;

/// <summary>Sends a table as a file.</summary>
internal static class TableDownload
{
    /// <summary>The table in the format of the address, csv or xlsx; 400 for any other.</summary>
    public static IResult As(this TableSheet sheet, string format) => format switch
    {
        "csv" => Results.File(CsvFile.Of(sheet), "text/csv; charset=utf-8", sheet.Name + ".csv"),
        "xlsx" => Results.File(XlsxFile.Of(sheet), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.Name + ".xlsx"),
        _ => Results.StatusCode(StatusCodes.Status400BadRequest),
    };
}
