using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Reports;

/// <summary>The annual reports of plans as files, for those who see the whole of a plan.</summary>
internal static class ReportPages
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void MapReports(this IEndpointRouteBuilder pages) => pages.MapGet("/plans/{code}/report.docx", ReportAsync);

    /// <summary>Whether the role sees every duty and every unit of a plan.</summary>
    public static bool MayReport(Role role) => role is Role.Planner or Role.Admin;

    private static async Task ReportAsync(
        string code, string? year, string? superior, string? agency, PageContext page, PageData data, TimeProvider time,
        [FromServices] TargetsOnADay counts, [FromServices] RegistryNature nature, [FromServices] ExportLimits limits, [FromServices] AuditTrail audit, CancellationToken cancellationToken)
    {
        if (!MayReport(page.Reader!.Role))
        {
            await Results.StatusCode(StatusCodes.Status403Forbidden).ExecuteAsync(page.Http);
            return;
        }

        var today = VietnamTime.Today(time);
        var asked = string.IsNullOrEmpty(year) ? today.Year : int.TryParse(year, System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 0;
        if (asked < AnnualReport.FirstYear || asked > today.Year)
        {
            await Results.StatusCode(StatusCodes.Status400BadRequest).ExecuteAsync(page.Http);
            return;
        }

        await limits.MakeAsync(page.Http, async () =>
        {
            if (await new AnnualReports(data, counts, nature).ReadAsync(code, asked, today, page.Caller, cancellationToken) is not { } report)
            {
                await Results.NotFound().ExecuteAsync(page.Http);
                return;
            }

            using var paper = new MemoryStream();
            AnnualReportPaper.Write(paper, report, ReportLetterhead.Of(superior, agency), time.GetUtcNow());
            await audit.ExportedAsync(page.Http, $"report {report.Plan.Code}", [], "docx", report.Targets.Count, whole: true);
            page.Http.Response.Headers.ContentDisposition = TableDownload.DispositionOf($"Báo cáo {report.Plan.Code} năm {asked}.docx");
            await Results.Bytes(paper.ToArray(), Word).ExecuteAsync(page.Http);
        });
    }
}
