namespace TalentRegistry.Analytics.Series;

/// <summary>One value observed in one year.</summary>
/// <param name="Period">The year.</param>
/// <param name="Value">What was observed.</param>
public readonly record struct Observation(int Period, double Value);

/// <summary>An annual series: some years may be missing between its first and its last.</summary>
public sealed class AnnualSeries
{
    /// <summary>Fewest observations that a forecast can rest on.</summary>
    public const int Fewest = 6;

    /// <summary>Most years between the first and the last observation.</summary>
    public const int LongestSpan = 1_000;

    /// <summary>Takes observations in any order.</summary>
    /// <exception cref="ArgumentException">Fewer than <see cref="Fewest"/>, a year twice, a value that is no finite number, or a longer span than <see cref="LongestSpan"/>.</exception>
    public AnnualSeries(string name, IEnumerable<Observation> observations)
    {
        Observation[] ordered = [.. observations.OrderBy(one => one.Period)];
        if (ordered.Length < Fewest)
            throw new ArgumentException($"{name} has {ordered.Length} observations, {Fewest} are needed.", nameof(observations));
        if (ordered.Any(one => !double.IsFinite(one.Value)))
            throw new ArgumentException($"{name} holds a value that is no finite number.", nameof(observations));
        if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Period == pair.Second.Period))
            throw new ArgumentException($"{name} has a year twice.", nameof(observations));
        if ((long)ordered[^1].Period - ordered[0].Period >= LongestSpan)
            throw new ArgumentException($"{name} spans more than {LongestSpan} years.", nameof(observations));

        (Name, Observations) = (name, ordered);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>At least <see cref="Fewest"/>, by year.</summary>
    public IReadOnlyList<Observation> Observations { get; }

    /// <summary>The last year observed: forecasts begin in the next.</summary>
    public int LastPeriod => Observations[^1].Period;

    /// <summary>A value for each year from the first to the last: missing ones lie on the straight line between their neighbours.</summary>
    public double[] Complete()
    {
        var first = Observations[0].Period;
        var values = new double[LastPeriod - first + 1];
        values[0] = Observations[0].Value;
        for (var i = 1; i < Observations.Count; i++)
        {
            var (before, after) = (Observations[i - 1], Observations[i]);
            var years = after.Period - before.Period;
            for (var year = 1; year <= years; year++)
                values[before.Period - first + year] = before.Value * ((years - year) / (double)years) + after.Value * (year / (double)years);
        }

        return values;
    }
}
