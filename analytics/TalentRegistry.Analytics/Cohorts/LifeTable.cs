using TalentRegistry.Domain.People;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Deaths a year by sex and age before the registry's own deaths are looked at: the law of Gompertz (1825), whose force of mortality
/// doubles every eight years, fitted to a life expectancy. It gives the shape; the level is that of the registry's deaths as soon as there
/// are some, so that people at work may be healthier than the population, or not.
/// </summary>
/// <param name="male">Life expectancy of men at birth, in years.</param>
/// <param name="female">Of women.</param>
internal sealed class LifeTable(double male, double female)
{
    // ln 2 / 8 years.
    private const double Growth = 0.0866;

    // What the law leaves out: one birth in fifty does not reach the age from which it holds.
    private const double ReachingWork = 0.98;
    private const int FirstAge = 15;
    private readonly double[] level = [Fit(male), Fit(female)];

    /// <summary>
    /// Viet Nam in 2020: 73.7 years for both sexes and 5.4 more for women than for men (General Statistics Office, as reported by the
    /// Vietnam News Agency in December 2020), which makes 71.1 and 76.5.
    /// </summary>
    public static LifeTable VietNam { get; } = new(71.1, 76.5);

    /// <summary>Yearly rate at an age in years.</summary>
    public double Rate(Sex sex, int age) => level[(int)sex] * Math.Exp(Growth * (age + 0.5));

    /// <summary>Rates by age slot.</summary>
    public double[] BySlot() =>
        [.. Enumerable.Range(0, CareerTable.AgeSlots).Select(slot => Rate((Sex)(slot / CareerTable.Ages), slot % CareerTable.Ages + CohortInput.MinAge))];

    /// <summary>Life expectancy at birth that the rates give.</summary>
    public double Expectancy(Sex sex) => Expectancy(level[(int)sex]);

    private static double Fit(double expectancy)
    {
        var (low, high) = (1e-7, 1e-3);
        for (var round = 0; round < 60; round++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = Expectancy(middle) > expectancy ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Expectancy(double level)
    {
        var (years, alive) = (0.0, 1.0);
        for (var age = FirstAge; age < 120; age++)
        {
            var next = alive * Math.Exp(-level * Math.Exp(Growth * (age + 0.5)));
            years += (alive + next) / 2;
            alive = next;
        }

        return ReachingWork * (FirstAge + years);
    }
}
