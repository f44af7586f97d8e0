using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Agencies;
using TalentRegistry.Server.Exporting;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Pages.Tables;
using TalentRegistry.Server.Scenarios;

namespace TalentRegistry.Server.Headcounts;

/// <summary>Headcounts by any two or three dimensions as of any day, and the people behind a cell: the address holds the whole question.</summary>
internal static class PivotPages
{
    /// <summary>The code of a value that is unknown or none, in an address.</summary>
    public const string Unknown = "-";

    public static void MapPivot(this IEndpointRouteBuilder pages)
    {
        var readers = pages.MapGroupFor("/pivot", Role.Hr, Role.Planner, Role.Leader);
        readers.MapGet("", ShowAsync);
        readers.MapGet("/people", PeopleAsync);
    }

    private static async Task<IResult> ShowAsync(
        string? rows, string? columns, string? within, string? asOf, string? unit, string? sector, string? profession, string? measure, string? agency, string? descendants, string? table, string? format,
        PageContext page, PageData data, RegistryDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        var (day, outside) = DayOf(asOf, time);
        if (outside is { } refused && format is not null)
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: page.T(AsOfDays.RefusalVi(refused), AsOfDays.RefusalEn(refused)));

        string? settled = null;
        var picks = await TreePages.ChoicesAsync(page, data, ["agency", "unit"], DistrictMap.For(day), address => settled = address, cancellationToken);
        if (settled is not null)
            return Results.LocalRedirect(settled);

        var question = PivotQuestion.Of(rows, columns, within, day, unit, sector, profession, measure, KeyOf(agency), descendants) with { Picked = [.. picks.Values.Select(pick => pick.Text).Where(text => text.Length > 0)] };
        Pivot? pivot = null;
        string? fault = outside is { } wrong ? page.T(AsOfDays.RefusalVi(wrong), AsOfDays.RefusalEn(wrong)) : null;
        try
        {
            pivot = await Pivot.CountAsync(database, page.Caller, question, cancellationToken);
        }
        catch (ArgumentException refusal)
        {
            fault = page.T($"Đơn vị này không có trên bản đồ của ngày được hỏi: {question.UnitId}.", refusal.Message);
        }

        if (format is not null)
            return pivot is null ? Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: fault) : table is null or "pivot" ? PivotSheets.Of(page, pivot).As(format) : Results.NotFound();

        var names = await data.InSessionAsync(page.Caller, session => ScenarioNames.ReadAsync(session, cancellationToken), cancellationToken);
        return new RazorComponentResult<PivotView>(new { Page = page, Question = question, Pivot = pivot, Names = names, Picks = picks, Fault = fault })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    // Codes of the cell come as "cell", one for each dimension but the year.
    private static async Task<IResult> PeopleAsync(
        string? rows, string? columns, string? within, string? asOf, string? unit, string? sector, string? profession, string? agency, string? descendants, [FromQuery] string[]? cell,
        [FromQuery(Name = "page")] int? number, string? format, PageContext page, PageData data, [FromServices] ExportLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var (day, outside) = DayOf(asOf, time);
        var question = PivotQuestion.Of(rows, columns, within, day, unit, sector, profession, null, KeyOf(agency), descendants).On(day);
        if (outside is not null || (cell ?? []).Length != question.By.Count)
            return Results.BadRequest();
        // A list by ethnic group would tell what the count hides.
        if (question.IsSensitive && page.Reader!.Role != Role.Hr)
            return Results.StatusCode(StatusCodes.Status403Forbidden);

        var asked = new PeopleQuestion(day, null, null, null, null) { Cell = new(question, [.. cell!.Select(code => code == Unknown ? null : code)]) };
        var (offset, limit) = format is null ? (Math.Clamp(number ?? 1, 1, 100_000) - 1, PeopleView.PageSize) : (0, 0);
        if (await data.PeopleAsync(asked, offset * limit, limit, page.Caller, cancellationToken) is not { } people)
            return Results.NotFound();
        if (format is null)
            return new RazorComponentResult<PivotPeopleView>(new { Page = page, Data = people });

        return limits.RefusalOf(page.Reader!.Role, people.Total, page.Language) is { } refusal ? refusal
            : limits.Making(PageTables.People(page, people).As(data.EveryoneAsync(asked, page.Caller, cancellationToken).Select(IReadOnlyList<object?> (person) => PageTables.Row(page, people, person)), format));
    }

    /// <summary>The people behind a cell; null where they are not listed to the reader.</summary>
    public static string? PeopleLink(PageContext page, Pivot pivot, PivotRow row, HeadcountKey column)
    {
        if (pivot.Suppression is not null || (pivot.Question.By.Contains(HeadcountDimension.EthnicGroup) && page.Reader!.Role != Role.Hr))
            return null;

        var keys = pivot.Question.Within is null ? (HeadcountKey[])[row.Key, column] : [row.Key, row.Within!, column];
        var day = pivot.Question.AsOf;
        var query = new List<KeyValuePair<string, StringValues>>();
        foreach (var (dimension, key) in pivot.Question.Dimensions.Zip(keys))
        {
            if (!dimension.IsYear)
                query.Add(new("cell", key.Code ?? Unknown));
            else if (int.Parse(key.Code!, CultureInfo.InvariantCulture) is var year && year != day.Year)
                day = new DateOnly(year, 12, 31);
        }

        return "/pivot/people" + QueryString.Create([.. Parts(pivot.Question, day), .. query]);
    }

    /// <summary>The question as parts of an address.</summary>
    public static IEnumerable<KeyValuePair<string, StringValues>> Parts(PivotQuestion question, DateOnly day) =>
        from part in new (string Name, string? Value)[]
        {
            ("rows", question.Rows.Name), ("columns", question.Columns.Name), ("within", question.Within?.Name), ("asOf", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("agency", question.AgencyId?.ToString()), ("unit", question.UnitId), ("descendants", question.IncludeDescendants ? null : PeopleQuestion.OwnOnly), ("sector", question.SectorCode), ("profession", question.ProfessionCode),
            ("measure", question.Measure is PivotMeasure.People ? null : SnakeCase.Of(question.Measure)),
        }
        where part.Value is not null
        select new KeyValuePair<string, StringValues>(part.Name, part.Value);

    // The form sends an empty text for none.
    private static Guid? KeyOf(string? agency) => Guid.TryParse(agency, out var key) ? key : null;

    // The end of last year unless asked for; a form sends a day that was left out as an empty text.
    private static (DateOnly Day, DateOnly? Outside) DayOf(string? asOf, TimeProvider time)
    {
        var usual = new DateOnly(VietnamTime.Today(time).Year - 1, 12, 31);
        if (string.IsNullOrEmpty(asOf))
            return (usual, null);

        var day = DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : DateOnly.MinValue;
        return AsOfDays.Contains(day) ? (day, null) : (usual, day);
    }
}
