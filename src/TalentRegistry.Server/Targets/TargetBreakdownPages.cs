using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Indicators;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Targets;

/// <summary>
/// What changed a target since the end of last year, its sectors and the groups to be favoured, counted when asked for: a page of its own, of which the target's page shows the tables once it is open.
/// </summary>
internal static class TargetBreakdownPages
{
    public static void MapTargetBreakdowns(this IEndpointRouteBuilder pages) =>
        pages.MapGroupFor("/targets/{code}/breakdown", Role.Hr, Role.Planner, Role.Leader).MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(
        string code, string? table, string? format, PageContext page, PageData data, TimeProvider time, [FromServices] IndicatorDesk? desk, [FromServices] IndicatorComparisons? comparisons,
        CancellationToken cancellationToken)
    {
        if (desk is null || comparisons is null || await data.TargetHeadAsync(code, page.Caller, cancellationToken) is not { } head || await desk.FindTargetAsync(code, cancellationToken) is not { } target)
            return Results.NotFound();

        var (today, indicator) = (VietnamTime.Today(time), target.Target.Indicator);
        var question = new IndicatorPage(IndicatorJson.Write(indicator), target.UnitId, "sector", today)
        {
            // A group that is looked at again after some years is another group on every day.
            From = indicator.After is null ? new DateOnly(today.Year - 1, 12, 31) : null,
            WithGroups = true,
        };
        var answered = await IndicatorPages.AnswerAsync(page, question, indicator, desk, comparisons, cancellationToken);
        return format is null ? new RazorComponentResult<TargetBreakdownView>(new { Page = page, Head = head, Data = answered })
            : IndicatorSheets.Of(page, answered, table ?? "indicator") is { } sheet ? sheet.As(format)
            : Results.NotFound();
    }
}
