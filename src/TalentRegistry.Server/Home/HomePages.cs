using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Importing;
using TalentRegistry.Server.Pages;

namespace TalentRegistry.Server.Home;

/// <summary>The first page of an HR officer.</summary>
internal static class HomePages
{
    public static void MapHome(this IEndpointRouteBuilder pages) => pages.MapGroupFor("/home", Role.Hr).MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(
        PageContext page, PageData data, TimeProvider time, [FromServices] ImportUploads? uploads, CancellationToken cancellationToken) =>
        new RazorComponentResult<HomeView>(new
        {
            Page = page,
            Shown = await data.HomeAsync(VietnamTime.Today(time), page.Caller, cancellationToken),
            Waiting = uploads?.Waiting(page.Reader!.AccountId) ?? [],
        });
}
