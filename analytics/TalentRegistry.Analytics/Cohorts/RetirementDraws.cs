using TalentRegistry.Domain.People;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// The chance to have retired by each year of the horizon, by draw, sex and birth year: the law's year of every birth month, early
/// and late retirement around it, and the model's oldest age.
/// </summary>
internal sealed class RetirementDraws
{
    private readonly int horizon;
    private readonly int births;
    private readonly float[] cumulative;
    private readonly int[] youngest;

    public RetirementDraws(RetirementTiming timing, int baseYear, int horizon, int draws, long seed)
    {
        this.horizon = horizon;
        births = CohortInput.MaxAge - CohortInput.MinAge + horizon + 1;
        cumulative = new float[draws * 2 * births * (horizon + 1)];
        var law = Enum.GetValues<Sex>()
            .SelectMany(_ => Enumerable.Range(0, births), (sex, birth) => timing.LawYears(sex, baseYear - AgeAtBase(birth))).ToArray();
        // Earlier than the earliest early retirement nobody needs to be looked up.
        youngest =
        [
            .. Enumerable.Range(0, 2).Select(sex => AgeAtBase(Enumerable.Range(0, births).First(birth =>
                law[sex * births + birth].Any(year => year.Year + RetirementTiming.Earliest <= baseYear + horizon)
                || AgeAtBase(birth) + horizon > CohortInput.MaxAge))),
        ];
        for (var draw = 0; draw < draws; draw++)
        {
            var byOffset = timing.CumulativeDraw(seed, draw);
            for (var cohort = 0; cohort < law.Length; cohort++)
                Fill(Row(draw, cohort), law[cohort], byOffset, baseYear, AgeAtBase(cohort % births));
        }
    }

    /// <summary>
    /// The year of the horizon (1 is the first) in which someone retires who was still there when year <paramref name="from"/>
    /// opened; later than the horizon where that is not within it.
    /// </summary>
    /// <param name="draw">Draw.</param>
    /// <param name="sex">0 or 1.</param>
    /// <param name="ageAtBase">Age in the base year, of a later recruit as low as 18 less the horizon.</param>
    /// <param name="from">1 or more.</param>
    /// <param name="uniform">In (0, 1).</param>
    public int YearOf(int draw, int sex, int ageAtBase, int from, double uniform)
    {
        if (ageAtBase < youngest[sex]) return horizon + 1;

        var row = Row(draw, sex * births + ageAtBase - CohortInput.MinAge + horizon);
        var before = row[from - 1];
        var sought = before + (1 - before) * uniform;
        for (var year = from; year <= horizon; year++)
            if (row[year] >= sought)
                return year;
        return horizon + 1;
    }

    private static void Fill(Span<float> row, IReadOnlyList<(int Year, double Share)> law, float[] byOffset, int baseYear, int ageAtBase)
    {
        for (var year = 0; year < row.Length; year++)
        {
            var gone = 0.0;
            foreach (var (lawYear, share) in law)
                if (Math.Min(baseYear + year - lawYear, RetirementTiming.Latest) is >= RetirementTiming.Earliest and var offset)
                    gone += share * byOffset[offset - RetirementTiming.Earliest];
            row[year] = ageAtBase + year > CohortInput.MaxAge ? 1 : (float)gone;
        }
    }

    private int AgeAtBase(int birth) => CohortInput.MinAge - horizon + birth;

    private Span<float> Row(int draw, int cohort) => cumulative.AsSpan((draw * 2 * births + cohort) * (horizon + 1), horizon + 1);
}
