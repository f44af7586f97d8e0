using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Mean flows of a slice since the base year, added up as the years are asked for.</summary>
internal sealed class FlowsSince(SupplySlice slice, int baseYear)
{
    private double retirements;
    private double exits;
    private double recruits;
    private int years;

    /// <summary>Where the gap of a year comes from.</summary>
    /// <param name="year">No earlier than the year asked for before.</param>
    /// <param name="required">People required at the end of the base year.</param>
    /// <param name="then">People required at the end of the year.</param>
    public ShortageParts PartsAt(int year, double required, double then)
    {
        for (; baseYear + years < year; years++)
        {
            var opened = Stock + recruits - retirements - exits;
            retirements += Mean(SupplyFlow.Retirements, baseYear + years + 1);
            recruits += Mean(SupplyFlow.Recruits, baseYear + years + 1);
            // What is left of the change: leavers, transfers, deaths, and moves and upgrades less those that come.
            exits += opened - slice.Closing(baseYear + years + 1).Average() + Mean(SupplyFlow.Recruits, baseYear + years + 1) - Mean(SupplyFlow.Retirements, baseYear + years + 1);
        }

        return new(year - baseYear, Stock, required - Stock, then - required, retirements, exits, recruits);
    }

    private float Stock => slice.Closing(baseYear)[0];

    private double Mean(SupplyFlow flow, int year) => slice.Flow(flow, year).Average();
}
