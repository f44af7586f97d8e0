using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Server.Forecasts;

/// <summary>What every table of a run is made from.</summary>
/// <param name="Supply">Draws of supply.</param>
/// <param name="History">The counted past of the targets.</param>
/// <param name="Populations">Population by unit, where any is published.</param>
/// <param name="Recalled">Units and years whose population is only recalled.</param>
/// <param name="ProvinceOf">Province of each unit with people.</param>
/// <param name="Vocabulary">What the codes of filters mean.</param>
/// <param name="Seed">Seed of the run.</param>
internal sealed record ForecastInputs(
    SupplyForecast Supply, IndicatorHistory History, IReadOnlyDictionary<string, PopulationPath> Populations,
    IReadOnlySet<(string UnitId, int Year)> Recalled, IReadOnlyDictionary<string, string> ProvinceOf, FilterVocabulary Vocabulary, long Seed)
{
    /// <summary>Adds to draws of supply and the counted past what the registry knows of populations and of the codes of filters.</summary>
    public static async Task<ForecastInputs> ReadAsync(
        RegistryDatabase database, SupplyForecast supply, IndicatorHistory history, CareerTally tally, IReadOnlyList<PublishedPopulation> published, long seed, CancellationToken cancellationToken) => new(
        supply, history, Forecasts.Populations.Fit(published, tally.ProvinceOf), published.Where(figure => figure.Recalled).Select(figure => (figure.UnitId, figure.Year)).ToHashSet(), tally.ProvinceOf,
        await FilterVocabulary.ReadAsync(database, cancellationToken), seed);

    /// <summary>How earlier forecasts fared; null for one of the past, which is held against what came.</summary>
    public PastForecasts? Past { get; init; }

    public int BaseYear => Supply.BaseYear;

    public int LastYear => Supply.BaseYear + Supply.HorizonInYears;

    /// <summary>Units whose people make up a unit: the districts of a province, else the unit itself.</summary>
    public IReadOnlySet<string> PartsOf(string unitId) => ProvinceOf
        .Where(unit => unit.Key == unitId || unit.Value == unitId).Select(unit => unit.Key).ToHashSet();
}

/// <summary>The tally in the words of the supply model.</summary>
internal static class CohortInputs
{
    public static CohortInput Of(CareerTally tally) => new(
        tally.BaseYear,
        tally.ProvinceOf,
        [.. tally.Stock.Select(counted => new StockCount(
            KeyOf(counted.Key.Cell), counted.Key.Cell.Sex, counted.Key.Cell.Age, counted.Value, counted.Key.BirthMonth))],
        [.. tally.History.Select(counted => new CareerCount(
            KeyOf(counted.Key.Cell), counted.Key.Cell.Sex, counted.Key.Cell.Age, counted.Key.Year, counted.Value.PersonYears,
            counted.Value.Retirements, counted.Value.Leavers, counted.Value.Deaths, counted.Value.Recruits, counted.Value.Upgrades, counted.Value.Transfers))],
        RetirementRoadmap.Decree135)
    {
        Upgrades = [.. tally.Upgrades.Select(counted => new UpgradeCount(counted.Key.ProfessionCode, counted.Key.From, counted.Key.To, counted.Value))],
        Moves =
        [
            .. tally.Moves.Select(counted => new MoveCount(
                KeyOf(counted.Key.From), KeyOf(counted.Key.To), counted.Key.From.Sex, counted.Key.From.Age, counted.Key.Year, counted.Value)),
        ],
    };

    private static CellKey KeyOf(CareerCell cell) => new(cell.UnitId, cell.SectorCode, cell.ProfessionCode, cell.Band);

}

/// <summary>Population paths of all units that have a published figure.</summary>
internal static class Populations
{
    public static IReadOnlyDictionary<string, PopulationPath> Fit(
        IReadOnlyList<PublishedPopulation> published, IReadOnlyDictionary<string, string> provinceOf)
    {
        var figures = published.GroupBy(figure => figure.UnitId)
            .ToDictionary(unit => unit.Key, unit => unit.Select(figure => new PopulationPoint(figure.Year, figure.People)).ToList());
        var paths = new Dictionary<string, PopulationPath>();
        foreach (var province in provinceOf.Values.Distinct().Where(id => figures.TryGetValue(id, out var points) && points.Count > 1))
            paths[province] = PopulationPath.Fit(province, figures[province]);
        foreach (var (unit, province) in provinceOf.Where(unit => !paths.ContainsKey(unit.Key) && figures.ContainsKey(unit.Key)))
        {
            if (figures[unit].Count > 1 || paths.ContainsKey(province))
                paths[unit] = PopulationPath.Fit(unit, figures[unit], paths.GetValueOrDefault(province));
        }

        return paths;
    }
}
