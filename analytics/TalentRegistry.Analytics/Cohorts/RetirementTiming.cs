using TalentRegistry.Analytics.Randomness;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// In which year people retire: the law gives the year of each birth month, and history gives the yearly chance to go up to five
/// years before it, in it, or after it. The offset of an observed retirement is not seen (only birth year and calendar year
/// are), so the chances are fitted by expectation-maximisation over the birth months (Dempster, Laird and Rubin 1977). Each kind
/// (profession and band) has chances of its own, held by those of all: hard and remote jobs whose people go early, and high expertise
/// whose people stay on (Decree 135/2020 art. 5, Decree 50/2022), show in their past.
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
    private readonly IReadOnlyList<string> kinds;
    private readonly Tally all;
    private readonly Tally[] byKind;

    public RetirementTiming(RetirementRoadmap roadmap, CareerTable table)
    {
        (this.roadmap, kinds) = (roadmap, table.Kinds);
        var cohorts = CohortsOf(table);
        all = new(Prior);
        all.Fit([.. cohorts.SelectMany(ofKind => ofKind)]);
        byKind = [.. cohorts.Select(ofKind => new Tally(all.Mean))];
        for (var kind = 0; kind < byKind.Length; kind++) byKind[kind].Fit(cohorts[kind]);
    }

    /// <summary>Posterior mean chance to retire in the year at the offset from the law's year, given still there, over all kinds.</summary>
    public double Mean(int offset) => all.Mean(offset);

    /// <summary>The same of one kind.</summary>
    public double Mean(int kind, int offset) => byKind[kind].Mean(offset);

    /// <summary>Number of kinds.</summary>
    public int Kinds => byKind.Length;

    /// <summary>Distribution functions of the offset by kind, each from <see cref="Earliest"/> to <see cref="Latest"/>, whose last value is 1.</summary>
    public float[][] CumulativeDraw(long seed, int draw)
    {
        var chances = all.Draw(CounterRandom.Of(seed, "retirement", "offset", draw), Prior);
        return [.. byKind.Select((kind, number) => Cumulate(kind.Draw(CounterRandom.Of(seed, "retirement/kind", kinds[number], draw), offset => chances[offset - Earliest])))];
    }

    /// <summary>Share of people of the sex and birth year whom the law retires in each year: one year where the month is given, else those of the twelve months.</summary>
    public IReadOnlyList<(int Year, double Share)> LawYears(Sex sex, int birthYear, int month = 0) =>
        [.. (month > 0 ? [month] : Enumerable.Range(1, 12))
            .Select(born => roadmap.RetirementDate(new DateOnly(birthYear, born, 1), sex).Year)
            .GroupBy(year => year)
            .Select(born => (born.Key, born.Count() / (month > 0 ? 1 : 12.0)))];

    private static double Prior(int offset) => offset < 0 ? 0.003 : offset == 0 ? 0.95 : 0.5;

    private static float[] Cumulate(double[] chances)
    {
        var (cumulative, staying) = (new float[Offsets], 1.0);
        for (var k = 0; k < Offsets; k++)
        {
            staying *= 1 - chances[k];
            cumulative[k] = (float)(1 - staying);
        }

        cumulative[^1] = 1;
        return cumulative;
    }

    private List<Cohort>[] CohortsOf(CareerTable table)
    {
        var cohorts = table.Kinds.Select(_ => new List<Cohort>()).ToArray();
        foreach (var sex in Enum.GetValues<Sex>())
            for (var age = CohortInput.MinAge; age <= CohortInput.MaxAge; age++)
                for (var year = 0; year < table.Years; year++)
                {
                    var offsets = LawYears(sex, table.FirstYear + year - age)
                        .Select(law => (Offset: table.FirstYear + year - law.Year, law.Share))
                        .Where(law => law.Offset is >= Earliest and <= Latest)
                        .ToArray();
                    for (var kind = 0; kind < cohorts.Length && offsets.Length > 0; kind++)
                    {
                        var at = (kind * CareerTable.AgeSlots + CareerTable.Slot(sex, age)) * table.Years + year;
                        var (people, gone) = (table.CohortPersonYears[at], table.CohortRetirements[at]);
                        // People at the start of the year, from person-years: those who left were there for half of it (actuarial).
                        if (people > 0 || gone > 0) cohorts[kind].Add(new(people + 0.5 * gone, gone, offsets));
                    }
                }

        return cohorts;
    }

    private readonly record struct Cohort(double AtRisk, double Retired, (int Offset, double Share)[] Offsets);

    // Retirements by offset, with the chances that they are held by.
    private sealed class Tally(Func<int, double> prior)
    {
        private const int Rounds = 30;
        private readonly double[] retired = new double[Offsets];
        private readonly double[] atRisk = new double[Offsets];

        public double Mean(int offset) => A(offset, prior) / PriorAndPeople(offset);

        public void Fit(IReadOnlyList<Cohort> cohorts)
        {
            for (var round = 0; round < Rounds && cohorts.Count > 0; round++)
            {
                var chance = Enumerable.Range(Earliest, Offsets).Select(Mean).ToArray();
                var survival = Survival(chance);
                Array.Clear(retired);
                Array.Clear(atRisk);
                foreach (var cohort in cohorts) Allocate(cohort, chance, survival);
                PoolTail();
            }
        }

        public double[] Draw(CounterRandom random, Func<int, double> held)
        {
            var (chances, tail) = (new double[Offsets], 0.0);
            for (var k = 0; k < Offsets; k++)
            {
                var offset = k + Earliest;
                chances[k] = offset > TailFrom ? tail : random.NextBeta(A(offset, held), PriorAndPeople(offset) - A(offset, held));
                if (offset == TailFrom) tail = chances[k];
            }

            return chances;
        }

        // Never quite 0 nor all, which no distribution is drawn from.
        private double A(int offset, Func<int, double> held) =>
            Math.Clamp(PriorPersonYears * held(offset) + retired[offset - Earliest], 1e-3, PriorAndPeople(offset) - 1e-3);

        private double PriorAndPeople(int offset) => PriorPersonYears + Math.Max(atRisk[offset - Earliest], retired[offset - Earliest]);

        private void Allocate(Cohort cohort, double[] chance, double[] survival)
        {
            // Of the birth months, fewer are left the further past their year they are; months too far off hold the rest.
            double weights = 0, leaving = 0, share = 0;
            foreach (var (offset, part) in cohort.Offsets)
            {
                weights += part * survival[offset - Earliest];
                leaving += part * survival[offset - Earliest] * chance[offset - Earliest];
                share += part;
            }

            var all = weights + (1 - share);
            foreach (var (offset, part) in cohort.Offsets)
            {
                var weight = part * survival[offset - Earliest];
                if (all > 0) atRisk[offset - Earliest] += cohort.AtRisk * weight / all;
                if (leaving > 0) retired[offset - Earliest] += cohort.Retired * weight * chance[offset - Earliest] / leaving;
            }
        }

        private static double[] Survival(double[] chance)
        {
            var survival = new double[Offsets];
            var left = 1.0;
            for (var k = 0; k < Offsets; k++)
            {
                survival[k] = left;
                left *= 1 - chance[k];
            }

            return survival;
        }

        private void PoolTail()
        {
            var from = TailFrom - Earliest;
            var (gone, people) = (retired[from..].Sum(), atRisk[from..].Sum());
            for (var k = from; k < Offsets; k++) (retired[k], atRisk[k]) = (gone, people);
        }
    }
}
