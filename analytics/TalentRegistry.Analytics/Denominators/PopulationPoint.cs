namespace TalentRegistry.Analytics.Denominators;

/// <summary>A published figure.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="People">Average population of the year, above 0.</param>
public readonly record struct PopulationPoint(int Year, double People);

/// <summary>How a year's population is known.</summary>
public enum PopulationStatus
{
    /// <summary>A published figure.</summary>
    Published,

    /// <summary>Between two published figures.</summary>
    Interpolated,

    /// <summary>Before the first or after the last published figure.</summary>
    Extrapolated,
}
