using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Server.Forecasts;

/// <summary>A year's account of some people, in means over the draws, with the bands of what is published.</summary>
internal static class SupplyRows
{
    /// <summary>The row of all people of a cell.</summary>
    /// <param name="key">Unit, sector and profession.</param>
    /// <param name="slice">Their draws.</param>
    /// <param name="year">A year of the forecast.</param>
    /// <param name="published">People at its end as they are published: the model's, or those moved to "no change".</param>
    public static SupplyRow Of(ShortageKey key, SupplySlice slice, int year, float[] published)
    {
        return new SupplyRow(
            key.UnitId, key.SectorCode, key.ProfessionCode, year,
            new SupplyFlows(
                Mean(SupplyFlow.Opening), Mean(SupplyFlow.Recruits), Mean(SupplyFlow.UpgradesIn), Mean(SupplyFlow.UpgradesOut),
                Mean(SupplyFlow.Retirements), Mean(SupplyFlow.Leavers) + Mean(SupplyFlow.TransfersOut), Mean(SupplyFlow.Deaths),
                Mean(SupplyFlow.TransfersOut), Mean(SupplyFlow.MovesIn), Mean(SupplyFlow.MovesOut)),
            // Of the account, whose flows it closes, also where "no change" is published.
            Mean(SupplyFlow.Closing), TargetPaths.BandOf(Quantiles.Of(published)));

        double Mean(SupplyFlow flow) => slice.Flow(flow, year).Average(people => (double)people);
    }

    /// <summary>The rows of each degree level that anybody of the cell holds in any year, level by level.</summary>
    /// <param name="key">Unit, sector and profession.</param>
    /// <param name="parts">Units that make up the unit.</param>
    /// <param name="inputs">What the run is made from.</param>
    /// <param name="published">People of all levels at the end of each forecast year, as published.</param>
    public static IEnumerable<SupplyOfDegree> ByDegree(ShortageKey key, IReadOnlySet<string> parts, ForecastInputs inputs, IReadOnlyList<float[]> published)
    {
        var all = SupplySelection.Of(parts, key.SectorCode, key.ProfessionCode);
        var together = inputs.Supply.Select(all);
        foreach (var level in Enum.GetValues<DegreeBand>())
        {
            var slice = inputs.Supply.Select(all with { Bands = new HashSet<DegreeBand> { level } });
            if (slice.CellCount == 0) continue;

            SupplyRow[] rows =
            [
                .. published.Select((people, index) =>
                {
                    var year = inputs.BaseYear + 1 + index;
                    return Of(key, slice, year, NoChange.ShareOf(slice.Closing(year), together.Closing(year), people));
                }),
            ];
            // Whoever comes and goes within a year was there too.
            if (Array.Exists(rows, row => row.Flows.Opening + row.Flows.Recruits + row.Flows.MovesIn + row.Flows.UpgradesIn > 0))
                foreach (var row in rows)
                    yield return new SupplyOfDegree(level, row);
        }
    }
}
