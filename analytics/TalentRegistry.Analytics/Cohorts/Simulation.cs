using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Takes a group through all draws: no number depends on another group, so groups may run on any thread in any order.</summary>
internal sealed class Simulation(CareerTable table, Rates rates, CohortSettings settings)
{

    /// <summary>All draws of a group, entered in its cells' accounts.</summary>
    public void Run(Group group, CellDraws?[] accounts)
    {
        var account = new GroupAccount(settings.HorizonInYears);
        var opening = Array.ConvertAll(group.Cohorts, cohorts => cohorts.Sum(cohort => cohort.People));
        var names = Array.ConvertAll(group.Cells, cell => cell < 0 ? "" : Recruitment.CellName(table.Cells[cell]));
        var people = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "people", name));
        var hiring = Array.ConvertAll(names, name => CounterRandom.Key(settings.Seed, "hiring", name));
        var recruits = Array.ConvertAll(group.Cells, cell => cell < 0 ? null : rates.MeanRecruits(cell));
        var province = table.ProvinceOf[table.UnitOf[group.Cells.First(cell => cell >= 0)]];
        var path = new GroupPath(rates, settings.HorizonInYears, account, province);
        for (var draw = 0; draw < settings.Draws; draw++)
        {
            account.Clear();
            path.Open(draw, group.Cells);
            for (var band = 0; band < GroupAccount.Bands; band++)
            {
                path.FollowStock(band, group.Cohorts[band], CounterRandom.Of(people[band], draw));
                if (recruits[band] is { } mean) path.FollowRecruits(band, table.KindOf[group.Cells[band]], mean[draw], hiring[band]);
            }

            account.Enter(accounts, opening, draw);
        }

        foreach (var cell in accounts) cell?.Close();
    }
}
