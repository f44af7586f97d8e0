using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Localisation;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Indicators;

/// <summary>The page on which somebody writes an indicator and sees its number: the address holds the whole question, so that it can be kept and sent.</summary>
internal static class IndicatorPages
{
    private static readonly DateOnly LastDayOfDistricts = new(2025, 6, 30);

    public static void MapIndicators(this IEndpointRouteBuilder pages) => pages.MapGet("/indicator", IndicatorAsync);

    private static async Task<IResult> IndicatorAsync(
        PageContext page, TimeProvider time, string? define, string? unit, string? by, DateOnly? asOf, string? format,
        [FromServices] IndicatorDesk? desk, CancellationToken cancellationToken)
    {
        if (!PageData.SeesPeople(page.Reader!.Role) || desk is null)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (define?.Length > IndicatorDesk.LongestDefinition || (asOf is { } asked && !AsOfDays.Contains(asked)))
            return Results.BadRequest();

        var question = new IndicatorPage(define?.Trim() ?? "", unit?.Trim() ?? "", by ?? "", asOf ?? VietnamTime.Today(time));
        if (question.Definition.Length > 0)
        {
            var reading = await desk.ReadAsync(question.Definition, cancellationToken);
            question = reading.Indicator is { } indicator
                ? question with
                {
                    Answer = await desk.CountAsync(
                        page.Caller, indicator, new IndicatorScope { Units = question.UnitId.Length > 0 ? [question.UnitId] : [] }, question.Dimensions, question.AsOf,
                        question.AsOf > LastDayOfDistricts ? LastDayOfDistricts : question.AsOf, cancellationToken),
                }
                : question with { Problems = [.. reading.Problems.Select(problem => problem.Describe(page.Language.Tag()))] };
        }

        return format is null ? new RazorComponentResult<IndicatorView>(new { Page = page, Data = question })
            : question.Answer is { } answer ? Sheet(page, question, answer).As(format)
            : Results.NotFound();
    }

    private static TableSheet Sheet(PageContext page, IndicatorPage question, IndicatorAnswer answer) => new(
        $"indicator-{answer.AsOf:yyyy-MM-dd}",
        page.T(answer.Explanation.Vi, answer.Explanation.En),
        [
            page.T($"Ngày {LanguageText.Day(answer.AsOf)}", $"On {LanguageText.Day(answer.AsOf)}"),
            .. page.Synthetic ? [page.T("Dữ liệu mô phỏng: không có ai là thật.", "Synthetic data: none of the people is real.")] : Array.Empty<string>(),
            .. answer.Settings.Select(setting => page.T(setting.Note.Vi, setting.Note.En)),
        ],
        [
            .. question.Dimensions.Select(by => IndicatorView.NameOf(page.Language, by)), page.T("Số người", "People"), page.T("Mẫu số", "Denominator"), page.T("Giá trị", "Value"),
            page.T("Chưa rõ", "Unknown"), page.T("Giá trị nếu tất cả đều đạt", "Value if all of them passed"),
        ],
        [.. answer.Cells.Append(answer.Total).OfType<IndicatorAnswerCell>().Select(object?[] (cell) =>
        [
            .. question.Dimensions.Select((_, i) => cell.Keys.Count > i ? page.T(cell.Keys[i].NameVi, cell.Keys[i].NameEn) : i == 0 ? page.T("Tất cả", "All") : null),
            cell.Numerator, cell.Denominator, cell.Value, cell.Unknown, cell.ValueAtMost,
        ])]);
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
