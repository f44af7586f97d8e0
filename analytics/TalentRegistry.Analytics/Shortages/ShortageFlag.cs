namespace TalentRegistry.Analytics.Shortages;

/// <summary>What a requirement rests on.</summary>
public enum ShortageBasis
{
    /// <summary>A ratio that a plan states, times the unit's population.</summary>
    PlanTarget,

    /// <summary>Today's headcount held; no plan's number, and to be shown so.</summary>
    CurrentStaffing,
}

/// <summary>How bad, mildest first.</summary>
public enum ShortageSeverity
{
    /// <summary>Không thiếu.</summary>
    None,

    /// <summary>Cần theo dõi.</summary>
    Watch,

    /// <summary>Thiếu.</summary>
    Shortage,

    /// <summary>Thiếu nghiêm trọng.</summary>
    Severe,
}

/// <summary>
/// Bounds of the severities. Watch: P(short) reaches <see cref="WatchProbability"/>. Shortage: it reaches
/// <see cref="ShortageProbability"/>. Severe: it reaches <see cref="SevereProbability"/> and the expected gap is at least
/// <see cref="SevereGapShare"/> of the requirement. Below <see cref="LeastGapInPeople"/> expected people short, never more than Watch.
/// </summary>
public sealed record ShortageSettings
{
    /// <summary>0 to 1.</summary>
    public double WatchProbability { get; init; } = 0.3;

    /// <summary>0 to 1.</summary>
    public double ShortageProbability { get; init; } = 0.5;

    /// <summary>0 to 1.</summary>
    public double SevereProbability { get; init; } = 0.8;

    /// <summary>0 to 1.</summary>
    public double SevereGapShare { get; init; } = 0.1;

    /// <summary>
    /// How far the probability must fall below the bound by which a flag was raised before the flag is lowered, 0 to 1: a flag that was raised at 0.5 stays until 0.4, so that flags do
    /// not flicker from one forecast to the next.
    /// </summary>
    public double Hysteresis { get; init; } = 0.1;

    /// <summary>People, so that a school of three is not in crisis over a third of a teacher.</summary>
    public double LeastGapInPeople { get; init; } = 0.5;
}

/// <summary>Whose shortage.</summary>
/// <param name="UnitId">Unit.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
public readonly record struct ShortageKey(string UnitId, string SectorCode, string? ProfessionCode);

/// <summary>Requirement and supply of one unit, sector and year.</summary>
/// <param name="Key">Whose.</param>
/// <param name="Year">31 December of this year.</param>
/// <param name="Basis">What the requirement rests on.</param>
/// <param name="Requirement">Mean requirement in people.</param>
/// <param name="Supply">Forecast headcount.</param>
/// <param name="ExpectedGap">Mean of requirement less supply in people; negative where there are more than needed.</param>
/// <param name="ExpectedShortfall">Mean of max(0, requirement less supply), in people.</param>
/// <param name="ProbabilityShort">Share of draws below the requirement, 0 to 1.</param>
/// <param name="Severity">By <see cref="ShortageSettings"/>.</param>
/// <param name="Gap">Requirement less supply in people.</param>
public sealed record ShortageFlag(
    ShortageKey Key, int Year, ShortageBasis Basis, double Requirement, Quantiles Supply,
    double ExpectedGap, double ExpectedShortfall, double ProbabilityShort, ShortageSeverity Severity, Quantiles Gap)
{
    /// <summary>Whether the flag stands only because it was raised before: its probability alone would not raise it so high.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Against a plan's ratio.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="year">Year.</param>
    /// <param name="ratio">People asked for per <paramref name="per"/> inhabitants.</param>
    /// <param name="per">Inhabitants, such as 10,000.</param>
    /// <param name="population">Inhabitants per draw.</param>
    /// <param name="supply">Closing stock per draw.</param>
    /// <param name="settings">Bounds.</param>
    /// <param name="before">The severity that the forecast before this one found; null where there was none.</param>
    /// <exception cref="ArgumentException">No draws, or not as many of population as of supply.</exception>
    public static ShortageFlag AgainstPlan(
        ShortageKey key, int year, double ratio, double per, ReadOnlySpan<float> population, ReadOnlySpan<float> supply, ShortageSettings settings,
        ShortageSeverity? before = null)
    {
        var requirement = new float[population.Length];
        for (var draw = 0; draw < requirement.Length; draw++) requirement[draw] = (float)(ratio / per * population[draw]);
        return Against(key, year, ShortageBasis.PlanTarget, requirement, supply, settings, before);
    }

    /// <summary>Against today's headcount.</summary>
    /// <exception cref="ArgumentException">No draws.</exception>
    public static ShortageFlag AgainstStaffing(
        ShortageKey key, int year, double headcountToday, ReadOnlySpan<float> supply, ShortageSettings settings, ShortageSeverity? before = null)
    {
        var requirement = new float[supply.Length];
        Array.Fill(requirement, (float)headcountToday);
        return Against(key, year, ShortageBasis.CurrentStaffing, requirement, supply, settings, before);
    }

    private static ShortageFlag Against(
        ShortageKey key, int year, ShortageBasis basis, float[] requirement, ReadOnlySpan<float> supply, ShortageSettings settings, ShortageSeverity? before)
    {
        if (requirement.Length != supply.Length)
            throw new ArgumentException($"{requirement.Length} draws of population against {supply.Length} of supply.", nameof(supply));

        double required = 0, gap = 0, shortfall = 0;
        var shortDraws = 0;
        var missed = new float[requirement.Length];
        for (var draw = 0; draw < requirement.Length; draw++)
        {
            var missing = (double)requirement[draw] - supply[draw];
            missed[draw] = (float)missing;
            required += requirement[draw];
            gap += missing;
            shortfall += Math.Max(0, missing);
            if (missing > 1e-3) shortDraws++;
        }

        var (n, probability) = (requirement.Length, shortDraws / (double)requirement.Length);
        var raised = SeverityOf(probability, shortfall / n, required / n, settings);
        var severity = before > raised
            ? (ShortageSeverity)Math.Min((int)before, (int)SeverityOf(probability + settings.Hysteresis + 1e-9, shortfall / n, required / n, settings))
            : raised;
        return new(key, year, basis, required / n, Quantiles.Of(supply), gap / n, shortfall / n, probability, severity, Quantiles.Of(missed)) { IsHeld = severity > raised };
    }

    private static ShortageSeverity SeverityOf(double probability, double shortfall, double requirement, ShortageSettings settings)
    {
        if (probability < settings.WatchProbability) return ShortageSeverity.None;
        if (probability < settings.ShortageProbability || shortfall < settings.LeastGapInPeople) return ShortageSeverity.Watch;

        return probability >= settings.SevereProbability && shortfall >= settings.SevereGapShare * requirement
            ? ShortageSeverity.Severe
            : ShortageSeverity.Shortage;
    }
}
