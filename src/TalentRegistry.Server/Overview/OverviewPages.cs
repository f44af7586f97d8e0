using Microsoft.AspNetCore.Http.HttpResults;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Charts;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Overview;

/// <summary>The leader's screen, its tables and its pictures: for leaders, and for planners who prepare what leaders see.</summary>
internal static class OverviewPages
{
    /// <summary>Where it is.</summary>
    public const string Address = "/overview";

    private const int MostInAFile = 100_000;

    public static void MapOverview(this IEndpointRouteBuilder pages)
    {
        var overview = pages.MapGroupFor(Address, Role.Leader, Role.Planner);
        overview.MapGet("", ShowAsync);
        foreach (var format in new[] { "svg", "png" })
        {
            overview.MapGet($"/{{picture}}.{format}", (string picture, PageContext page, PageData data, string? plan, string? unit, CancellationToken cancellationToken) =>
                PictureAsync(picture, format, page, data, plan, unit, cancellationToken));
        }
    }

    private static async Task<IResult> ShowAsync(PageContext page, PageData data, string? plan, string? unit, string? table, string? format, CancellationToken cancellationToken)
    {
        var found = await data.OverviewAsync(page.Caller, plan, unit, format is null ? OverviewTrend.Told : MostInAFile, cancellationToken);
        if (format is null)
            return new RazorComponentResult<OverviewView>(new { Page = page, Data = found });

        return OverviewSheets.Of(page, found, table)?.As(format) ?? Results.NotFound();
    }

    private static async Task<IResult> PictureAsync(
        string picture, string format, PageContext page, PageData data, string? plan, string? unit, CancellationToken cancellationToken) =>
        await OverviewPictures.Of(page, await data.OverviewAsync(page.Caller, plan, unit, 0, cancellationToken), picture).AsAsync(format, page.Http, cancellationToken);
}
