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
    private const int NumbersPerYear = 64;
    private readonly YearlyRates[] multipliers = new YearlyRates[GroupAccount.Bands];
    private readonly YearlyRates[] most = new YearlyRates[GroupAccount.Bands];
    private int draw;

    public void Open(int next, int[] cells)
    {
        draw = next;
        var leaving = Greatest(rates.LeavingByYear[province]);
        var upgrading = Greatest(rates.UpgradingByYear[province]);
        for (var band = 0; band < GroupAccount.Bands; band++)
        {
            var multiplier = multipliers[band] = cells[band] < 0 ? default : rates.MultipliersOf(cells[band], draw);
            most[band] = new(multiplier.Leaving * leaving, multiplier.Dying, multiplier.Upgrading * upgrading);
        }
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
        var hiring = CounterRandom.Of(key, draw);
        for (var year = 1; year <= horizon; year++)
        {
            var count = hiring.At(NumbersPerYear * year).NextNegativeBinomial(mean * byYear[year], rates.RecruitVariance);
            if (count == 0) continue;

            var people = CounterRandom.Of(key, draw, year);
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
        var last = Math.Min(retires, horizon);
        var place = random.NextDouble();
        var risk = MostRisk(band, sex, ageAtBase + first, ageAtBase + last);
        // exp(-x) is no less than its cubic: most people are seen through to the end without a logarithm or a walk.
        var nothingHappens = place <= 1 - risk * (1 - risk * (0.5 - risk / 6));
        if (!nothingHappens && Leaves(-Math.Log(place), random, ref band, sex, ageAtBase, hired, retires)) return;

        if (retires <= horizon) account.Exit(SupplyFlow.Retirements, band, retires, hired > 0);
    }

    private float Greatest(float[] byYear)
    {
        var greatest = 0f;
        foreach (var factor in byYear.AsSpan(draw * (horizon + 1), horizon + 1)) greatest = Math.Max(greatest, factor);
        return greatest;
    }

    // The most that the years between two ages can come to, whatever the years' effects.
    private double MostRisk(int band, int sex, int firstAge, int lastAge)
    {
        var row = draw * Rates.CumulativeSlots + sex * (CareerTable.Ages + 1);
        ref readonly var before = ref rates.Cumulative[row + firstAge - CohortInput.MinAge];
        ref readonly var after = ref rates.Cumulative[row + Math.Min(lastAge, CohortInput.MaxAge) + 1 - CohortInput.MinAge];
        ref readonly var multiplier = ref most[band];
        // A hair more than the sum, for single precision.
        return 1e-4 + multiplier.Leaving * (after.Leaving - before.Leaving) + multiplier.Dying * (after.Dying - before.Dying)
            + multiplier.Upgrading * (after.Upgrading - before.Upgrading);
    }

    // True for someone who leaves or dies; a degree earned on the way changes the band.
    private bool Leaves(double patience, CounterRandom random, ref int band, int sex, int ageAtBase, int hired, int retires)
    {
        var byAge = rates.ByAge.AsSpan(draw * CareerTable.AgeSlots + sex * CareerTable.Ages, CareerTable.Ages);
        var leavingByYear = rates.LeavingByYear[province].AsSpan(draw * (horizon + 1), horizon + 1);
        var upgradingByYear = rates.UpgradingByYear[province].AsSpan(draw * (horizon + 1), horizon + 1);
        var multiplier = multipliers[band];
        var last = Math.Min(retires, horizon);
        for (var year = Math.Max(1, hired); year <= last; year++)
        {
            ref readonly var rate = ref byAge[Math.Min(ageAtBase + year, CohortInput.MaxAge) - CohortInput.MinAge];
            var leaving = rate.Leaving * multiplier.Leaving * leavingByYear[year];
            var dying = rate.Dying * multiplier.Dying;
            var all = leaving + dying + rate.Upgrading * multiplier.Upgrading * upgradingByYear[year];
            patience -= all * Presence(year, hired, retires);
            if (patience >= 0) continue;

            var which = random.NextDouble() * all;
            if (which < leaving + dying)
            {
                account.Exit(which < leaving ? SupplyFlow.Leavers : SupplyFlow.Deaths, band, year, hired > 0);
                return true;
            }

            account.Upgrade(band, year, hired > 0);
            multiplier = multipliers[++band];
            patience = -Math.Log(random.NextDouble());
        }

        return false;
    }

    // Hired or retired in mid-year on average.
    private static float Presence(int year, int hired, int retires) =>
        (year == hired ? 0.5f : 1) * (year == retires ? 0.5f : 1);
}
