using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Home;

/// <summary>The first page of an HR officer.</summary>
internal static class HomePages
{
    // The lists of as many people come within the second that a page has.
    private const int CountedAtOnce = 200_000;

    public static void MapHome(this IEndpointRouteBuilder pages)
    {
        var home = pages.MapGroupFor("/home", Role.Hr);
        home.MapGet("", ShowAsync);
        home.MapGet("/lists", ListsAsync);
    }

    private static async Task<IResult> ShowAsync(
        PageContext page, PageData data, TimeProvider time, [FromServices] ImportUploads? uploads, [FromServices] IConfiguration configuration, CancellationToken cancellationToken) =>
        new RazorComponentResult<HomeView>(new
        {
            Page = page,
            Shown = await data.HomeAsync(VietnamTime.Today(time), configuration.GetValue("Home:CountedAtOnce", CountedAtOnce), page.Caller, cancellationToken),
            Waiting = uploads?.Waiting(page.Reader!.AccountId) ?? [],
        });

    private static async Task<IResult> ListsAsync(PageContext page, PageData data, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(time);
        var counted = await data.InSessionAsync(page.Caller, session => WorkingLists.CountAsync(session, today, cancellationToken), cancellationToken);
        return new RazorComponentResult<HomeListsView>(new { Page = page, Items = (IReadOnlyList<AttentionItem>)[.. WorkingLists.Items(page.Language, counted, today)] });
    }
}
