using Microsoft.AspNetCore.Http.HttpResults;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Units;

/// <summary>The pages of administrative units: the map of a day with heads, and one unit over time.</summary>
internal static class UnitPages
{
    private const string List = "/units";

    public static void MapUnits(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(List, ListAsync);
        pages.MapGet("/units/{id}", UnitAsync);
        pages.MapUnitOperations();
    }

    private static async Task<IResult> ListAsync(
        PageContext page, PageData data, TimeProvider time, string? asOf, string? unit, string? descendants, string? format, CancellationToken cancellationToken)
    {
        var day = VietnamTime.Today(time);
        if (!string.IsNullOrEmpty(asOf) && (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", out day) || !AsOfDays.Contains(day)))
            return Results.BadRequest();

        string? settled = null;
        var picks = await TreePages.ChoicesAsync(page, data, ["unit"], day, address => settled = address, cancellationToken);
        if (settled is not null)
            return Results.LocalRedirect(settled);

        var under = string.IsNullOrEmpty(unit) ? null : unit;
        var list = await data.UnitListAsync(day, under, descendants != PeopleQuestion.OwnOnly, page.Caller, cancellationToken);
        if (under is not null && list.Units.Count == 0)
            return Results.NotFound();

        return format is not null ? PageTables.Units(page, list).As(format) : new RazorComponentResult<UnitsView>(new { Page = page, Data = list, Pick = picks["unit"] });
    }

    private static async Task<IResult> UnitAsync(
        string id, PageContext page, PageData data, TimeProvider time, string? table, string? format, CancellationToken cancellationToken)
    {
        if (await data.UnitAsync(id, VietnamTime.Today(time), page.Caller, cancellationToken) is not { } unit)
            return Results.NotFound();

        return (format, table) switch
        {
            (null, _) => new RazorComponentResult<UnitView>(new { Page = page, Data = unit }),
            (_, "names") => PageTables.UnitNames(page, unit).As(format),
            (_, "operations") => PageTables.Operations(page, $"unit-{unit.Code}-reorganisations", unit.Name, unit.Operations).As(format),
            _ => Results.NotFound(),
        };
    }
}
