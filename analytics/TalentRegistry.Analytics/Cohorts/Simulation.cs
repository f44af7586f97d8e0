using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Takes a group through all draws: no random number depends on another group, so groups may run on any thread in any order.</summary>
internal sealed class Simulation(CareerTable table, Rates rates, CellDraws[] accounts, CohortSettings settings)
{
    /// <summary>All draws of a group, entered in the accounts of its cells and of those to which its people move.</summary>
    public void Run(Group group)
    {
        var own = Array.ConvertAll(group.Cells, cell => cell < 0 ? null : accounts[cell]);
        var account = new GroupAccount(settings.HorizonInYears);
        var opening = Array.ConvertAll(group.Cohorts, cohorts => cohorts.Sum(cohort => cohort.People));
        var names = Array.ConvertAll(group.Cells, cell => cell < 0 ? "" : Recruitment.CellName(table.Cells[cell]));
        var people = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "people", name));
        var hiring = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "hiring", name));
        var recruits = Array.ConvertAll(group.Cells, cell => cell < 0 ? null : rates.MeanRecruits(cell));
        var path = new GroupPath(table, rates, settings.HorizonInYears, account, group.Province(table));
        for (var draw = 0; draw < settings.Draws; draw++)
        {
            account.Clear();
            path.Open(draw, group.Cells);
            for (var band = 0; band < GroupAccount.Bands; band++)
            {
                path.FollowStock(band, group.Cohorts[band], CounterRandom.Of(people[band], draw));
                if (recruits[band] is { } mean) path.FollowRecruits(band, table.KindOf[group.Cells[band]], mean[draw], hiring[band]);
            }

            account.Enter(own, opening, draw);
            foreach (var visit in path.Visits) visit.Enter(accounts[visit.Cell], draw, settings.HorizonInYears);
        }
    }
}
