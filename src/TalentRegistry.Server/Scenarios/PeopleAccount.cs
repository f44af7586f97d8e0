using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>Where people come from and go to over some years, means over the draws: opening + what comes - what goes = closing.</summary>
/// <param name="Opening">At the end of the base year.</param>
/// <param name="Recruits">Came in.</param>
/// <param name="MovesIn">Came from elsewhere in the province.</param>
/// <param name="UpgradesIn">Came by a higher degree.</param>
/// <param name="UpgradesOut">Went by a higher degree.</param>
/// <param name="MovesOut">Went elsewhere in the province.</param>
/// <param name="Retirements">Retired.</param>
/// <param name="Leavers">Resigned, were dismissed, or left the province.</param>
/// <param name="Deaths">Died.</param>
/// <param name="Closing">At the end of the last year.</param>
public sealed record PeopleAccount(
    double Opening, double Recruits, double MovesIn, double UpgradesIn, double UpgradesOut, double MovesOut, double Retirements, double Leavers, double Deaths, double Closing)
{
    internal static PeopleAccount Of(SupplySlice people, int baseYear, int year)
    {
        double Sum(SupplyFlow flow) => Enumerable.Range(baseYear + 1, year - baseYear).Sum(each => people.Flow(flow, each).Average(count => (double)count));
        return new(
            people.Closing(baseYear)[0], Sum(SupplyFlow.Recruits), Sum(SupplyFlow.MovesIn), Sum(SupplyFlow.UpgradesIn), Sum(SupplyFlow.UpgradesOut), Sum(SupplyFlow.MovesOut),
            Sum(SupplyFlow.Retirements), Sum(SupplyFlow.Leavers) + Sum(SupplyFlow.TransfersOut), Sum(SupplyFlow.Deaths), people.Closing(year).Average(count => (double)count));
    }

    /// <summary>This account and what another has more than a third, line by line.</summary>
    internal PeopleAccount Plus(PeopleAccount other, PeopleAccount less) => new(
        Opening, Recruits + other.Recruits - less.Recruits, MovesIn + other.MovesIn - less.MovesIn, UpgradesIn + other.UpgradesIn - less.UpgradesIn, UpgradesOut + other.UpgradesOut - less.UpgradesOut,
        MovesOut + other.MovesOut - less.MovesOut, Retirements + other.Retirements - less.Retirements, Leavers + other.Leavers - less.Leavers, Deaths + other.Deaths - less.Deaths,
        Closing + other.Closing - less.Closing);
}
