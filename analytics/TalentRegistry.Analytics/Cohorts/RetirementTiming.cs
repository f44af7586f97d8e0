using TalentRegistry.Analytics.Randomness;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// In which year people retire: the law gives the year of each birth month, and history gives the yearly chance to go up to five
/// years before it, in it, or after it. The offset of an observed retirement is not seen (only birth year and calendar year
/// are), so the chances are fitted by expectation-maximisation over the birth months (Dempster, Laird and Rubin 1977).
/// </summary>
internal sealed class RetirementTiming
{
    public const int Earliest = -5;
    public const int Latest = 15;
    private const int Offsets = Latest - Earliest + 1;
    private const int TailFrom = 6;

    // Person-years of belief in: 0.3 % a year go early, 95 % go when the law says, half of those who stay on go each year.
    private const double PriorPersonYears = 20;
    private readonly RetirementRoadmap roadmap;
    private readonly double[] retired = new double[Offsets];
    private readonly double[] atRisk = new double[Offsets];

    public RetirementTiming(RetirementRoadmap roadmap, CareerTable table)
    {
        this.roadmap = roadmap;
        var cohorts = CohortsOf(table);
        for (var round = 0; round < 30; round++)
        {
            var chance = Enumerable.Range(Earliest, Offsets).Select(Mean).ToArray();
            Array.Clear(retired);
            Array.Clear(atRisk);
            foreach (var (people, gone, offsets) in cohorts) Allocate(people, gone, offsets, chance);
            PoolTail();
        }
    }

    /// <summary>Posterior mean chance to retire in the year at the offset from the law's year, given still there.</summary>
    public double Mean(int offset) => A(offset) / (A(offset) + B(offset));

    /// <summary>Distribution function of the offset, from <see cref="Earliest"/> to <see cref="Latest"/>, whose last value is 1.</summary>
    public float[] CumulativeDraw(long seed, int draw)
    {
        var random = CounterRandom.Of(seed, "retirement", "offset", draw);
        var cumulative = new float[Offsets];
        var staying = 1.0;
        var tail = 0.0;
        for (var k = 0; k < Offsets; k++)
        {
            var chance = k + Earliest > TailFrom ? tail : random.NextBeta(A(k + Earliest), B(k + Earliest));
            if (k + Earliest == TailFrom) tail = chance;
            staying *= 1 - chance;
            cumulative[k] = (float)(1 - staying);
        }

        cumulative[^1] = 1;
        return cumulative;
    }

    /// <summary>Share of people of the sex and birth year whom the law retires in each year, by their month of birth.</summary>
    public IReadOnlyList<(int Year, double Share)> LawYears(Sex sex, int birthYear) =>
        [.. Enumerable.Range(1, 12)
            .Select(month => roadmap.RetirementDate(new DateOnly(birthYear, month, 1), sex).Year)
            .GroupBy(year => year)
            .Select(months => (months.Key, months.Count() / 12.0))];

    private static double Prior(int offset) => offset < 0 ? 0.003 : offset == 0 ? 0.95 : 0.5;

    private double A(int offset) => PriorPersonYears * Prior(offset) + retired[offset - Earliest];

    private double B(int offset) =>
        PriorPersonYears * (1 - Prior(offset)) + Math.Max(0, atRisk[offset - Earliest] - retired[offset - Earliest]);

    private List<(double AtRisk, double Retired, List<(int Offset, double Share)> Offsets)> CohortsOf(CareerTable table)
    {
        var cohorts = new List<(double, double, List<(int, double)>)>();
        foreach (var sex in Enum.GetValues<Sex>())
            for (var age = CohortInput.MinAge; age <= CohortInput.MaxAge; age++)
                for (var year = 0; year < table.Years; year++)
                {
                    var at = CareerTable.Slot(sex, age) * table.Years + year;
                    if (table.CohortPersonYears[at] <= 0 && table.CohortRetirements[at] == 0) continue;

                    var offsets = LawYears(sex, table.FirstYear + year - age)
                        .Select(law => (Offset: table.FirstYear + year - law.Year, law.Share))
                        .Where(law => law.Offset is >= Earliest and <= Latest)
                        .ToList();
                    // People at the start of the year, from person-years: those who left were there for half of it (actuarial).
                    if (offsets.Count > 0)
                        cohorts.Add((table.CohortPersonYears[at] + 0.5 * table.CohortRetirements[at], table.CohortRetirements[at], offsets));
                }

        return cohorts;
    }

    private void Allocate(double people, double gone, List<(int Offset, double Share)> shares, double[] chance)
    {
        // Of the birth months, fewer are left the further past their year they are; months too far off hold the rest.
        double weights = 0, leaving = 0, share = 0;
        foreach (var (offset, part) in shares)
        {
            weights += part * Survival(offset, chance);
            leaving += part * Survival(offset, chance) * chance[offset - Earliest];
            share += part;
        }

        var all = weights + (1 - share);
        foreach (var (offset, part) in shares)
        {
            var weight = part * Survival(offset, chance);
            atRisk[offset - Earliest] += people * weight / all;
            if (leaving > 0) retired[offset - Earliest] += gone * weight * chance[offset - Earliest] / leaving;
        }
    }

    private static double Survival(int offset, double[] chance)
    {
        var left = 1.0;
        for (var k = 0; k < offset - Earliest; k++) left *= 1 - chance[k];
        return left;
    }

    private void PoolTail()
    {
        var from = TailFrom - Earliest;
        var (gone, people) = (retired[from..].Sum(), atRisk[from..].Sum());
        for (var k = from; k < Offsets; k++) (retired[k], atRisk[k]) = (gone, people);
    }
}
