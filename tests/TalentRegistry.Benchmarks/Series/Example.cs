using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Benchmarks.Series;

/// <summary>A past and what came after, from which weights and bands are learnt.</summary>
/// <param name="Name">The series.</param>
/// <param name="Past">A value a year, not all the same.</param>
/// <param name="Future">The years that followed.</param>
/// <param name="Weight">What it counts for.</param>
internal sealed record Example(string Name, double[] Past, double[] Future, double Weight)
{
    // Pasts cut short by up to so many years are examples too, a quarter as weighty: short series are what a province has.
    private const int Cuts = 4;
    private const int ShortestCut = 9;

    public double Scale { get; } = Past.Zip(Past.Skip(1)).Average(pair => Math.Abs(pair.Second - pair.First));

    public double[][] Paths { get; } = Combination.PathsOf(Past, Future.Length);

    public double[] Traits { get; } = SeriesTraits.Of(Past);

    /// <summary>Examples of a set; the errors of no change weigh as much in each set of equal weight.</summary>
    public static List<Example> Of(IEnumerable<(AnnualSeries Past, IReadOnlyList<Observation> Actual)> set, double weight)
    {
        List<(Example Example, double Share)> drawn =
            [.. from one in set
                from cut in Enumerable.Range(0, Cuts + 1)
                let past = one.Past.Complete()
                where past.Length - cut >= (cut == 0 ? AnnualSeries.Fewest : Math.Min(ShortestCut, past.Length - 2))
                where past.Length - cut >= AnnualSeries.Fewest
                let all = past.Concat(one.Actual.OrderBy(came => came.Period).Select(came => came.Value)).ToArray()
                let known = all[..(past.Length - cut)]
                where known.Max() > known.Min()
                let unit = known.Max(Math.Abs)
                let future = all[known.Length..(known.Length + one.Actual.Count)]
                select (new Example(one.Past.Name, [.. known.Select(value => value / unit)], [.. future.Select(value => value / unit)], 1), cut == 0 ? 4.0 : 1.0)];
        var still = drawn.Average(each => each.Example.Future.Average(value => Math.Abs(value - each.Example.Past[^1])) / each.Example.Scale);
        return [.. drawn.Select(each => each.Example with { Weight = each.Share * weight / drawn.Count / still })];
    }
}
