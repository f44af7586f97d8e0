namespace TalentRegistry.Domain.Plans;

/// <summary>What is told of a target for which the text gives no number.</summary>
public enum ReportedAs
{
    /// <summary>The figure of the year.</summary>
    Level,

    /// <summary>The figure and whether it has grown: the text says "phát triển".</summary>
    Growth,
}

/// <summary>
/// Something a plan wants counted. It has a <see cref="Bound"/> to meet, or, where the text states no number, is only
/// reported (<see cref="Report"/>) and never judged.
/// </summary>
/// <param name="Code">Stable code, as DB-06.</param>
/// <param name="Section">Section of the text, as II.1(1).</param>
/// <param name="Sentence">The sentence, word for word, slips of the printed text included.</param>
/// <param name="Meaning">What is measured.</param>
/// <param name="Indicator">How it is computed.</param>
/// <param name="Bound">What has to be reached; null where the text states no number.</param>
/// <param name="Report">How it is told without a number; null where there is a bound.</param>
/// <param name="Due">By when; null where the text does not say.</param>
/// <param name="Needs">What is missing before it can be computed; null when it is computed.</param>
public sealed record Target(
    string Code, string Section, string Sentence, Bilingual Meaning, Indicator Indicator, TargetBound? Bound, ReportedAs? Report,
    Due? Due, Bilingual? Needs)
{
    /// <summary>Whether the registry can compute it today; if not, it shows as "not yet computed" with what is missing.</summary>
    public bool Computable => Needs is null;

    /// <summary>
    /// What is missing before the supply forecast can project it: <see cref="Needs"/>, or what its filters ask for that the
    /// model's selections (unit, sector, profession, degree band) do not tell apart. Null when it is projected.
    /// A target that is not projected is shown so, never as met.
    /// </summary>
    public Bilingual? NotYetForecast => Needs ?? Indicator.BeyondSupplyCells;
}
