using TalentRegistry.Domain.People;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// The year in which somebody retires, by draw, kind, sex, birth year and, where it is known, birth month: the law's year of each
/// birth month, early and late retirement around it, and the model's oldest age.
/// </summary>
internal sealed class RetirementDraws
{
    private const int Months = 13;
    private readonly int horizon;
    private readonly int births;
    private readonly int kinds;
    private readonly float[][] byOffset;
    private readonly (int YearAfterBase, float Share)[][] law;
    private readonly int[] youngest;

    public RetirementDraws(RetirementTiming timing, int baseYear, int horizon, int draws, long seed)
    {
        this.horizon = horizon;
        births = CohortInput.MaxAge - CohortInput.MinAge + horizon + 1;
        kinds = timing.Kinds;
        law =
        [
            .. from sex in Enum.GetValues<Sex>()
               from birth in Enumerable.Range(0, births)
               from month in Enumerable.Range(0, Months)
               select timing.LawYears(sex, baseYear - AgeAtBase(birth), month).Select(year => (year.Year - baseYear, (float)year.Share)).ToArray(),
        ];
        // Earlier than the earliest early retirement nobody needs to be looked up.
        youngest =
        [
            .. Enumerable.Range(0, 2).Select(sex => AgeAtBase(Enumerable.Range(0, births).First(birth =>
                LawOf(sex, AgeAtBase(birth), 0).Any(year => year.YearAfterBase + RetirementTiming.Earliest <= horizon)
                || AgeAtBase(birth) + horizon > CohortInput.MaxAge))),
        ];
        byOffset = new float[draws * kinds][];
        for (var draw = 0; draw < draws; draw++) timing.CumulativeDraw(seed, draw).CopyTo(byOffset, draw * kinds);
    }

    /// <summary>
    /// The year of the horizon (1 is the first) in which someone retires who was still there when year <paramref name="from"/>
    /// opened; later than the horizon where that is not within it.
    /// </summary>
    /// <param name="draw">Draw.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="sex">0 or 1.</param>
    /// <param name="ageAtBase">Age in the base year, of a later recruit as low as 18 less the horizon.</param>
    /// <param name="month">Month of birth; 0 where not known.</param>
    /// <param name="from">1 or more.</param>
    /// <param name="later">Years by which the chances are put off; below 0 for earlier.</param>
    /// <param name="uniform">In (0, 1).</param>
    public int YearOf(int draw, int kind, int sex, int ageAtBase, int month, int from, int later, double uniform)
    {
        if (ageAtBase < youngest[sex] + Math.Min(later, 0)) return horizon + 1;

        var (years, chances) = (LawOf(sex, ageAtBase, month), byOffset[draw * kinds + kind]);
        var before = Gone(years, chances, from - 1, later, ageAtBase);
        var sought = (float)(before + (1 - before) * uniform);
        for (var year = from; year <= horizon; year++)
            if (Gone(years, chances, year, later, ageAtBase) >= sought)
                return year;
        return horizon + 1;
    }

    private static float Gone((int YearAfterBase, float Share)[] years, float[] chances, int year, int later, int ageAtBase)
    {
        if (ageAtBase + year > CohortInput.MaxAge) return 1;

        var gone = 0f;
        foreach (var (lawYear, share) in years)
            if (Math.Min(year - later - lawYear, RetirementTiming.Latest) is >= RetirementTiming.Earliest and var offset)
                gone += share * chances[offset - RetirementTiming.Earliest];
        return gone;
    }

    private (int YearAfterBase, float Share)[] LawOf(int sex, int ageAtBase, int month) =>
        law[(sex * births + ageAtBase - CohortInput.MinAge + horizon) * Months + month];

    private int AgeAtBase(int birth) => CohortInput.MinAge - horizon + birth;
}
