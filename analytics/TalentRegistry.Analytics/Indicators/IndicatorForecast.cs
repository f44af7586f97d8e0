namespace TalentRegistry.Analytics.Indicators;

/// <summary>What an indicator divides by.</summary>
public enum IndicatorKind
{
    /// <summary>People, undivided.</summary>
    Count,

    /// <summary>People per <c>scale</c> inhabitants (10,000 for doctors).</summary>
    PerPopulation,

    /// <summary>Part of a base that holds the part, times <c>scale</c> (100 for percent): one more person counts in both.</summary>
    Share,
}

/// <summary>Draws of an indicator in one year.</summary>
/// <param name="Kind">What it divides by.</param>
/// <param name="Numerator">People, per draw.</param>
/// <param name="Denominator">Inhabitants or base, per draw; null for a count.</param>
/// <param name="Scale">Factor: 1 for a count, 10,000 or 100 otherwise.</param>
public sealed record IndicatorDraws(IndicatorKind Kind, float[] Numerator, float[]? Denominator = null, double Scale = 1);

/// <summary>The forecast of an indicator in one year, against its target where there is one.</summary>
/// <param name="Value">The indicator, in its own unit.</param>
/// <param name="ProbabilityMissed">Share of draws that miss the target; null without a target.</param>
/// <param name="Gap">Requirement less supply in people, negative where there are enough; null without a target or where fewer is better.</param>
/// <param name="ExpectedShortfall">Mean over the draws of max(0, gap), in people; null with <paramref name="Gap"/>.</param>
/// <param name="ExtraRecruitsForEvenOdds">More recruits a year that make P(met) at least 0.5; 0 where none are needed, null where no number does.</param>
/// <param name="ExtraRecruitsForEightyPercent">More recruits a year that make P(met) at least 0.8; likewise.</param>
public sealed record IndicatorForecast(
    Quantiles Value, double? ProbabilityMissed, Quantiles? Gap, double? ExpectedShortfall,
    double? ExtraRecruitsForEvenOdds, double? ExtraRecruitsForEightyPercent)
{
    /// <summary>Summarises the draws and holds them against the target.</summary>
    /// <param name="indicator">Draws of the year.</param>
    /// <param name="rule">The target; null for none.</param>
    /// <param name="recruitRetention">Share of recruits that stay, per draw (see SupplySlice.RecruitRetention); null leaves extra recruits out.</param>
    /// <param name="yearsOfRecruitment">Years in which the extra recruits come, 1 or more.</param>
    public static IndicatorForecast Of(
        IndicatorDraws indicator, TargetRule? rule = null, float[]? recruitRetention = null, int yearsOfRecruitment = 1)
    {
        var values = Values(indicator);
        var value = Quantiles.Of(values);
        if (rule is not { } target) return new(value, null, null, null, null, null);

        var missed = values.Count(v => !target.IsMetBy(v)) / (double)values.Length;
        if (!target.MoreIsBetter) return new(value, missed, null, null, null, null);

        var gaps = Gaps(indicator, target);
        var shortfall = gaps.Average(gap => Math.Max(0.0, gap));
        var needed = recruitRetention is null ? null : ExtraRecruits(values, gaps, target, recruitRetention, yearsOfRecruitment);
        return new(value, missed, Quantiles.Of(gaps), shortfall, Smallest(needed, 0.5), Smallest(needed, 0.8));
    }

    /// <summary>The indicator per draw, in its own unit; a draw with an empty base gives 0.</summary>
    public static float[] Values(IndicatorDraws indicator)
    {
        var values = new float[indicator.Numerator.Length];
        for (var draw = 0; draw < values.Length; draw++)
            values[draw] = indicator.Denominator is not { } below ? (float)(indicator.Scale * indicator.Numerator[draw])
                : below[draw] > 0 ? (float)(indicator.Scale * indicator.Numerator[draw] / below[draw]) : 0;
        return values;
    }

    /// <summary>The draws with as many people as give other values over the same base; a draw with an empty base keeps its people.</summary>
    /// <param name="indicator">Draws of the year.</param>
    /// <param name="values">The indicator per draw, in its own unit.</param>
    public static IndicatorDraws WithValues(IndicatorDraws indicator, float[] values)
    {
        var people = new float[values.Length];
        for (var draw = 0; draw < people.Length; draw++)
            people[draw] = indicator.Denominator is not { } below ? (float)(values[draw] / indicator.Scale)
                : below[draw] > 0 ? (float)(values[draw] * below[draw] / indicator.Scale) : indicator.Numerator[draw];
        return indicator with { Numerator = people };
    }

    /// <summary>People short of the bound, per draw; negative where there are more than needed.</summary>
    internal static float[] Gaps(IndicatorDraws indicator, TargetRule target)
    {
        var gaps = new float[indicator.Numerator.Length];
        var bound = target.Value / indicator.Scale;
        for (var draw = 0; draw < gaps.Length; draw++)
        {
            var have = indicator.Numerator[draw];
            gaps[draw] = (float)(indicator.Kind switch
            {
                IndicatorKind.Count => bound - have,
                IndicatorKind.PerPopulation => bound * Below(indicator)[draw] - have,
                // x more people: (have + x) / (base + x) = bound; a bound of 1 asks for the whole base.
                _ => (bound * Below(indicator)[draw] - have) / (bound < 1 ? 1 - bound : 1),
            });
        }

        return gaps;
    }

    private static float[] Below(IndicatorDraws indicator) =>
        indicator.Denominator ?? throw new ArgumentException($"{indicator.Kind} needs a denominator.", nameof(indicator));

    private static float[] ExtraRecruits(float[] values, float[] gaps, TargetRule target, float[] retention, int years)
    {
        if (years < 1) throw new ArgumentOutOfRangeException(nameof(years), years, "Must be 1 or more.");

        var needed = new float[gaps.Length];
        for (var draw = 0; draw < gaps.Length; draw++)
            needed[draw] = target.IsMetBy(values[draw]) ? 0 : Staying(gaps[draw], target) / (years * Math.Max(0.01f, retention[draw]));
        Array.Sort(needed);
        return needed;
    }

    // People who must be there more; "more than" asks for the next whole person, and above a range nobody helps.
    private static float Staying(float gap, TargetRule target) =>
        target.Comparator == Comparator.MoreThan ? MathF.Floor(Math.Max(0, gap)) + 1
        : gap > 0 ? gap : float.PositiveInfinity;

    // Each draw is met once it has what it needs, so the smallest intake for a probability is an order statistic.
    private static double? Smallest(float[]? needed, double probability) =>
        needed?[Math.Max(0, (int)Math.Ceiling(probability * needed.Length) - 1)] is { } recruits && float.IsFinite(recruits) ? recruits : null;
}
