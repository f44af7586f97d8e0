using TalentRegistry.Analytics.Randomness;
using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Denominators;

/// <summary>
/// A unit's population by year with draws. Between published years it is interpolated on the log scale. After the last of
/// <see cref="AnnualSeries.Fewest"/> figures or more it is what <see cref="SeriesForecaster"/> says. After fewer, and before the first, it follows
/// a random walk with damped drift: the mean growth of the published years fades by <see cref="Damping"/> a year (Gardner and
/// McKenzie 1985), its standard error and the yearly variation both widen the draws, which are Student's, since few figures tell little of how
/// much they vary. A unit with a single published year follows its province's growth, draw by draw, with an error of its own.
/// </summary>
public sealed class PopulationPath
{
    /// <summary>Share of the drift that remains a year later.</summary>
    public const double Damping = 0.98;

    // Revisions of published provincial figures are of half a per cent: no path is surer of a year.
    private const double LeastYearlyError = 0.005;

    // What is held of the yearly variation before any figure is seen, and how many years of figures that is worth.
    private const double UsualYearlyError = 0.01;
    private const int UsualWeight = 3;

    // The growth of one year is half believed, that of ten nearly whole.
    private const int NoGrowthYears = 1;
    private readonly PopulationPoint[] points;
    private readonly PopulationPath? province;
    private readonly Lazy<SeriesDraws>? ahead;
    private readonly double drift;
    private readonly double driftError;
    private readonly double yearlyError;

    private PopulationPath(string unitId, PopulationPoint[] points, PopulationPath? province)
    {
        (UnitId, this.points, this.province) = (unitId, points, province);
        if (points.Length > 1)
            (drift, driftError, yearlyError) = Growth();
        else
            yearlyError = LeastYearlyError;
        if (points.Length >= AnnualSeries.Fewest)
            ahead = new(() => new(SeriesForecaster.Forecast(new(unitId, points.Select(point => new Observation(point.Year, point.People))), SeriesForecaster.LongestHorizon)));
    }

    /// <summary>Whose population.</summary>
    public string UnitId { get; }

    /// <summary>Fits a path to published figures.</summary>
    /// <param name="unitId">Whose; it also keys the draws.</param>
    /// <param name="published">One figure a year at most, in any order; two or more, or one if there is a province to follow.</param>
    /// <param name="province">Whose growth to follow when there is only one figure.</param>
    /// <exception cref="ArgumentException">Too few figures, two for a year, or one that is not above 0.</exception>
    public static PopulationPath Fit(string unitId, IEnumerable<PopulationPoint> published, PopulationPath? province = null)
    {
        PopulationPoint[] figures = [.. published.OrderBy(point => point.Year)];
        if (figures.Length < (province is null ? 2 : 1))
            throw new ArgumentException($"Unit {unitId} has {figures.Length} population figures; too few to forecast.", nameof(published));
        if (figures.FirstOrDefault(point => !(point.People > 0)) is { Year: > 0 } bad)
            throw new ArgumentException($"Population of {unitId} in {bad.Year} must be above 0, was {bad.People}.", nameof(published));
        for (var i = 1; i < figures.Length; i++)
            if (figures[i].Year == figures[i - 1].Year)
                throw new ArgumentException($"Unit {unitId} has two populations for {figures[i].Year}.", nameof(published));

        return new(unitId, figures, figures.Length == 1 ? province : null);
    }

    /// <summary>Whether the year is published, lies between published years, or outside them.</summary>
    public PopulationStatus StatusOf(int year) =>
        points.Any(point => point.Year == year) ? PopulationStatus.Published
        : year > points[0].Year && year < points[^1].Year ? PopulationStatus.Interpolated
        : PopulationStatus.Extrapolated;

    /// <summary>The middle of the draws, in people; exact for a published year.</summary>
    public double Expected(int year) => Math.Exp(LogMiddle(year));

