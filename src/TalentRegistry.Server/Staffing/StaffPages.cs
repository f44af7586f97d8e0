using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Staffing;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Staffing;

/// <summary>The statistical tables of an officer's own agencies as a workbook.</summary>
internal static class StaffPages
{
    public static void MapStaffTables(this IEndpointRouteBuilder pages) => pages.MapGet("/staff-tables.xlsx", TablesAsync);

    /// <summary>Counts all tables, each by one statement of the same session.</summary>
    public static async Task<IReadOnlyList<(StaffTable Table, IReadOnlyList<StaffRow> Rows)>> ReadAsync(RegistrySession session, DateOnly day, CancellationToken cancellationToken)
    {
        var tables = new List<(StaffTable, IReadOnlyList<StaffRow>)>();
        foreach (var table in StaffTable.All)
            tables.Add((table, await session.StaffAsync(table, day, cancellationToken)));
        return tables;
    }

    private static async Task TablesAsync(
        PageContext page, PageData data, TimeProvider time, string? asOf, [FromServices] RegistryNature nature, [FromServices] ExportLimits limits, [FromServices] AuditTrail audit,
        CancellationToken cancellationToken)
    {
        // By agency, the counts of ethnic minorities are for those who see whose they are.
        if (page.Reader!.Role != Role.Hr)
        {
            await Results.StatusCode(StatusCodes.Status403Forbidden).ExecuteAsync(page.Http);
            return;
        }

        var day = VietnamTime.Today(time);
        if (!string.IsNullOrEmpty(asOf) && (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) || !AsOfDays.Contains(day)))
        {
            await Results.StatusCode(StatusCodes.Status400BadRequest).ExecuteAsync(page.Http);
            return;
        }

        await limits.MakeAsync(page.Http, async () =>
        {
            var tables = await data.InSessionAsync(page.Caller, session => ReadAsync(session, day, cancellationToken), cancellationToken);
            using var file = new MemoryStream();
            StaffWorkbook.Write(file, tables, day, await nature.IsSyntheticAsync(cancellationToken));
            await audit.ExportedAsync(page.Http, "staff-tables", [.. StaffTable.All.Select(table => table.Code)], "xlsx", tables.Sum(table => table.Rows.Count), whole: true);
            page.Http.Response.Headers.ContentDisposition = TableDownload.DispositionOf($"Số lượng, chất lượng {day:yyyy-MM-dd}.xlsx");
            await Results.Bytes(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").ExecuteAsync(page.Http);
        });
    }
}
