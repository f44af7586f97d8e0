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
        overview.MapGet("/{picture}.svg", SvgAsync);
        overview.MapGet("/{picture}.png", PngAsync);
    }

    private static async Task<IResult> ShowAsync(PageContext page, PageData data, string? plan, string? unit, string? table, string? format, CancellationToken cancellationToken)
    {
        var found = await data.OverviewAsync(page.Caller, plan, unit, format is null ? OverviewTrend.Told : MostInAFile, cancellationToken);
        if (format is null)
            return new RazorComponentResult<OverviewView>(new { Page = page, Data = found });

        return OverviewSheets.Of(page, found, table)?.As(format) ?? Results.NotFound();
    }

    private static async Task<IResult> SvgAsync(
        string picture, PageContext page, PageData data, ChartRenderer renderer, string? plan, string? unit, CancellationToken cancellationToken)
    {
        // A drawing looked at by itself has its styles in it, and nothing else.
        page.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'";
        return await DrawAsync(picture, page, data, plan, unit, cancellationToken) is { } drawn
            ? Results.Text(await renderer.RenderSvgAsync(drawn.Option, drawn.Width, drawn.Height, cancellationToken), "image/svg+xml")
            : Results.NotFound();
    }

    private static async Task<IResult> PngAsync(
        string picture, PageContext page, PageData data, ChartRenderer renderer, string? plan, string? unit, CancellationToken cancellationToken) =>
        await DrawAsync(picture, page, data, plan, unit, cancellationToken) is { } drawn
            ? Results.File(await renderer.RenderPngAsync(drawn.Option, drawn.Width, drawn.Height, cancellationToken), "image/png")
            : Results.NotFound();

    private static async Task<Picture?> DrawAsync(string picture, PageContext page, PageData data, string? plan, string? unit, CancellationToken cancellationToken) =>
        OverviewPictures.Of(page, await data.OverviewAsync(page.Caller, plan, unit, 0, cancellationToken), picture);
}
