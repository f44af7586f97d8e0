using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Forecasts;

/// <summary>How many people retire in each year to come, over all sectors of a unit.</summary>
internal static class RetirementWave
{
    public static IReadOnlyList<RetirementRow> Of(ForecastInputs inputs) =>
    [
        .. from unit in inputs.ProvinceOf.Keys.Union(inputs.ProvinceOf.Values).Order(StringComparer.Ordinal)
           let people = inputs.Supply.Select(new SupplySelection { Units = inputs.PartsOf(unit) })
           from year in Enumerable.Range(inputs.BaseYear + 1, inputs.LastYear - inputs.BaseYear)
           let retiring = Quantiles.Of(people.Flow(SupplyFlow.Retirements, year))
           select new RetirementRow(unit, year, retiring.Mean, TargetPaths.BandOf(retiring)),
    ];
}
