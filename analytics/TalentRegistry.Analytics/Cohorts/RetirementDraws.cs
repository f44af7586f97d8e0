using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// The year in which somebody retires, by draw, kind, sex, birth year and, where it is known, birth month: the law's year of each
/// birth month, early and late retirement around it, and the model's oldest age.
/// </summary>
internal sealed class RetirementDraws
{
    private const int Months = 13;

    // The chances of a draw and kind have nothing before them and certainty after them, so that they are looked through in whole vectors, also
    // put off by a year or two: the twelve months of a birth year retire in three calendar years at most.
    private const int Before = 8;
    private const int Row = 32;
    private readonly int horizon;
    private readonly int births;
    private readonly int kinds;
    private readonly float[] byOffset;
    private readonly Law[] laws;
    private readonly short[] soonest;

    public RetirementDraws(RetirementTiming timing, int baseYear, CohortSettings settings)
    {
        horizon = settings.HorizonInYears;
        births = CareerTable.Ages + horizon;
        kinds = timing.Kinds;
        laws =
        [
            .. from sex in Enum.GetValues<Sex>()
               from birth in Enumerable.Range(0, births)
               from month in Enumerable.Range(0, Months)
               let ageAtBase = CohortInput.MinAge - horizon + birth
               select LawOf(timing.LawYears(sex, baseYear - ageAtBase, month), baseYear, CohortInput.MaxAge - ageAtBase),
        ];
        soonest = Array.ConvertAll(laws, law => (short)Math.Min(law.First + RetirementTiming.Earliest, law.Last + 1));
        byOffset = new float[settings.Draws * kinds * Row];
        Parallel.For(
            0, settings.Draws, new ParallelOptions { MaxDegreeOfParallelism = settings.MaxThreads ?? Environment.ProcessorCount },
            draw => Enter(timing.CumulativeDraw(settings.Seed, draw), byOffset.AsSpan(draw * kinds * Row)));
    }

    /// <summary>Number of a sex, an age in the base year, of a later recruit as low as 18 less the horizon, and a month of birth, 0 where not known.</summary>
    public int LawOf(int sex, int ageAtBase, int month) => (sex * births + ageAtBase - CohortInput.MinAge + horizon) * Months + month;

    /// <summary>
    /// The year of the horizon (1 is the first) in which someone retires who was still there when year <paramref name="from"/>
    /// opened; later than the horizon where that is not within it.
    /// </summary>
    /// <param name="draw">Draw.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="law">Sex and birth, from <see cref="LawOf(int, int, int)"/>.</param>
    /// <param name="from">1 or more.</param>
    /// <param name="later">Years by which the chances are put off; below 0 for earlier.</param>
    /// <param name="uniform">In (0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int YearOf(int draw, int kind, int law, int from, int later, double uniform) =>
        soonest[law] + Math.Min(later, 0) > horizon ? horizon + 1 : Search(draw, kind, law, from, later, uniform);

    // As many years after the soonest as are not yet sure enough; without a branch for a year, since nobody can guess it.
    private int Search(int draw, int kind, int law, int from, int later, double uniform)
    {
        ref readonly var ofPerson = ref laws[law];
        var chances = byOffset.AsSpan((draw * kinds + kind) * Row, Row);
        var first = ofPerson.First + later + RetirementTiming.Earliest;
        var before = from > first ? Gone(ofPerson, chances, from - 1, later) : 0;
        var sought = Vector256.Create((float)(before + (1 - before) * uniform));
        var year = first;
        ref var start = ref chances[Before];
        for (var at = 0; at < Row - Before; at += Vector256<float>.Count)
        {
            var (gone, put) = (Vector256<float>.Zero, at);
            foreach (var share in ofPerson.Shares) gone += Vector256.LoadUnsafe(ref Unsafe.Add(ref start, put--)) * share;
            year += BitOperations.PopCount(Vector256.LessThan(gone, sought).ExtractMostSignificantBits());
        }

        return Math.Max(from, Math.Min(year, ofPerson.Last + 1));
    }

    private static float Gone(in Law law, ReadOnlySpan<float> chances, int year, int later)
    {
        if (year > law.Last) return 1;

        var gone = 0f;
        var offset = year - later - law.First;
        foreach (var share in law.Shares)
        {
            if (offset < RetirementTiming.Earliest) break;

            gone += share * chances[Before + Math.Min(offset, RetirementTiming.Latest) - RetirementTiming.Earliest];
            offset--;
        }

        return gone;
    }

    private static void Enter(float[][] ofKinds, Span<float> rows)
    {
        for (var kind = 0; kind < ofKinds.Length; kind++)
        {
            var row = rows.Slice(kind * Row, Row);
            row[Before..].Fill(1);
            ofKinds[kind].CopyTo(row[Before..]);
        }
    }

    private static Law LawOf(IReadOnlyList<(int Year, double Share)> years, int baseYear, int last)
    {
        var first = years.Min(year => year.Year);
        var shares = new float[years.Max(year => year.Year) - first + 1];
        foreach (var (year, share) in years) shares[year - first] = (float)share;
        return new(first - baseYear, last, shares);
    }

    /// <summary>The law's years of some people: from the first on, the share of them that each retires; and the last year in which they are not too old.</summary>
    private readonly record struct Law(int First, int Last, float[] Shares);
}
