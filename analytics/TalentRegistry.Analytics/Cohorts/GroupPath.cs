using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// One group's rates in one draw, and the walk of every person and recruit along them. One exponential patience a person is
/// spent by the rates of the years until it is used up: the exact way to draw the time of the first of competing risks
/// (Gillespie 1977), and one random number where a coin a year would take ten.
/// </summary>
internal sealed class GroupPath(Rates rates, int horizon, GroupAccount account, int province)
{
    // Numbers set aside for one person: age, retirement, and two for each band passed through.
    private const int NumbersPerPerson = 8;
    private readonly YearlyRates[] multipliers = new YearlyRates[GroupAccount.Bands];
    private int draw;

    public void Open(int next, int[] cells)
    {
        draw = next;
        for (var band = 0; band < GroupAccount.Bands; band++)
            multipliers[band] = cells[band] < 0 ? default : rates.MultipliersOf(cells[band], draw);
    }

    public void FollowStock(int band, Cohort[] cohorts, CounterRandom random)
    {
        var person = 0;
        foreach (var cohort in cohorts)
            for (var i = 0; i < cohort.People; i++)
                Follow(random.At(NumbersPerPerson * person++), band, cohort.Sex, cohort.Age, hired: 0);
    }

    public void FollowRecruits(int band, int kind, double mean, ulong key)
    {
        var byYear = rates.RecruitsByYear[province].AsSpan(draw * (horizon + 1), horizon + 1);
        var variance = rates.RecruitVariance;
        for (var year = 1; year <= horizon; year++)
        {
            var random = CounterRandom.Of(key, draw, year);
            var people = CounterRandom.Of(key, draw, -year);
            var count = random.NextPoisson(mean * byYear[year] * variance * random.NextGamma(1 / variance));
            for (var i = 0; i < count; i++)
            {
                var person = people.At(NumbersPerPerson * i);
                var slot = rates.RecruitAges.Slot(kind, person.NextDouble());
                account.Recruit(band, year);
                var age = slot % CareerTable.Ages + CohortInput.MinAge - year;
                Follow(person, band, slot / CareerTable.Ages, age, hired: year);
            }
        }
    }

    private void Follow(CounterRandom random, int band, int sex, int ageAtBase, int hired)
    {
        var first = Math.Max(1, hired);
        var retires = rates.Retirement.YearOf(draw, sex, ageAtBase, first, random.NextDouble());
        var patience = -Math.Log(random.NextDouble());
        var byAge = rates.ByAge.AsSpan(draw * CareerTable.AgeSlots + sex * CareerTable.Ages, CareerTable.Ages);
        var leavingByYear = rates.LeavingByYear[province].AsSpan(draw * (horizon + 1), horizon + 1);
        var upgradingByYear = rates.UpgradingByYear[province].AsSpan(draw * (horizon + 1), horizon + 1);
        var multiplier = multipliers[band];
        for (var year = first; year <= horizon; year++)
        {
            var rate = byAge[Math.Min(ageAtBase + year, CohortInput.MaxAge) - CohortInput.MinAge];
            var leaving = rate.Leaving * multiplier.Leaving * leavingByYear[year];
            var dying = rate.Dying * multiplier.Dying;
            var all = leaving + dying + rate.Upgrading * multiplier.Upgrading * upgradingByYear[year];
            patience -= all * Presence(year, hired, retires);
            if (patience < 0)
            {
                var which = random.NextDouble() * all;
                if (which < leaving + dying)
                {
                    account.Exit(which < leaving ? SupplyFlow.Leavers : SupplyFlow.Deaths, band, year, hired > 0);
                    return;
                }

                account.Upgrade(band, year, hired > 0);
                multiplier = multipliers[++band];
                patience = -Math.Log(random.NextDouble());
            }

            if (year != retires) continue;

            account.Exit(SupplyFlow.Retirements, band, year, hired > 0);
            return;
        }
    }

    // Hired or retired in mid-year on average.
    private static float Presence(int year, int hired, int retires) =>
        (year == hired ? 0.5f : 1) * (year == retires ? 0.5f : 1);
}
