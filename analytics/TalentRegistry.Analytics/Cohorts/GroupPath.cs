using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// One group's rates in one draw, and the walk of every person and recruit along them. One exponential patience a person is
/// spent by the rates of the years until it is used up: the exact way to draw the time of the first of competing risks
/// (Gillespie 1977), and one random number where a coin a year would take ten. Whoever moves is followed on, along the rates of
/// the cell they went to.
/// </summary>
internal sealed class GroupPath(CareerTable table, Rates rates, int horizon, GroupAccount account, int province)
{
    // Numbers set aside for one person: age, retirement, patience, and up to five for each event.
    private const int NumbersPerPerson = 64;
    private const int NumbersPerYear = 64;
    private readonly YearlyRates[] multipliers = new YearlyRates[GroupAccount.Bands];
    private readonly YearlyRates[] most = new YearlyRates[GroupAccount.Bands];
    private int[] cells = [];
    private int draw;

    /// <summary>Stays of those who moved in the draw, in the order in which they were followed.</summary>
    public List<Visit> Visits { get; } = [];

    public void Open(int next, int[] ofBands)
    {
        (draw, cells) = (next, ofBands);
        Visits.Clear();
        var greatest = Greatest();
        for (var band = 0; band < GroupAccount.Bands; band++)
        {
            multipliers[band] = cells[band] < 0 ? default : rates.MultipliersOf(cells[band], draw);
            most[band] = multipliers[band].Times(greatest);
        }
    }

    public void FollowStock(int band, Cohort[] cohorts, CounterRandom random)
    {
        var person = 0;
        foreach (var cohort in cohorts)
            for (var i = 0; i < cohort.People; i++)
                Follow(random.At(NumbersPerPerson * person++), band, cohort.Sex, cohort.Age, cohort.Month, hired: 0);
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
                Follow(person, band, slot / CareerTable.Ages, age, month: 0, hired: year);
            }
        }
    }

    private void Follow(CounterRandom random, int band, int sex, int ageAtBase, int month, int hired)
    {
        var first = Math.Max(1, hired);
        var retires = rates.Retirement.YearOf(draw, table.KindOf[cells[band]], sex, ageAtBase, month, first, rates.YearsLater(cells[band]), random.NextDouble());
        var last = Math.Min(retires, horizon);
        var place = random.NextDouble();
        var risk = MostRisk(band, sex, ageAtBase + first, ageAtBase + last);
        // exp(-x) is no less than its cubic: most people are seen through to the end without a logarithm or a walk.
        if (place > 1 - risk * (1 - risk * (0.5 - risk / 6)))
            Walk(new(sex, ageAtBase, hired, retires), band, -Math.Log(place), random);
        else if (retires <= horizon)
            account.Exit(SupplyFlow.Retirements, band, retires, hired > 0);
    }

    private YearlyRates Greatest()
    {
        var greatest = new YearlyRates(0, 0, 1, 0, 0);
        foreach (ref readonly var year in rates.ByYear[province].AsSpan(draw * (horizon + 1) + 1, horizon))
            greatest = new(
                Math.Max(greatest.Leaving, year.Leaving), Math.Max(greatest.Transferring, year.Transferring), 1,
                Math.Max(greatest.Upgrading, year.Upgrading), Math.Max(greatest.Moving, year.Moving));
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
        return 1e-4 + multiplier.Leaving * (after.Leaving - before.Leaving) + multiplier.Transferring * (after.Transferring - before.Transferring)
            + multiplier.Dying * (after.Dying - before.Dying) + multiplier.Upgrading * (after.Upgrading - before.Upgrading)
            + multiplier.Moving * (after.Moving - before.Moving);
    }

    private void Walk(Person person, int band, double patience, CounterRandom random)
    {
        var byAge = rates.ByAge.AsSpan(draw * CareerTable.AgeSlots + person.Sex * CareerTable.Ages, CareerTable.Ages);
        var byYear = rates.ByYear[province].AsSpan(draw * (horizon + 1), horizon + 1);
        var (stay, multiplier) = (new Stay(cells[band], band, 0, ByMove: false, Elsewhere: false), multipliers[band]);
        for (var year = Math.Max(1, person.Hired); year <= Math.Min(person.Retires, horizon); year++)
        {
            var rate = byAge[Math.Min(person.AgeAtBase + year, CohortInput.MaxAge) - CohortInput.MinAge].Times(multiplier).Times(byYear[year]);
            var all = rate.Leaving + rate.Transferring + rate.Dying + rate.Upgrading + rate.Moving;
            patience -= all * Presence(year, person);
            if (patience >= 0) continue;

            var flow = Which(rate, random.NextDouble() * all);
            if (flow is SupplyFlow.Leavers or SupplyFlow.TransfersOut or SupplyFlow.Deaths)
            {
                End(stay, flow, year, person);
                return;
            }

            if (flow == SupplyFlow.UpgradesOut)
                stay = Upgrade(stay, year, person);
            else if (rates.Destinations.Of(province, table.KindOf[stay.Cell], stay.Cell, ref random) is >= 0 and var cell)
            {
                End(stay, SupplyFlow.MovesOut, year, person);
                stay = new(cell, -1, year, ByMove: true, Elsewhere: true);
            }

            multiplier = rates.MultipliersOf(stay.Cell, draw);
            patience = -Math.Log(random.NextDouble());
        }

        if (person.Retires <= horizon)
            End(stay, SupplyFlow.Retirements, person.Retires, person);
        else if (stay.Elsewhere)
            Visits.Add(new(stay.Cell, stay.Since, horizon + 1, stay.ByMove, null, person.Hired > 0));
    }

    private static SupplyFlow Which(in YearlyRates rate, double at) =>
        at < rate.Leaving ? SupplyFlow.Leavers
        : at < rate.Leaving + rate.Transferring ? SupplyFlow.TransfersOut
        : at < rate.Leaving + rate.Transferring + rate.Dying ? SupplyFlow.Deaths
        : at < rate.Leaving + rate.Transferring + rate.Dying + rate.Upgrading ? SupplyFlow.UpgradesOut
        : SupplyFlow.MovesOut;

    private void End(Stay stay, SupplyFlow flow, int year, Person person)
    {
        if (stay.Elsewhere)
            Visits.Add(new(stay.Cell, stay.Since, year, stay.ByMove, flow, person.Hired > 0));
        else
            account.Exit(flow, stay.Band, year, person.Hired > 0);
    }

    private Stay Upgrade(Stay stay, int year, Person person)
    {
        var above = table.Above[stay.Cell];
        if (stay.Elsewhere)
            End(stay, SupplyFlow.UpgradesOut, year, person);
        else
            account.Upgrade(stay.Band, year, person.Hired > 0);
        return stay.Elsewhere ? new(above, -1, year, ByMove: false, Elsewhere: true) : stay with { Cell = above, Band = stay.Band + 1 };
    }

    // Hired or retired in mid-year on average.
    private static float Presence(int year, Person person) =>
        (year == person.Hired ? 0.5f : 1) * (year == person.Retires ? 0.5f : 1);

    /// <summary>Somebody followed.</summary>
    private readonly record struct Person(int Sex, int AgeAtBase, int Hired, int Retires);

    /// <summary>Where somebody is: in a band of this group, or elsewhere, and since when.</summary>
    private readonly record struct Stay(int Cell, int Band, int Since, bool ByMove, bool Elsewhere);
}
