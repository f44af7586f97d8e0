using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// What each cause's yearly rates come to from the base year on, for people of each sex and year of birth in a province, in one draw.
/// A cell's people meet with a cause when its multiplier times this sum reaches an exponential number of theirs: the exact time of
/// the first event, without a walk through the years.
/// </summary>
internal sealed class CumulativeRisks
{
    /// <summary>Causes in a vector; those beyond <see cref="Causes"/> are 0.</summary>
    public const int Lanes = 8;

    public const int Causes = 5;
    private readonly int horizon;
    private readonly int births;
    private readonly int row;
    private readonly float[] byYear;
    private readonly float[] byCause;
    private readonly Vector256<float>[] atAge = new Vector256<float>[CareerTable.AgeSlots];

    public CumulativeRisks(int horizon)
    {
        this.horizon = horizon;
        births = BirthsOf(horizon);
        // Whole vectors; what is behind the horizon is never reached.
        row = (horizon + Lanes) / Lanes * Lanes;
        byYear = new float[2 * births * (horizon + 1) * Lanes];
        byCause = new float[2 * births * Causes * row];
        Array.Fill(byCause, float.PositiveInfinity);
    }

    /// <summary>Number of a sex and an age in the base year, of later recruits as low as 18 less the horizon.</summary>
    public static int Birth(int sex, int ageAtBase, int horizon) => sex * BirthsOf(horizon) + ageAtBase - CohortInput.MinAge + horizon;

    /// <summary>Sums up a draw.</summary>
    /// <param name="byAge">Rates by age slot.</param>
    /// <param name="factors">By year, of which the first is not used.</param>
    public void Fill(ReadOnlySpan<YearlyRates> byAge, ReadOnlySpan<YearlyRates> factors)
    {
        for (var slot = 0; slot < atAge.Length; slot++) atAge[slot] = byAge[slot].ToVector();
        for (var birth = 0; birth < 2 * births; birth++)
        {
            var (ages, ageAtBase) = (birth / births * CareerTable.Ages, birth % births - horizon);
            var sum = Vector256<float>.Zero;
            for (var year = 1; year <= horizon; year++)
            {
                if (ageAtBase + year >= 0) sum += atAge[ages + Math.Min(ageAtBase + year, CareerTable.Ages - 1)] * factors[year].ToVector();
                sum.CopyTo(byYear, PlaceOf(birth, year));
                var at = birth * Causes * row + year - 1;
                for (var cause = 0; cause < Causes; cause++) byCause[at + cause * row] = sum.GetElement(cause);
            }
        }
    }

    /// <summary>By 31 December of a year.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> By(int birth, int year) => Vector256.LoadUnsafe(ref byYear[PlaceOf(birth, year)]);

    /// <summary>By the middle of a year, 1 or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> ByMiddleOf(int birth, int year) => (By(birth, year - 1) + By(birth, year)) * 0.5f;

    /// <summary>In which year after the base year, from 1, the sum of a cause reaches a height below that of the horizon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int YearOf(int birth, int cause, float height)
    {
        var years = byCause.AsSpan((birth * Causes + cause) * row, row);
        ref var start = ref MemoryMarshal.GetReference(years);
        var (sought, before) = (Vector256.Create(height), 0);
        for (var at = 0; at < years.Length; at += Lanes)
            before += BitOperations.PopCount(Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref start, (nuint)at), sought).ExtractMostSignificantBits());
        return Math.Min(before + 1, horizon);
    }

    /// <summary>When the sum of a cause reaches a height below that of the horizon, in years after the base year.</summary>
    public float TimeOf(int birth, int cause, float height)
    {
        var (year, first) = (YearOf(birth, cause, height), (birth * Causes + cause) * row);
        var below = year == 1 ? 0 : byCause[first + year - 2];
        // Never rounded up into the year after, which after the last year is behind the horizon.
        return MathF.Min(year - 1 + (height - below) / (byCause[first + year - 1] - below), MathF.BitDecrement(year));
    }

    private int PlaceOf(int birth, int year) => (birth * (horizon + 1) + year) * Lanes;

    private static int BirthsOf(int horizon) => CareerTable.Ages + horizon;
}
