using Microsoft.AspNetCore.WebUtilities;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.People;

/// <summary>Questions of the list of people that officers save by a name, remove and take back.</summary>
internal static class PeopleViewPages
{
    private const int LongestName = 80;

    /// <summary>What in an address tells which people, in which order and with which columns. A day would make a view of yesterday, and keys would tell who.</summary>
    public static IReadOnlyList<string> Kept { get; } =
        ["q", "unit", "sector", "profession", "target", "agency", "descendants", "list", .. PeopleTraits.Parameters, PeopleSort.Parameter, PeopleColumn.Parameter];

    public static void MapPeopleViews(this IEndpointRouteBuilder pages)
    {
        var views = pages.MapGroupFor("/people/views", Role.Hr);
        views.MapPost("", SaveAsync);
        views.MapPost("/{id:guid}/remove", (Guid id, IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken) => SetAsync(id, isRemoved: true, page, data, cancellationToken));
        views.MapPost("/{id:guid}/restore", (Guid id, IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken) => SetAsync(id, isRemoved: false, page, data, cancellationToken));
    }

    /// <summary>What is kept of an address.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> query) => QueryString.Create(query
        .Where(pair => Kept.Contains(pair.Key, StringComparer.Ordinal)).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
        .Where(pair => !string.IsNullOrEmpty(pair.Value) && !(pair.Key == "q" && MayTellCitizenId(pair.Value)))).Value?.TrimStart('?') ?? "";

    /// <summary>Whether a search may be for somebody's citizen ID, or its last digits: it is saved nowhere. Four digits that can be a year of birth are one.</summary>
    public static bool MayTellCitizenId(string text)
    {
        char[] digits = [.. text.Where(char.IsAsciiDigit)];
        return digits.Length > 3 && !(digits is ['1', '9', _, _] or ['2', '0', _, _] && text.Any(char.IsLetter));
    }

    private static async Task<IResult> SaveAsync(IFormCollection form, PageContext page, PageData data, CancellationToken cancellationToken)
    {
        var name = form["name"].ToString().Trim();
        var query = Query(QueryHelpers.ParseQuery(form["query"]));
        if (name.Length is 0 or > LongestName || (form["share"].ToString() is { Length: > 0 } share && !Guid.TryParse(share, out _)))
            return Results.BadRequest();

        var agency = Guid.TryParse(form["share"], out var with) ? with : (Guid?)null;
        return await data.SavePeopleViewAsync(name, query, page.Reader!.DisplayName, agency, page.Caller, cancellationToken)
            ? Results.LocalRedirect(Address(query))
            : Results.Problem(
                page.T("Bạn đã có một bộ lọc cùng tên, hoặc không chia sẻ được với cơ quan này.", "You have one of that name already, or cannot share with that agency."),
                statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> SetAsync(Guid id, bool isRemoved, PageContext page, PageData data, CancellationToken cancellationToken) =>
        await data.SetPeopleViewAsync(id, isRemoved, page.Caller, cancellationToken)
            ? Results.LocalRedirect(isRemoved ? $"/people?removed={id}" : "/people")
            : Results.NotFound();

    /// <summary>The address of the list.</summary>
    internal static string Address(string query) => query.Length == 0 ? "/people" : $"/people?{query}";
}