    /// <summary>Population of the year per draw. The same draw of two years lies on one path; draws of a published year are all equal.</summary>
    /// <param name="year">Calendar year.</param>
    /// <param name="draws">Number of draws, 1 or more.</param>
    /// <param name="seed">Seed of the run.</param>
    public float[] Draws(int year, int draws, long seed)
    {
        var values = new float[draws];
        for (var draw = 0; draw < draws; draw++) values[draw] = (float)Math.Exp(LogDraw(year, draw, seed));
        return values;
    }

    private double LogMiddle(int year)
    {
        if (province is not null)
            return Math.Log(points[0].People) + province.LogMiddle(year) - province.LogMiddle(points[0].Year);
        if (year > points[^1].Year && ahead is not null) return LogOf(ahead.Value.Middle(year - points[^1].Year));
        if (year > points[^1].Year) return Math.Log(points[^1].People) + drift * DampedYears(year - points[^1].Year);
        if (year < points[0].Year) return Math.Log(points[0].People) - drift * DampedYears(points[0].Year - year);

        var after = Array.FindIndex(points, point => point.Year >= year);
        if (points[after].Year == year) return Math.Log(points[after].People);

        var share = (year - points[after - 1].Year) / (double)(points[after].Year - points[after - 1].Year);
        return (1 - share) * Math.Log(points[after - 1].People) + share * Math.Log(points[after].People);
    }

    private double LogDraw(int year, int draw, long seed)
    {
        var random = CounterRandom.Of(seed, "population", UnitId, draw);
        if (StatusOf(year) == PopulationStatus.Interpolated)
            return LogMiddle(year) + BridgeError(year) * Normal(ref random, year);
        if (year > points[^1].Year && ahead is not null) return LogOf(ahead.Value.Draw(year - points[^1].Year, random));

        var first = year < points[0].Year;
        var steps = first ? points[0].Year - year : Math.Max(0, year - points[^1].Year);
        var middle = province is null ? LogMiddle(year)
            : Math.Log(points[0].People) + province.LogDraw(year, draw, seed) - province.LogDraw(points[0].Year, draw, seed);
        // One divisor for the whole path: the figures tell how much it varies from year to year only as well as there are many.
        var degrees = UsualWeight + Math.Max(0, points.Length - 2);
        var wider = Math.Sqrt(degrees / (2 * random.NextGamma(degrees / 2.0)));
        var error = driftError * random.NextNormal() * DampedYears(steps) * (first ? -1 : 1);
        for (var step = 0; step < steps; step++) error += yearlyError * random.NextNormal();
        return middle + wider * error;
    }

    // A band may reach below one person; a population does not.
    private static double LogOf(double people) => Math.Log(Math.Max(1, people));

    // A Brownian bridge between the two published years around it.
    private double BridgeError(int year)
    {
        var before = points.Last(point => point.Year < year).Year;
        var after = points.First(point => point.Year > year).Year;
        return yearlyError * Math.Sqrt((year - before) * (double)(after - year) / (after - before));
    }

    private static double Normal(ref CounterRandom random, int year)
    {
        random.Skip(year);
        return random.NextNormal();
    }

    private static double DampedYears(int years) => Damping * (1 - Math.Pow(Damping, years)) / (1 - Damping);

    private (double Drift, double DriftError, double YearlyError) Growth()
    {
        var years = points[^1].Year - points[0].Year;
        var mean = Math.Log(points[^1].People / points[0].People) / years;
        var squares = 0.0;
        for (var i = 1; i < points.Length; i++)
        {
            var gap = points[i].Year - points[i - 1].Year;
            var surprise = Math.Log(points[i].People / points[i - 1].People) - mean * gap;
            squares += surprise * surprise / gap;
        }

        var seen = squares + (UsualWeight * UsualYearlyError * UsualYearlyError);
        var error = Math.Max(LeastYearlyError, Math.Sqrt(seen / (points.Length - 2 + UsualWeight)));
        return (mean * years / (years + NoGrowthYears), error / Math.Sqrt(years), error);
    }
}
