using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Indicators;

/// <summary>The page on which somebody writes an indicator and sees its number: the address holds the whole question, so that it can be kept and sent.</summary>
internal static class IndicatorPages
{
    public static void MapIndicators(this IEndpointRouteBuilder pages) => pages.MapGet("/indicator", IndicatorAsync);

    private static async Task<IResult> IndicatorAsync(
        PageContext page, TimeProvider time, string? define, string? target, string? unit, string? by, DateOnly? asOf, string? from, bool? groups, string? table, string? format,
        [FromServices] IndicatorDesk? desk, [FromServices] IndicatorComparisons? comparisons, CancellationToken cancellationToken)
    {
        if (!PageData.SeesPeople(page.Reader!.Role) || desk is null || comparisons is null)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        // A form sends a day that was left out as an empty text.
        DateOnly? compared = string.IsNullOrEmpty(from) ? null : DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;
        if (define?.Length > IndicatorDesk.LongestDefinition || (asOf is { } asked && !AsOfDays.Contains(asked)) || (compared is { } first && !AsOfDays.Contains(first)))
            return Results.BadRequest();

        var question = new IndicatorPage(define?.Trim() ?? "", unit?.Trim() ?? "", by ?? "", asOf ?? VietnamTime.Today(time)) { From = compared, WithGroups = groups is true };
        if (target is { Length: > 0 and <= 20 } && question.Definition.Length == 0)
        {
            if (await desk.FindTargetAsync(target, cancellationToken) is not { } found)
                return Results.NotFound();
            question = question with { Definition = IndicatorJson.Write(found.Target.Indicator), UnitId = question.UnitId.Length > 0 ? question.UnitId : found.UnitId };
        }

        if (question.Definition.Length > 0)
        {
            var reading = await desk.ReadAsync(question.Definition, cancellationToken);
            question = reading.Indicator is { } indicator
                ? await AnswerAsync(page, question, indicator, desk, comparisons, cancellationToken)
                : question with { Problems = [.. reading.Problems.Select(problem => problem.Describe(page.Language.Tag()))] };
        }

        return format is null ? new RazorComponentResult<IndicatorView>(new { Page = page, Data = question })
            : IndicatorSheets.Of(page, question, table ?? "indicator") is { } sheet ? sheet.As(format)
            : Results.NotFound();
    }

    /// <summary>Counts what a page asks for, told apart by what it asks for.</summary>
    public static async Task<IndicatorPage> AnswerAsync(
        PageContext page, IndicatorPage question, Indicator indicator, IndicatorDesk desk, IndicatorComparisons comparisons, CancellationToken cancellationToken)
    {
        var scope = new IndicatorScope { Units = question.UnitId.Length > 0 ? [question.UnitId] : [] };
        var map = DistrictMap.For(question.AsOf);
        var answered = question with { Answer = await desk.CountAsync(page.Caller, indicator, scope, question.Dimensions, question.AsOf, map, cancellationToken) };
        if (question.WithGroups)
            answered = answered with { Groups = await comparisons.GroupsAsync(page.Caller, indicator, scope, question.AsOf, map, cancellationToken) };
        if (question.From is not { } from)
            return answered;

        return from < question.AsOf && indicator.After is null
            ? answered with { Change = await comparisons.BetweenAsync(page.Caller, indicator, scope, from, question.AsOf, map, cancellationToken) }
            : answered with
            {
                Problems = [from >= question.AsOf
                    ? page.T("Ngày so sánh phải trước ngày đếm.", "The day to compare with must lie before the day of counting.")
                    : page.T("Nhóm được xem lại sau một số năm thì mỗi ngày là một nhóm khác: không tách được nguyên nhân.", "A group that is looked at again after some years is another group on every day: its change has no causes.")],
            };
    }
}

/// <summary>A definition and what came of it.</summary>
/// <param name="Definition">As it was written.</param>
/// <param name="UnitId">Unit; empty for everywhere.</param>
/// <param name="By">district, sector, both joined by a comma, or empty.</param>
/// <param name="AsOf">The day.</param>
public sealed record IndicatorPage(string Definition, string UnitId, string By, DateOnly AsOf)
{
    /// <summary>What was counted; null where nothing was asked, or the definition is wrong.</summary>
    public IndicatorAnswer? Answer { get; init; }

    /// <summary>The day to compare with; null for none.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Whether the groups that the plans ask to favour are told apart.</summary>
    public bool WithGroups { get; init; }

    /// <summary>The indicator within those groups; empty where they were not asked for.</summary>
    public IReadOnlyList<PriorityGroupAnswer> Groups { get; init; } = [];

    /// <summary>The change since the day to compare with; null where there is none.</summary>
    public IndicatorChange? Change { get; init; }

    /// <summary>What is wrong with the definition, by line.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>By what it is told apart.</summary>
    public IReadOnlyList<IndicatorDimension> Dimensions => By switch
    {
        "district" => [IndicatorDimension.District],
        "sector" => [IndicatorDimension.Sector],
        "district,sector" => [IndicatorDimension.District, IndicatorDimension.Sector],
        _ => [],
    };
}
