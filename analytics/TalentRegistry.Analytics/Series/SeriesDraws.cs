using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Draws of a series' years ahead. Of each year, 80 and 95 of 100 draws lie in the forecast's bands and half below its middle. The same draw of two years lies on one path:
/// what is new in a year is independent of what was before, as in a random walk.
/// </summary>
public sealed class SeriesDraws
{
    // Of the standard normal distribution: what 80 and 95 of 100 stay within.
    private const double Z80 = 1.2816;
    private const double Z95 = 1.9600;

    private readonly string name;
    private readonly IReadOnlyList<ForecastYear> years;
    private readonly double[] news;
    private readonly double[] spread;

    /// <summary>Draws of a forecast.</summary>
    public SeriesDraws(SeriesForecast forecast)
    {
        (name, years) = (forecast.Name, forecast.Years);
        (news, spread) = (new double[years.Count], new double[years.Count]);
        for (var (year, before) = (0, 0.0); year < years.Count; before = spread[year++])
        {
            spread[year] = Math.Max(before, years[year].Upper95 - years[year].Lower95);
            news[year] = Math.Sqrt((spread[year] * spread[year]) - (before * before));
        }
    }

    /// <summary>The middle of a year's draws; years beyond the last forecast one are like it.</summary>
    /// <param name="yearsAhead">From 1.</param>
    public double Middle(int yearsAhead) => years[Place(yearsAhead)].Mean;

    /// <summary>Draws of a year. The same seed gives the same draws.</summary>
    /// <param name="yearsAhead">From 1; years beyond the last forecast one are like it.</param>
    /// <param name="draws">How many, 1 or more.</param>
    /// <param name="seed">Seed of the run.</param>
    public float[] Draws(int yearsAhead, int draws, long seed)
    {
        var values = new float[draws];
        for (var draw = 0; draw < draws; draw++) values[draw] = (float)Draw(yearsAhead, CounterRandom.Of(seed, "series", name, draw));
        return values;
    }

    /// <summary>One draw of a year.</summary>
    /// <param name="yearsAhead">From 1; years beyond the last forecast one are like it.</param>
    /// <param name="random">Whose numbers make the path: the same for each year of one draw.</param>
    internal double Draw(int yearsAhead, CounterRandom random)
    {
        var place = Place(yearsAhead);
        var sum = 0.0;
        for (var year = 0; year <= place; year++) sum += news[year] * random.NextNormal();
        var z = spread[place] > 0 ? sum / spread[place] : 0;
        var ahead = years[place];
        return z >= 0
            ? ahead.Mean + Away(z, ahead.Upper80 - ahead.Mean, ahead.Upper95 - ahead.Mean)
            : ahead.Mean - Away(-z, ahead.Mean - ahead.Lower80, ahead.Mean - ahead.Lower95);
    }

    private int Place(int yearsAhead) => Math.Min(yearsAhead, years.Count) - 1;

    // Straight from the middle to the end of the 80 % band, from there to that of the 95 % band, and on.
    private static double Away(double z, double half80, double half95) =>
        z <= Z80 ? z / Z80 * half80 : half80 + ((z - Z80) / (Z95 - Z80) * (half95 - half80));
}
