using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Headcounts;

/// <summary>What the pivot is asked: the address holds all of it.</summary>
/// <param name="Rows">Down the side.</param>
/// <param name="Columns">Across the top.</param>
/// <param name="Within">Within each row; null for two dimensions.</param>
/// <param name="AsOf">The day.</param>
/// <param name="UnitId">Only in this unit; null for all.</param>
/// <param name="SectorCode">Only in this sector with its parts; null for all.</param>
/// <param name="ProfessionCode">Only of this profession; null for all.</param>
/// <param name="Measure">What cells tell.</param>
public sealed record PivotQuestion(
    PivotDimension Rows, PivotDimension Columns, PivotDimension? Within, DateOnly AsOf, string? UnitId, string? SectorCode, string? ProfessionCode, PivotMeasure Measure)
{
    /// <summary>Only at this agency; null for all.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>The agency and the unit as they are called; empty where there is none, or nobody reads it.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];

    /// <summary>Whether a unit or an agency stands for all below it.</summary>
    public bool IncludeDescendants { get; init; } = true;

    /// <summary>Years that are told apart, the day's included.</summary>
    public const int Years = 10;

    /// <summary>The dimensions in the order of a cell's keys.</summary>
    public IReadOnlyList<PivotDimension> Dimensions => Within is null ? [Rows, Columns] : [Rows, Within, Columns];

    /// <summary>Whether years are told apart.</summary>
    public bool HasYears => Dimensions.Any(each => each.IsYear);

    /// <summary>The question of headcounts on each day: one, or the end of each year and the day itself.</summary>
    public IReadOnlyList<HeadcountQuestion> Headcounts => HasYears
        ? [.. Enumerable.Range(0, Years).Select(back => AsOf.Year - Years + 1 + back).Where(year => year >= AsOfDays.First.Year)
            .Select(year => On(year == AsOf.Year ? AsOf : new DateOnly(year, 12, 31)))]
        : [On(AsOf)];

    /// <summary>Reads an address; what it does not name is sector by district at the end of last year. A dimension that comes twice gives way.</summary>
    public static PivotQuestion Of(
        string? rows, string? columns, string? within, DateOnly asOf, string? unit, string? sector, string? profession, string? measure, Guid? agency = null, string? descendants = null)
    {
        var down = PivotDimension.Of(rows) ?? PivotDimension.All[0];
        var across = PivotDimension.Of(columns) is { } asked && asked != down ? asked : PivotDimension.All.First(each => each != down && each.By is HeadcountDimension.District or HeadcountDimension.Sector);
        var nested = PivotDimension.Of(within) is { } third && third != down && third != across ? third : null;
        return new(down, across, nested, asOf, Given(unit), Given(sector), Given(profession), MeasureOf(measure))
        {
            AgencyId = agency, IncludeDescendants = descendants != PeopleQuestion.OwnOnly,
        };
    }

    /// <summary>Codes of a cell in the order of the headcount's dimensions, without the year.</summary>
    internal IReadOnlyList<HeadcountDimension> By => [.. Dimensions.Where(each => !each.IsYear).Select(each => each.By!.Value)];

    internal HeadcountQuestion On(DateOnly day) => new(
        new HeadcountFilter
        {
            People = PeopleFilter.Everyone with { Sectors = SectorCode is null ? [] : [SectorCode], Professions = ProfessionCode is null ? [] : [ProfessionCode] },
            Units = UnitId is null ? [] : [UnitId],
            Agencies = AgencyId is { } agency ? [agency] : [],
            IncludeDescendants = IncludeDescendants,
        },
        By, day, DistrictMap.For(day));

    private static PivotMeasure MeasureOf(string? text) => Enum.GetValues<PivotMeasure>().FirstOrDefault(measure => SnakeCase.Of(measure) == text);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
